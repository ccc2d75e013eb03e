// The password grant on the wire: which parameters and headers are sent, to which kind of authority.
import { afterEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../support/testApp.ts";
import { askPassword, clientId, tenantId } from "./asking.ts";
import { decodeForm, startWireServer } from "./wireServer.ts";

describe("to an Entra-like authority", () => {
  it("sends exactly the parameters of the password grant", async () => {
    const server = await startWireServer();
    await askPassword(server, { scopes: ["User.Read", "api://x/.default"] });
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", path: "/token" });
    expect(Object.fromEntries(decodeForm(request?.body ?? Buffer.of()))).toEqual({
      grant_type: "password",
      client_id: clientId,
      username: "ann@contoso.example",
      password: "a password",
      scope: "User.Read api://x/.default openid profile offline_access",
      client_info: "1",
    });
  });

  it("says who asks and that it honours throttling, and carries neither cookie nor client secret", async () => {
    const server = await startWireServer();
    const correlationId = crypto.randomUUID();
    await askPassword(server, { correlationId });
    const headers = server.requests[0]?.headers ?? {};
    expect(headers).toMatchObject({
      accept: "application/json",
      "client-request-id": correlationId,
      "return-client-request-id": "true",
      "x-client-sku": "TokenTray",
      "x-client-ver": "1.2.3",
      "x-ms-lib-capability": "retry-after, h429",
      "x-anchormailbox": "UPN:ann@contoso.example",
    });
    expect(headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i);
    for (const name of ["authorization", "cookie", "referer", "origin"]) expect(headers).not.toHaveProperty(name);
  });

  it.each(["jörg@contoso.example", "ann\r\nx-evil: 1", "アン@contoso.example", "a\u0000b"])(
    "leaves the routing header out where it could not carry the name: %j",
    async (username) => {
      const server = await startWireServer();
      expect(await askPassword(server, { username })).toMatchObject({ ok: true });
      const [request] = server.requests;
      expect(request?.headers).not.toHaveProperty("x-anchormailbox");
      expect(request?.headers).not.toHaveProperty("x-evil");
      expect(decodeForm(request?.body ?? Buffer.of()).get("username")).toBe(username);
    },
  );

  it.each([
    [["User.Read", "openid"], "User.Read openid profile offline_access"],
    [["offline_access", "User.Read", "User.Read"], "offline_access User.Read openid profile"],
    [[], "openid profile offline_access"],
  ])("asks for %j with the reserved scopes once each", async (scopes, wire) => {
    const server = await startWireServer();
    await askPassword(server, { scopes });
    expect(decodeForm(server.requests[0]?.body ?? Buffer.of()).get("scope")).toBe(wire);
  });
});

it("sends an OpenID authority nothing of Entra's own", async () => {
  const server = await startWireServer();
  await askPassword(server, { kind: "openid" });
  const [request] = server.requests;
  expect([...decodeForm(request?.body ?? Buffer.of()).keys()].toSorted()).toEqual([
    "client_id",
    "grant_type",
    "password",
    "scope",
    "username",
  ]);
  const ofEntra = Object.keys(request?.headers ?? {}).filter((name) => /^x-|client-request-id/.test(name));
  expect(ofEntra).toEqual([]);
  expect(JSON.stringify(request?.headers)).not.toContain(tenantId);
});

describe("in the whole program", () => {
  let t: TestApp;
  afterEach(async () => {
    await t.app.stop();
    await t.tenant.close();
  });

  it("gives every attempt a correlation ID of its own, the one that the history shows", async () => {
    t = await startTestApp();
    const accountId = await t.signIn();
    await t.signIn();
    await t.app.getToken({ accountId, scopes: ["User.Read"], forceRefresh: true });
    const sent = t.net.requests.filter(({ init }) => init.method === "POST");
    const ids = sent.map(({ init }) => new Headers(init.headers).get("client-request-id"));
    expect(new Set(ids).size).toBe(3);
    expect(ids.toReversed()).toEqual(t.app.snapshot().attempts.map(({ correlationId }) => correlationId));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
