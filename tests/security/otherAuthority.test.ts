// A password and what came of it go to the authority that they were meant for, whatever becomes of a connection.
import { describe, expect, it } from "vitest";
import { recordOf } from "../core/tokens/records.ts";
import { person, startTestApp } from "../support/testApp.ts";

describe("stored settings that somebody else has written to", () => {
  it.each([
    "https://l\u043egin.microsoftonline.com",
    "https://login.microsoftonline.com@evil.example",
    "https://ann:secret@login.microsoftonline.com",
    "http://login.microsoftonline.com",
    "https://login.microsoftonline.com\\.evil.example",
  ])("lead nobody to %s", async (authority) => {
    const test = await startTestApp();
    const { connection } = recordOf();
    const { settings } = test.app.snapshot();
    const stored = { format: 1, connections: [{ ...connection, kind: "entra", authority }], settings, told: [] };
    await test.files.writeAtomic("settings/settings.json", new TextEncoder().encode(JSON.stringify(stored)));
    const next = await test.restart();
    const asked = { connectionId: connection.id, username: "ann@x.example", password: "not-to-be-sent" };
    expect(await next.app.handlers.signIn(asked)).toMatchObject({ ok: false, failure: { kind: "badInput" } });
    expect(test.net.requests).toEqual([]);
    await next.end();
  });
});

describe("a connection that is changed while somebody signs in", () => {
  it("takes nothing of the sign-in over to the other authority", async () => {
    const test = await startTestApp();
    const { username, password } = person("works");
    const draft = {
      label: "Mine",
      colour: "blue",
      kind: "entra",
      authority: test.tenant.origin,
      tenant: test.tenant.tenantId,
      clientId: test.tenant.clientId,
      scopes: "User.Read",
    };
    const saved = await test.app.handlers.saveConnection({ draft });
    if (!saved.ok || !saved.value.saved) throw new Error("not saved");
    const { connectionId } = saved.value;
    const signingIn = test.app.handlers.signIn({ connectionId, username, password });
    await test.app.handlers.saveConnection({ connectionId, draft: { ...draft, authority: "https://evil.example" } });
    const signedIn = await signingIn;
    if (!signedIn.ok) throw new Error(signedIn.failure.kind);
    expect(test.tokenRequests("password")).toBe(1);
    // The refresh token belongs to the authority that gave it; at the new one it takes a person.
    await test.clock.advance(2 * 3_600_000);
    const renewed = await test.app.getToken({ accountId: signedIn.value.accountId, scopes: ["User.Read"] });
    expect(renewed).toMatchObject({ ok: false, failure: { kind: "signInNeeded" } });
    expect(test.net.requests.filter(({ url }) => url.includes("evil.example"))).toEqual([]);
    await test.end();
  });
});
