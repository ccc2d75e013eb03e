// What an account is called: by the ID token, else by UserInfo, else by the server's ID of the person; by what was typed never.
import { afterEach, describe, expect, test } from "vitest";
import { accountName } from "../../shared/displayNames.ts";
import { bearer, clientId, idTokenWith, type Fields, startWhoApp, type Way, type WhoApp } from "../support/whoApp.ts";

let t: WhoApp;
afterEach(() => t.app.stop());

const everyWay = ["password", "browser", "deviceCode"] as const;
const userinfo = "/userinfo";

function idToken(claims: Fields): string {
  const now = Math.floor(Date.now() / 1000);
  return idTokenWith({ iss: t.net.issuer, aud: clientId, iat: now, exp: now + 3_600, nonce: t.net.nonce, ...claims });
}

/** An OpenID server whose ID tokens hold these claims, and whose UserInfo (where there is one) answers this. */
async function start(claims: Fields | undefined, info?: Fields | number, more: Fields = {}): Promise<void> {
  const document = info === undefined ? {} : { userinfo_endpoint: "https://id.test/realms/lab/userinfo" };
  t = await startWhoApp("openid", { document });
  if (info !== undefined) t.net.pages.set(userinfo, info);
  t.net.answer = () => bearer({ ...(claims === undefined ? {} : { id_token: idToken(claims) }), ...more });
}

async function signIn(way: Way, username?: string): Promise<void> {
  const outcome = await t.by(way, username === undefined ? {} : { username });
  expect(outcome).toMatchObject({ ok: true });
}

const infoRequests = () => t.net.requests.filter(({ url }) => url.pathname.endsWith(userinfo));
const names = (): readonly string[] => t.app.snapshot().accounts.map(accountName).toSorted();
const [sub, asAnn] = ["user-1", { sub: "user-1", preferred_username: "ann@corp.test", name: "Ann" }];

describe.each(everyWay)("signed in by %s, an account", (way) => {
  const typed = way === "password" ? "ann@corp.test" : undefined;

  test("is called as the ID token says, and UserInfo is not asked", async () => {
    await start({ ...asAnn, preferred_username: "ANN@corp.test" }, { sub, preferred_username: "other" });
    await signIn(way, typed);
    expect(t.account()).toMatchObject({ username: "ANN@corp.test", name: "Ann" });
    expect(t.account().unnamed).toBeUndefined();
    expect(infoRequests()).toEqual([]);
  });

  test("is called as UserInfo says where the ID token gives no name", async () => {
    await start({ sub }, asAnn);
    await signIn(way, typed);
    expect(t.account()).toMatchObject({ homeAccountId: sub, username: "ann@corp.test", name: "Ann" });
    expect(infoRequests()).toMatchObject([
      { method: "GET", headers: { authorization: "Bearer an-access-token" }, url: { search: "" } },
    ]);
    expect(t.app.snapshot().attempts[0]?.warnings).toBeUndefined();
  });

  test("is called by its subject where UserInfo cannot be had, which is told", async () => {
    for (const info of [500, 404, 401, {}, { sub: 7 }, { error: "invalid_token" }]) {
      await start({ sub }, info);
      await signIn(way, typed);
      expect(t.account()).toMatchObject({ homeAccountId: sub, username: sub, unnamed: true });
      expect(t.app.snapshot().attempts[0]?.warnings).toContain("userInfoUnread");
    }
  });

  test("whose token belongs to another than the ID token says is not kept", async () => {
    await start({ sub }, { ...asAnn, sub: "user-2" });
    const failure = { kind: "untrustedReply", evidence: { error: "user_info_mismatch" } };
    expect(await t.by(way, typed === undefined ? {} : { username: typed })).toMatchObject({ ok: false, failure });
    expect(t.app.snapshot().accounts).toEqual([]);
  });

  test("is not asked about where openid was not granted", async () => {
    await start({ sub }, asAnn, { scope: "api.read" });
    await signIn(way, typed);
    expect(infoRequests()).toEqual([]);
    expect(t.account().username).toBe(sub);
  });

  test("is one of two where two people sign in, even if their subjects differ in case alone", async () => {
    await start({ sub: "Ann" });
    await signIn(way, typed);
    t.net.answer = () => bearer({ id_token: idToken({ sub: "ann" }) });
    await signIn(way, typed);
    expect(
      t.app
        .snapshot()
        .accounts.map(({ homeAccountId }) => homeAccountId)
        .toSorted(),
    ).toEqual(["Ann", "ann"]);
  });
});

