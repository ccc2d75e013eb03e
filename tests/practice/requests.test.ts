// The token endpoint refuses faulty requests with the codes and the envelope that Entra uses.
import { describe, expect, test } from "vitest";
import { practicePeople, practiceTenant } from "../../shared/practicePeople.ts";
import { ask, askToken, openTenant, passwordParameters, personWho, signIn } from "./asker.ts";

const ada = personWho("works");
const guid = "[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}";

type Change = Readonly<Record<string, string | undefined>>;
const faults: readonly (readonly [string, number, string, Change])[] = [
  ["no grant type", 900144, "invalid_request", { grant_type: undefined }],
  ["an empty grant type", 900144, "invalid_request", { grant_type: "" }],
  ["an unknown grant", 70003, "unsupported_grant_type", { grant_type: "magic" }],
  ["a grant named like an object's own member", 70003, "unsupported_grant_type", { grant_type: "__proto__" }],
  ["no client ID", 900144, "invalid_request", { client_id: undefined }],
  ["an unknown app", 700016, "unauthorized_client", { client_id: "11111111-1111-4111-8111-111111111111" }],
  ["a confidential app", 7000218, "invalid_client", { client_id: practiceTenant.confidentialClientId }],
  ["a secret from a public app", 700025, "invalid_client", { client_secret: "s3cret" }],
  ["an assertion from a public app", 700025, "invalid_client", { client_assertion: "a.b.c" }],
  ["no user name", 900144, "invalid_request", { username: undefined }],
  ["no password", 900144, "invalid_request", { password: undefined }],
  ["no scope", 900144, "invalid_request", { scope: undefined }],
  ["a blank scope", 70011, "invalid_scope", { scope: " " }],
  ["a scope with forbidden characters", 70011, "invalid_scope", { scope: "User.Read;Mail" }],
  [".default beside another scope", 70011, "invalid_scope", { scope: ".default User.Read" }],
  ["a scope unknown to its resource", 650053, "invalid_scope", { scope: "Everything.Always" }],
  ["an unknown resource", 500011, "invalid_resource", { scope: "https://unknown.test/Read" }],
  ["scopes of two resources", 28000, "invalid_scope", { scope: "User.Read api://practice-api/Tasks.Read" }],
];

test.each(faults)("%s is answered with AADSTS%i %s", async (_, code, error, change) => {
  const tenant = await openTenant();
  const all = Object.entries({ ...passwordParameters(tenant, ada), ...change });
  const parameters = all.filter((each): each is [string, string] => each[1] !== undefined);
  const reply = await askToken(tenant, Object.fromEntries(parameters));
  expect(reply.json).toMatchObject({ error, error_codes: [code] });
  expect(reply.status).toBe(error === "invalid_client" ? 401 : 400);
});

test("a missing parameter is named", async () => {
  const tenant = await openTenant();
  const { json } = await askToken(tenant, { grant_type: "password" });
  expect(json.error_description).toContain("'client_id'");
});

describe("tenants", () => {
  test("the tenant's domain and organizations work in place of its ID", async () => {
    const tenant = await openTenant();
    for (const segment of [tenant.domain, tenant.domain.toUpperCase(), "organizations"]) {
      expect((await askToken(tenant, passwordParameters(tenant, ada), { segment })).status).toBe(200);
    }
  });

  test.each(["common", "consumers"])("%s refuses a password", async (segment) => {
    const tenant = await openTenant();
    const { status, json } = await askToken(tenant, passwordParameters(tenant, ada), { segment });
    expect({ status, ...json }).toMatchObject({ status: 400, error: "invalid_request", error_codes: [9001023] });
  });

  test("an unknown tenant is not found", async () => {
    const tenant = await openTenant();
    const { json } = await askToken(tenant, passwordParameters(tenant, ada), { segment: "elsewhere.test" });
    expect(json).toMatchObject({ error: "invalid_request", error_codes: [90002] });
  });

  test("organizations cannot place a name without a domain", async () => {
    const tenant = await openTenant();
    const parameters = { ...passwordParameters(tenant, ada), username: "ada" };
    expect((await askToken(tenant, parameters, { segment: "organizations" })).json).toMatchObject({
      error_codes: [50059],
    });
  });
});

