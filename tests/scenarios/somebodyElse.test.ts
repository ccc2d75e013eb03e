// Asked for one person, another one signs in: nothing of that is kept before a yes, and a yes is remembered.
import { afterEach, describe, expect, test } from "vitest";
import { createVirtualClock } from "../support/virtualClock.ts";
import {
  bearer,
  clientId,
  encoded,
  homeTenant,
  idTokenWith,
  type Fields,
  type ServerKind,
  startWhoApp,
  type WhoApp,
} from "../support/whoApp.ts";

let t: WhoApp;
afterEach(() => t.app.stop());

const ann = { sub: "ann-1", oid: "ann-1", preferred_username: "ann@corp.test" };
const bob = { sub: "bob-1", oid: "bob-1", preferred_username: "bob@corp.test" };
const revocation = { revocation_endpoint: "https://id.test/realms/lab/revoke" };
const username = "ann@corp.test";

async function start(kind: ServerKind = "openid", more: Parameters<typeof startWhoApp>[1] = {}): Promise<void> {
  t = await startWhoApp(kind, { document: revocation, ...more });
}

/** From now on, this person signs in, whoever is asked for. */
function comes(claims: Fields, more: Fields = {}): void {
  const now = Math.floor(Date.now() / 1000);
  const usual = () => ({ iss: t.net.issuer, aud: clientId, iat: now, exp: now + 3_600, nonce: t.net.nonce });
  const tid = t.net.kind === "entra" ? { tid: homeTenant } : {};
  const info = t.net.kind === "entra" ? { client_info: encoded({ uid: claims["oid"], utid: homeTenant }) } : {};
  t.net.answer = () => bearer({ id_token: idTokenWith({ ...usual(), ...tid, ...claims }), ...info, ...more });
}

const revoked = () => t.net.requests.filter(({ url }) => url.pathname.endsWith("/revoke"));
const accounts = () => t.app.snapshot().accounts.map((account) => account.username);
const somebodyElse = (evidence: Fields) => ({ ok: false, failure: { kind: "somebodyElse", evidence } });

