// A connection that is led to another authority: what the first one gave never goes to the second.
import { afterEach, expect, test } from "vitest";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { practiceTenant } from "../../shared/practicePeople.ts";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";

let t: TestApp;
let other: PracticeTenant;
afterEach(async () => {
  await t.end();
  await other.close();
});

const draftAt = (authority: string) => ({
  label: "Work",
  colour: "blue",
  kind: "entra",
  authority,
  tenant: practiceTenant.domain,
  clientId: practiceTenant.clientId,
  scopes: "User.Read",
});

async function saved(authority: string, connectionId?: string): Promise<string> {
  const draft = draftAt(authority);
  const outcome = await t.app.handlers.saveConnection(connectionId === undefined ? { draft } : { connectionId, draft });
  return outcome.ok && outcome.value.saved ? outcome.value.connectionId : "";
}

test("a server that answers in the name of a known account gets neither its refresh token nor shows its access tokens", async () => {
  t = await startTestApp();
  other = await startPracticeTenant({ now: () => t.clock.now() });
  const connectionId = await saved(t.tenant.origin);
  const { username, password } = person("works");
  expect(await t.app.handlers.signIn({ connectionId, username, password })).toMatchObject({ ok: true });
  const { id: accountId, homeAccountId } = t.account();
  await t.app.handlers.addScopeSet({ accountId, scopes: "Mail.Read" });
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"] })).toMatchObject({ ok: true });

  await saved(other.origin, connectionId);
  const [uid, utid] = homeAccountId.split(".");
  const answer = {
    token_type: "Bearer",
    access_token: "a-token-of-the-other",
    expires_in: 3600,
    client_info: Buffer.from(JSON.stringify({ uid, utid })).toString("base64url"),
  };
  other.setFault({ kind: "status", path: "token", status: 200, body: JSON.stringify(answer) });
  const again = await t.app.handlers.signIn({ connectionId, username, password });
  expect(again).toMatchObject({ ok: true, value: { accountId } });

  expect(t.account()).toMatchObject({ hasRefreshToken: false });
  for (const scopes of [["User.Read"], ["Mail.Read"]])
    expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: false });
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"] })).toMatchObject({ ok: false });
  expect(other.requests.filter(({ grantType }) => grantType === "refresh_token")).toEqual([]);
});