describe("forms", () => {
  const form = "application/x-www-form-urlencoded";

  test.each([
    ["a broken percent sign", "grant_type=password&password=%zz", form, 90013],
    ["bytes that are not UTF-8", "grant_type=%ff%fe", form, 90013],
    ["a parameter twice", "grant_type=password&grant_type=password", form, 9002313],
    ["JSON", '{"grant_type":"password"}', "application/json", 900144],
  ])("%s is refused", async (_, body, type, code) => {
    const tenant = await openTenant();
    const init = { method: "POST", body, headers: { "Content-Type": type } };
    const { status, json } = await ask(`${tenant.authority}/oauth2/v2.0/token`, init);
    expect({ status, ...json }).toMatchObject({ status: 400, error_codes: [code] });
  });

  test("a plus means a blank, an encoded plus a plus, and a charset beside the type is fine", async () => {
    const tenant = await openTenant();
    const ulla = practicePeople.find(({ name }) => name === "Ulla Symbols") ?? ada;
    expect(ulla.password).toMatch(/ .*\+/);
    const body = new URLSearchParams(passwordParameters(tenant, ulla)).toString();
    expect(body).toContain("+");
    for (const spelling of [body, body.replaceAll("+", "%20")]) {
      const headers = { "Content-Type": `${form};charset=UTF-8` };
      expect(
        (await ask(`${tenant.authority}/oauth2/v2.0/token`, { method: "POST", body: spelling, headers })).status,
      ).toBe(200);
    }
  });
});

describe("the envelope", () => {
  test("an error has all of Entra's fields, and its sentence repeats the IDs", async () => {
    const tenant = await openTenant({ now: () => Date.UTC(2026, 0, 15, 12, 30, 5, 250) });
    const { json, headers } = await signIn(tenant, { ...ada, password: "wrong" });
    const { error_description: description, correlation_id: correlationId, ...others } = json;
    const traceId = headers.get("x-ms-request-id");
    expect(others).toEqual({
      error: "invalid_grant",
      error_codes: [50126],
      timestamp: "2026-01-15 12:30:05Z",
      trace_id: traceId,
      error_uri: "https://login.microsoftonline.com/error?code=50126",
    });
    expect(traceId).toMatch(new RegExp(`^${guid}$`));
    expect(correlationId).toMatch(new RegExp(`^${guid}$`));
    expect(description).toBe(
      "AADSTS50126: Invalid user name or password. " +
        `Trace ID: ${traceId} Correlation ID: ${String(correlationId)} Timestamp: 2026-01-15 12:30:05Z`,
    );
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.get("date")).toBe("Thu, 15 Jan 2026 12:30:05 GMT");
  });

  const correlationId = "0b5e55ed-7e57-4000-8000-c0de5c0ffee5";

  test("the asker's correlation ID is used, and comes back only if it asks", async () => {
    const tenant = await openTenant();
    const headers = { "client-request-id": correlationId };
    const quiet = await askToken(tenant, {}, { headers });
    expect(quiet.json).toMatchObject({ correlation_id: correlationId });
    expect(quiet.headers.has("client-request-id")).toBe(false);
    const echoed = await askToken(tenant, {}, { headers: { ...headers, "return-client-request-id": "true" } });
    expect(echoed.headers.get("client-request-id")).toBe(correlationId);
  });

  test("a correlation ID that is no GUID is replaced", async () => {
    const tenant = await openTenant();
    const headers = { "client-request-id": "<script>", "return-client-request-id": "true" };
    const reply = await askToken(tenant, {}, { headers });
    expect(reply.json.correlation_id).toMatch(new RegExp(`^${guid}$`));
    expect(reply.headers.has("client-request-id")).toBe(false);
  });

  test("a GET at the token endpoint is refused with the method that works", async () => {
    const tenant = await openTenant();
    const reply = await ask(`${tenant.authority}/oauth2/v2.0/token`);
    expect(reply.status).toBe(405);
    expect(reply.headers.get("allow")).toBe("POST");
    expect(reply.json).toMatchObject({ error_codes: [900561] });
  });
});

test("what was asked is noted without passwords or tokens", async () => {
  const tenant = await openTenant({ mark: "MARKED" });
  await signIn(tenant, ada);
  await askToken(tenant, { grant_type: ada.password });
  await fetch(`${tenant.origin}/${ada.password}`);
  expect(tenant.requests).toMatchObject([
    { method: "POST", endpoint: "token", grantType: "password", status: 200 },
    { method: "POST", endpoint: "token", grantType: undefined, status: 400 },
    { method: "GET", endpoint: "unknown", path: "unknown", status: 404 },
  ]);
  expect(JSON.stringify(tenant.requests)).not.toMatch(new RegExp(`MARKED|${ada.password}`));
});