describe.each(["browser", "deviceCode"] as const)("by %s", (way) => {
  test.each(["openid", "entra"] as const)("at %s, the person is asked, and nothing is kept before", async (kind) => {
    await start(kind);
    comes(bob);
    const signingIn = t.by(way, { username });
    expect(await t.question()).toMatchObject({ asked: username, signedInAs: "bob@corp.test" });
    expect(accounts()).toEqual([]);
    expect(await t.files.list("vault")).toEqual([]);
    await t.answerIt(true);
    expect(await signingIn).toMatchObject({ ok: true });
    expect(t.account()).toMatchObject({ username: "bob@corp.test", askedAs: [username] });
    expect(revoked()).toEqual([]);
  });

  test("a no keeps nothing, ends the tokens at the server, and says who signed in", async () => {
    await start();
    comes(bob);
    const signingIn = t.by(way, { username });
    await t.question();
    await t.answerIt(false);
    expect(await signingIn).toMatchObject(somebodyElse({ askedFor: username, signedInAs: "bob@corp.test" }));
    expect(accounts()).toEqual([]);
    expect(await t.files.list("vault")).toEqual([]);
    const forms = revoked().map(({ form }) => Object.fromEntries(form));
    const token = { token: "a-refresh-token", token_type_hint: "refresh_token", client_id: clientId };
    expect(forms).toEqual([token]);
  });

  test("where nobody can be asked it is a no, and where anybody will do a yes that is not remembered", async () => {
    await start();
    comes(bob);
    expect(await t.by(way, { username, ifAnother: "refuse" })).toMatchObject(
      somebodyElse({ signedInAs: "bob@corp.test" }),
    );
    expect(accounts()).toEqual([]);
    expect(await t.by(way, { username, ifAnother: "take" })).toMatchObject({ ok: true });
    expect(t.account().askedAs).toBeUndefined();
    const refused = await t.by(way, { username, ifAnother: "refuse" });
    expect(refused).toMatchObject(somebodyElse({ signedInAs: "bob@corp.test" }));
    expect(accounts()).toEqual(["bob@corp.test"]);
    // Bob is signed in here on purpose: some servers would end that, too.
    expect(revoked()).toHaveLength(1);
  });

  test("it is asked once for that name and that account, even over a restart, and for nobody else", async () => {
    await start();
    comes(bob);
    const first = t.by(way, { username });
    await t.question();
    await t.answerIt(true);
    await first;
    expect(await t.by(way, { username, ifAnother: "refuse" })).toMatchObject({ ok: true });
    expect(await t.by(way, { username: "ANN@corp.test", ifAnother: "refuse" })).toMatchObject({ ok: true });
    comes({ ...bob, sub: "eve-1", preferred_username: "eve@corp.test" });
    expect(await t.by(way, { username, ifAnother: "refuse" })).toMatchObject(somebodyElse({}));
    comes(bob);
    expect(await t.by(way, { username: "carl@corp.test", ifAnother: "refuse" })).toMatchObject(somebodyElse({}));
  });

  test("where the server says nothing of who signed in, that is asked as well", async () => {
    await start();
    t.net.answer = () => bearer({ scope: "api.read" });
    expect(await t.by(way, { username, ifAnother: "refuse" })).toMatchObject(
      somebodyElse({ error: "nobody_named", askedFor: username }),
    );
    const signingIn = t.by(way, { username });
    expect(await t.question()).toMatchObject({ asked: username, signedInAs: "" });
    await t.answerIt(true);
    expect(await signingIn).toMatchObject({ ok: true });
    expect(t.account()).toMatchObject({ username: "", unnamed: true, askedAs: [username] });
    // It is the same one that signs in again, if that is confirmed.
    const [known] = t.app.snapshot().accounts;
    const again = t.by(way, { accountId: known?.id, username });
    await t.question();
    await t.answerIt(true);
    expect(await again).toMatchObject({ ok: true, value: { accountId: known?.id } });
    expect(t.app.snapshot().accounts).toHaveLength(1);
  });

  test("the person who was asked for is not asked about, whatever the case, and nor is anybody where none was", async () => {
    await start();
    comes({ ...ann, preferred_username: "ANN@CORP.test" });
    for (const name of [username, " Ann@corp.test", "ann-1"])
      expect(await t.by(way, { username: name, ifAnother: "refuse" })).toMatchObject({ ok: true });
    comes(bob);
    expect(await t.by(way)).toMatchObject({ ok: true });
    expect(await t.by(way, { username: "" })).toMatchObject({ ok: true });
  });
});

describe("who counts as the one who was asked for", () => {
  const comesAs = async (claims: Fields, named: string): Promise<boolean> => {
    await start();
    comes({ sub: "x-1", ...claims });
    const outcome = await t.by("browser", { username: named, ifAnother: "refuse" });
    await t.app.stop();
    return outcome.ok;
  };

  test.each<[string, Fields, boolean]>([
    ["the user name", { preferred_username: username }, true],
    ["the UPN", { preferred_username: "other", upn: username }, true],
    ["the name of AD FS", { unique_name: username }, true],
    ["the only name, an email address", { email: username }, true],
    ["one that is known not to be verified", { email: username, email_verified: false }, false],
    ["an email address beside another user name", { preferred_username: "mallory@evil.test", email: username }, false],
    [
      "a verified one beside another user name",
      { preferred_username: "ann", email: username, email_verified: true },
      true,
    ],
    ["the email address of Azure AD B2C", { emails: [username, "second@corp.test"] }, true],
    ["a name for people", { name: username, preferred_username: "mallory" }, false],
    ["a longer one", { preferred_username: `${username}.evil.test` }, false],
  ])("is told by %s", async (_, claims, isAnn) => {
    expect(await comesAs(claims, username)).toBe(isAnn);
  });

  test("is told by UserInfo where the ID token gives no name", async () => {
    const document = { userinfo_endpoint: "https://id.test/realms/lab/userinfo" };
    await start("openid", { document });
    comes({ sub: "x-1" });
    t.net.pages.set("/userinfo", { sub: "x-1", preferred_username: username });
    expect(await t.by("browser", { username, ifAnother: "refuse" })).toMatchObject({ ok: true });
    t.net.pages.set("/userinfo", { sub: "x-1", preferred_username: "eve@corp.test" });
    expect(await t.by("browser", { username: "bob@corp.test", ifAnother: "refuse" })).toMatchObject(
      somebodyElse({ signedInAs: "eve@corp.test" }),
    );
  });
});