test("UserInfo is asked once, at the sign-in, and the access token goes to no other address than the document's", async () => {
  await start({ sub }, asAnn);
  await signIn("password", "ann@corp.test");
  const [account] = t.app.snapshot().accounts;
  await t.app.getToken({ accountId: account?.id ?? "", scopes: ["api.read"], forceRefresh: true });
  expect(infoRequests()).toHaveLength(1);
  const carriers = t.net.requests.filter(({ headers }) => "authorization" in headers);
  expect(carriers.map(({ url }) => url.href)).toEqual(["https://id.test/realms/lab/userinfo"]);
});

test("without an ID token, UserInfo alone tells whose a token is", async () => {
  await start(undefined, asAnn);
  await signIn("deviceCode");
  expect(t.account()).toMatchObject({ homeAccountId: sub, username: "ann@corp.test" });
});

describe("where the server gives no name", () => {
  test("what was typed with the password stands beside its ID, and finds the account", async () => {
    await start({ sub });
    await signIn("password", "ann@corp.test");
    expect(t.account()).toMatchObject({ username: sub, unnamed: true, askedAs: ["ann@corp.test"] });
    expect(names()).toEqual(["user-1 (asked for as ann@corp.test)"]);
    await signIn("password", "Ann@Corp.test");
    expect(t.account().askedAs).toEqual(["Ann@Corp.test"]);
    expect(t.app.snapshot().accounts).toHaveLength(1);
  });

  test("nor an ID, a name typed with its password has to do, and is marked", async () => {
    await start(undefined);
    await signIn("password", "ann@corp.test");
    expect(t.account()).toMatchObject({ username: "ann@corp.test", unnamed: true });
    expect(names()).toEqual(["ann@corp.test (as typed)"]);
    expect(t.app.snapshot().lastUsed?.username).toBe("ann@corp.test");
  });

  test.each(["browser", "deviceCode"] as const)("nor an ID, two sign-ins by %s are two unnamed people", async (way) => {
    await start(undefined, undefined, { scope: "api.read" });
    await signIn(way);
    await signIn(way);
    expect(names()).toEqual(["Unnamed account", "Unnamed account"]);
    expect(t.app.snapshot().lastUsed?.username).toBe("");
  });

  test("it is taken from the first answer that has one", async () => {
    await start({ sub });
    await signIn("password", "ann@corp.test");
    t.net.answer = () => bearer({ id_token: idToken(asAnn) });
    const accountId = t.account().id;
    await t.app.getToken({ accountId, scopes: ["api.read"], forceRefresh: true });
    expect(t.account()).toMatchObject({ username: "ann@corp.test", name: "Ann" });
    expect(t.account().unnamed).toBeUndefined();
  });
});

describe("a name that is not what was typed with the password", () => {
  test("is the account's name, and what was typed is remembered as another one, over a restart", async () => {
    await start({ ...asAnn, preferred_username: "ann.example@corp.test" });
    await signIn("password", "ann@corp.test");
    expect(t.account()).toMatchObject({ username: "ann.example@corp.test", askedAs: ["ann@corp.test"] });
    expect(names()).toEqual(["ann.example@corp.test"]);
    const again = await t.restart();
    expect(again.account()).toMatchObject({ username: "ann.example@corp.test", askedAs: ["ann@corp.test"] });
    const masked = await again.app.handlers.previewReport({ maskNames: true, maskTenant: true });
    expect(masked.ok ? masked.value.text : "").not.toMatch(/ann/i);
    await again.app.stop();
  });

  test("is none where only case and blanks differ, and no more than ten are remembered", async () => {
    await start(asAnn);
    await signIn("password", " Ann@CORP.test ");
    expect(t.account().askedAs).toBeUndefined();
    for (let n = 0; n < 12; n += 1) await signIn("password", `alias${n}@corp.test`);
    expect(t.account().askedAs).toHaveLength(10);
    expect(t.account().askedAs?.at(-1)).toBe("alias11@corp.test");
  });
});
