// Clients compare `Date` with their own clock, so the practice tenant tells its own in whatever it answers, faults and
// refusals included: one answer that told Node's would make a token look ended.
import { request } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { PracticeFault } from "../../electron/practice/faults.ts";
import { type PracticeTenant, startPracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { personWho } from "./asker.ts";
import { askTrust, trustUrl } from "./federated.ts";

// As long ago as no clock of a computer is, and as no other test's.
const years = 20 * 365 * 24 * 3_600_000;
const started = Date.now() - years;
const told = new Date(started).toUTCString();

let tenant: PracticeTenant;
beforeAll(async () => {
  tenant = await startPracticeTenant({ now: () => started });
});
afterEach(() => tenant.setFault());
afterAll(() => tenant.close());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Status and `Date` of an answer, whatever becomes of its body. */
function ask({ method = "GET", path = "/", headers, body }: Asked) {
  return new Promise<{ readonly status?: number | undefined; readonly date?: string | undefined }>(
    (resolve, reject) => {
      const asking = request(`${tenant.origin}${path}`, { method, headers }, (response) => {
        resolve({ status: response.statusCode, date: response.headers.date });
        response.on("error", () => undefined).resume();
      });
      asking.on("error", reject).end(body);
    },
  );
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const token = { method: "POST", path: "/practice.test/oauth2/v2.0/token", headers: form };

const faults: readonly Exclude<PracticeFault["kind"], "hang">[] = [
  "status",
  "redirect",
  "html",
  "garbage",
  "closeMidAnswer",
  "truncatedJson",
  "wrongContentType",
  "emptyBody",
];

test.each(faults)("the fault “%s” comes with the tenant's time", async (kind) => {
  const fault = { kind, path: "any", status: 503, location: "http://127.0.0.1:1/" } as PracticeFault;
  tenant.setFault(fault);
  const metadata = "/practice.test/v2.0/.well-known/openid-configuration";
  expect((await ask({ path: metadata })).date).toBe(told);
});

const answers: readonly (readonly [what: string, status: number, asked: Asked])[] = [
  ["the page at the front", 200, {}],
  ["metadata", 200, { path: "/practice.test/v2.0/.well-known/openid-configuration" }],
  ["keys", 200, { path: "/practice.test/discovery/v2.0/keys" }],
  ["a refusal of the token endpoint", 400, token],
  ["a form that is none", 400, { ...token, headers: { "content-type": "text/plain" }, body: "x" }],
  ["a sign-in page that cannot be", 400, { path: "/practice.test/oauth2/v2.0/authorize" }],
  ["who somebody is, without a token", 401, { path: "/v1.0/me" }],
  ["an unknown path", 404, { path: "/no/such/thing" }],
  ["a wrong method", 405, { method: "DELETE", path: "/v1.0/me" }],
  ["another site's name", 403, { headers: { host: "elsewhere.example" } }],
  ["another site's page", 403, { method: "POST", path: "/v1.0/me", headers: { origin: "https://elsewhere.example" } }],
  ["an address that is not well encoded", 400, { path: "/%E0%A4%A" }],
  ["a body that is too large", 413, { ...token, body: "x".repeat(70_000) }],
];

test.each(answers)("%s (%i) comes with the tenant's time", async (_, status, asked) => {
  expect(await ask(asked)).toEqual({ status, date: told });
});

test("SOAP comes with it too: a signed assertion, a fault and a refused content type", async () => {
  const fred = personWho("federated");
  const path = new URL(trustUrl(tenant, "13/usernamemixed")).pathname;
  expect((await askTrust(tenant, fred, { at: started })).status).toBe(200);
  const soap = { "content-type": "application/soap+xml" };
  expect(await ask({ method: "POST", path, headers: soap, body: "<x/>" })).toMatchObject({ date: told });
  expect(await ask({ method: "POST", path, headers: form })).toEqual({ status: 415, date: told });
  expect((await ask({ path: new URL(trustUrl(tenant, "mex")).pathname })).date).toBe(told);
});

test("a bug's bare 500 comes with it", async () => {
  tenant.setFault({ kind: "redirect", path: "home", location: "no header\u0000" });
  expect(await ask({})).toEqual({ status: 500, date: told });
});