describe("an account that is signed in again", () => {
  test("is told by its ID: another person of the same name is another one", async () => {
    await start("entra");
    comes(ann);
    await t.by("browser", { username });
    const accountId = t.account().id;
    comes({ ...ann, oid: "ann-2", sub: "ann-2" });
    const refused = await t.by("browser", { accountId, username, ifAnother: "refuse" });
    expect(refused).toMatchObject(somebodyElse({ signedInAs: `ann@corp.test (ann-2.${homeTenant})` }));
    comes({ ...ann, preferred_username: "ann.married@corp.test" });
    expect(await t.by("browser", { accountId, username, ifAnother: "refuse" })).toMatchObject({ ok: true });
    expect(accounts()).toEqual(["ann.married@corp.test"]);
  });

  test("and becomes another one by a yes, has not its name for that", async () => {
    await start();
    comes(ann);
    await t.by("browser", { username });
    const accountId = t.account().id;
    comes(bob);
    const signingIn = t.by("browser", { accountId, username });
    await t.question();
    await t.answerIt(true);
    expect(await signingIn).toMatchObject({ ok: true });
    expect(t.app.snapshot().accounts.map(({ askedAs }) => askedAs)).toEqual([undefined, undefined]);
  });
});

describe("the question", () => {
  test("ends with the sign-in, and a late or foreign answer answers nothing", async () => {
    await start();
    comes(bob);
    const signingIn = t.by("browser", { username });
    await t.question();
    const bad = { ok: false, failure: { kind: "badInput" } };
    expect(await t.app.handlers.confirmPerson({ signInId: "another", use: true })).toMatchObject(bad);
    await t.app.handlers.cancelSignIn({});
    expect(await signingIn).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
    expect(await t.answerIt(true)).toMatchObject(bad);
    expect(accounts()).toEqual([]);
    expect(revoked()).toHaveLength(1);
  });

  test("nobody answers within five minutes is a no", async () => {
    const clock = createVirtualClock(Date.now());
    await start("openid", { clock });
    comes(bob);
    const signingIn = t.by("browser", { username });
    const { endsAt } = await t.question();
    expect(endsAt - clock.now()).toBe(300_000);
    await clock.advance(299_000);
    expect(t.app.snapshot().signIn?.question).toBeDefined();
    await clock.advance(1_001);
    expect(await signingIn).toMatchObject(somebodyElse({}));
  });

  test("is told in the browser, which does not say that all is well", async () => {
    await start();
    comes(bob);
    const signingIn = t.by("browser", { username });
    await t.question();
    expect(await t.page).toContain("This isn't the account you asked for".replace("'", "&#39;"));
    await t.answerIt(false);
    await signingIn;
    comes(ann);
    await t.by("browser", { username });
    expect(await t.page).toContain("You are signed in");
  });

  test("shows no token, and a masked report names neither", async () => {
    await start();
    comes(bob);
    const signingIn = t.by("browser", { username });
    await t.question();
    expect(JSON.stringify([t.app.snapshot(), t.log])).not.toContain("an-access-token");
    await t.answerIt(false);
    await signingIn;
    const report = await t.app.handlers.previewReport({ maskNames: true, maskTenant: true });
    expect(report.ok ? report.value.text : "bob").not.toMatch(/bob|ann@/i);
  });

  test("is not put where a server that cannot be reached is to end the tokens: the answer does not wait for it", async () => {
    await start();
    t.net.pages.set("/revoke", 503);
    comes(bob);
    expect(await t.by("browser", { username, ifAnother: "refuse" })).toMatchObject(somebodyElse({}));
    expect(accounts()).toEqual([]);
  });
});

test("a password is its person's, whatever the server calls them: nothing is asked, and what was typed is remembered", async () => {
  await start();
  comes(bob);
  expect(await t.by("password", { username })).toMatchObject({ ok: true });
  expect(t.account()).toMatchObject({ username: "bob@corp.test", askedAs: [username] });
});
