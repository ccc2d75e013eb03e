// ID tokens as servers really send them: each fault is a refusal or a warning by the rules of the authority's kind, never silent.
import { afterEach, describe, expect, test } from "vitest";
import { tokenWarningWords, type TokenWarning } from "../../shared/tokenWarnings.ts";
import { base64Json, goodTokens, idTokenOf, startHabitApp, tokensWith, type HabitApp } from "../support/habitApp.ts";
import { ann } from "../support/openIdPeople.ts";

let t: HabitApp;
afterEach(() => t.end());

const { username } = ann;

describe("an ID token", () => {
  const now = (): number => Math.floor(Date.now() / 1000);

  test("may end long before the access token", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({ id_token: idTokenOf(t.server.origin, { exp: now() + 1 }) }));
    const accountId = await t.signedIn();
    expect(t.account()).toMatchObject({ homeAccountId: ann.sub, scopeSets: [{ state: "ready" }] });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await t.app.getToken({ accountId, scopes: ["api.read"] })).toMatchObject({
      ok: true,
      value: { short: false },
    });
    expect(t.attempt().warnings).toBeUndefined();
  });

  test.each([-7_200, 7_200])("of a server whose clock is off by %i s is good by that clock", async (off) => {
    t = await startHabitApp();
    const headers = { "content-type": "application/json", date: new Date((now() + off) * 1000).toUTCString() };
    const idToken = idTokenOf(t.server.origin, { iat: now() + off, exp: now() + off + 300 });
    t.tokens({ headers, body: JSON.stringify({ ...goodTokens, id_token: idToken }) });
    await t.signedIn();
    expect(t.account().homeAccountId).toBe(ann.sub);
  });

  const bad = (origin: string): Readonly<Record<string, string>> => ({
    idTokenTime: idTokenOf(origin, { iat: now() - 9_000, exp: now() - 5_400 }),
    idTokenIssuer: idTokenOf("https://elsewhere.example"),
    idTokenAudience: idTokenOf(origin, { aud: "another-app" }),
    idTokenAlgorithm: idTokenOf(origin, {}, "none"),
    idTokenIncomplete: idTokenOf(origin, { sub: undefined }),
    idTokenUnreadable: "opaque",
  });
  const faults = Object.keys(bad(""));

  test.each(faults)("with the fault %s spoils a sign-in at an OpenID server, which says so", async (fault) => {
    t = await startHabitApp();
    t.tokens(tokensWith({ id_token: bad(t.server.origin)[fault] }));
    const error = fault.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const failure = { kind: "untrustedReply", evidence: { status: 200, error } };
    expect(await t.signInAs(username)).toMatchObject({ ok: false, failure });
    expect(t.app.snapshot().accounts).toEqual([]);
  });

  test.each(faults)("with the fault %s is passed over at Entra, and that is shown with the attempt", async (fault) => {
    t = await startHabitApp({ kind: "entra" });
    const clientInfo = base64Json({ uid: "an-oid", utid: "a-tid" });
    t.tokens(tokensWith({ client_info: clientInfo, id_token: bad(t.server.origin)[fault] }));
    await t.signedIn();
    expect(t.account().homeAccountId).toBe("an-oid.a-tid");
    expect(t.attempt()).toMatchObject({ outcome: "succeeded", warnings: [fault] });
    const report = await t.app.handlers.previewReport({ maskNames: false, maskTenant: false });
    expect(report.ok ? report.value.text : "").toContain(`To note: ${tokenWarningWords[fault as TokenWarning]}`);
  });
});
