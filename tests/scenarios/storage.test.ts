// Keeping: records sealed and found again, stores locked, lost or unprotected, disks full, files damaged.
import { afterEach, describe, expect, test } from "vitest";
import { noticeWords } from "../../shared/noticeWords.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

const scopes = ["User.Read"];
let t: TestApp;
afterEach(() => t.end());

const never = (): never => {
  throw new Error("it is not there");
};
const kinds = (): readonly string[] => t.app.snapshot().notices.map(({ kind }) => kind);

test("after a restart the account is there and its token is copied without a person", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t = await t.restart();
  expect(t.scopeSet()).toMatchObject({ state: "ready" });
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  expect(t.tokenRequests("password")).toBe(1);
});

test("nothing on disk holds a token, a password or a name in clear", async () => {
  t = await startTestApp();
  await t.signIn();
  for (const name of await t.files.list("vault")) {
    const text = Buffer.from((await t.files.read(`vault/${name}`)) ?? []).toString("latin1");
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/ada@practice|refreshToken|eyJ/);
  }
});

test.each(["missing", "unprotected"] as const)(
  "with a %s secret store nothing is written, and that is shown",
  async (kind) => {
    t = await startTestApp();
    t.secretStore.kind = kind;
    t = await t.restart();
    const accountId = await t.signIn();
    expect(await t.files.list("vault")).toEqual([]);
    expect(t.app.snapshot().storage).toMatchObject({ kind: "memoryOnly" });
    expect(t.account(accountId)).toMatchObject({ saved: false });
    expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
    t = await t.restart();
    expect(t.app.snapshot().accounts).toEqual([]);
  },
);

test("a store that is missing for a day loses nothing that it sealed before", async () => {
  t = await startTestApp();
  await t.signIn();
  t.secretStore.kind = "missing";
  t = await t.restart();
  expect(t.app.snapshot().accounts).toEqual([]);
  t.secretStore.kind = "protected";
  t = await t.restart();
  expect(t.account()).toMatchObject({ username: "ada@practice.test" });
});

test("a locked store is a state that is waited for, and accounts come back once it opens", async () => {
  t = await startTestApp();
  await t.signIn();
  await t.app.stop();
  t.secretStore.kind = "locked";
  t = await t.restart("crash");
  expect(t.app.snapshot().storage).toMatchObject({ kind: "locked", waiting: 1 });
  expect(kinds()).toContain("storageLocked");
  t.secretStore.kind = "protected";
  await t.clock.advance(10_000);
  await until(() => t.app.snapshot().accounts.length === 1);
  expect(t.app.snapshot().storage).toMatchObject({ kind: "protected", waiting: 0 });
  expect(kinds()).not.toContain("storageLocked");
});

test("signing in while the store is locked works in memory and is sealed when it opens", async () => {
  t = await startTestApp();
  t.secretStore.kind = "locked";
  t = await t.restart();
  await t.signIn();
  expect(t.account().saved).toBe(false);
  t.secretStore.kind = "protected";
  t.app.storeMayBeUnlocked();
  await until(() => t.account().saved);
  t = await t.restart("crash");
  expect(t.account()).toMatchObject({ username: "ada@practice.test" });
});

test("a full disk at a refresh keeps the new refresh token in memory, says so, and saves it later", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  t.files.failWith = "ENOSPC";
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  expect(t.account().saved).toBe(false);
  expect(kinds()).toContain("notSaved");
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  t.files.failWith = undefined;
  await t.clock.advance(120_000);
  await until(() => t.account().saved);
  t = await t.restart("crash");
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("a damaged record is set aside and reported, and costs only its own account", async () => {
  t = await startTestApp();
  const ada = await t.signIn("works");
  const other = await t.signIn("shortLived");
  await t.app.stop();
  const bytes = Buffer.from((await t.files.read(`vault/${ada}.sealed`)) ?? []);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  await t.files.writeAtomic(`vault/${ada}.sealed`, bytes);
  t = await t.restart("crash");
  expect(t.app.snapshot().accounts.map(({ id }) => id)).toEqual([other]);
  expect(kinds()).toContain("recordSetAside");
  expect((await t.files.list("vault/set-aside")).length).toBe(1);
});

test("a record moved to another account's name is not taken for it", async () => {
  t = await startTestApp();
  const ada = await t.signIn("works");
  const other = await t.signIn("shortLived");
  await t.app.stop();
  await t.files.writeAtomic(`vault/${other}.sealed`, (await t.files.read(`vault/${ada}.sealed`)) ?? new Uint8Array());
  t = await t.restart("crash");
  expect(t.app.snapshot().accounts.map(({ id }) => id)).toEqual([ada]);
});

describe("what cannot be opened now", () => {
  const storage = () => t.app.snapshot().storage;
  const vaultNames = () => t.files.list("vault");

  test.each([
    ["missing", "noBus", "memoryOnly"],
    ["missing", undefined, "memoryOnly"],
    ["unprotected", undefined, "memoryOnly"],
    ["locked", "dismissed", "locked"],
  ] as const)("waits while the store is %s (%s): counted, told, and back by itself", async (kind, cause, shown) => {
    t = await startTestApp();
    await t.signIn();
    await t.signIn("shortLived");
    await t.app.stop();
    const before = await vaultNames();
    t.secretStore.kind = kind;
    t.secretStore.cause = cause;
    t = await t.restart("crash");
    expect(t.app.snapshot().accounts).toEqual([]);
    expect(storage()).toMatchObject({ kind: shown, waiting: 2 });
    expect(storage().cause).toBe(cause ?? (kind === "missing" ? "noStorage" : "publicKey"));
    const notice = t.app.snapshot().notices.find(({ parts }) => parts["count"] === "2");
    expect(noticeWords(notice ?? never()).body + noticeWords(notice ?? never()).title).toContain(
      "2 saved sign-ins can't be opened",
    );
    expect(await vaultNames()).toEqual(before);
    t.secretStore.kind = "protected";
    await t.clock.advance(10_000);
    await until(() => t.app.snapshot().accounts.length === 2);
    expect(storage()).toMatchObject({ kind: "protected", waiting: 0 });
    expect(kinds()).not.toContain("recordsWaiting");
    expect(kinds()).not.toContain("storageLocked");
  });

  test("waits for its key while another one is there, and comes back with it, beside what that one sealed", async () => {
    t = await startTestApp();
    const ada = await t.signIn();
    const putBack = t.secretStore.loseKeys();
    t = await t.restart();
    expect(t.app.snapshot().accounts).toEqual([]);
    expect(storage()).toEqual({ kind: "protected", backEnd: "fake", waiting: 1, cause: "otherKey" });
    expect(kinds()).toEqual(["recordsWaiting"]);
    expect(await t.app.getToken({ accountId: ada, scopes })).toMatchObject({ failure: { kind: "vaultLocked" } });
    const other = await t.signIn("shortLived");
    expect(t.account(other).saved).toBe(true);
    expect(await vaultNames()).toHaveLength(2);
    putBack();
    await t.clock.advance(10_000);
    await until(() => t.app.snapshot().accounts.length === 2);
    expect(storage()).toMatchObject({ waiting: 0 });
    expect(kinds()).not.toContain("recordsWaiting");
    expect(await t.files.list("vault/set-aside")).toEqual([]);
    expect(await t.app.getToken({ accountId: ada, scopes, forceRefresh: true })).toMatchObject({ ok: true });
    expect(t.tokenRequests("password")).toBe(2);
  });

  test("is told once, however often it is tried again; by the system, too", async () => {
    t = await startTestApp();
    await t.signIn();
    t.secretStore.loseKeys();
    t = await t.restart();
    const [notice] = t.app.snapshot().notices;
    await t.app.handlers.dismissNotice({ noticeId: notice?.id ?? "" });
    await t.clock.advance(3_600_000);
    expect(kinds()).toEqual([]);
    expect(t.notified.filter(({ kind }) => kind === "recordsWaiting")).toHaveLength(1);
  });

  test("gives way to a new sign-in of the same account, which nothing follows", async () => {
    t = await startTestApp();
    const ada = await t.signIn();
    const putBack = t.secretStore.loseKeys();
    t = await t.restart();
    expect(await t.signIn()).toBe(ada);
    await until(() => storage().waiting === 0);
    expect(kinds()).not.toContain("recordsWaiting");
    t = await t.restart();
    expect(t.account(ada).saved).toBe(true);
    putBack();
    t = await t.restart();
    expect(storage()).toMatchObject({ waiting: 1, cause: "otherKey" });
  });

  test("can be signed out unopened", async () => {
    t = await startTestApp();
    await t.signIn();
    await t.signIn("shortLived");
    const putBack = t.secretStore.loseKeys();
    t = await t.restart();
    expect(await t.app.forgetWaiting()).toBe(2);
    expect(storage().waiting).toBe(0);
    expect(await vaultNames()).toEqual([]);
    putBack();
    t = await t.restart();
    expect(t.app.snapshot().accounts).toEqual([]);
  });

  test("why a sign-in cannot be saved is what the store says: it reads well, and takes nothing", async () => {
    t = await startTestApp();
    t.secretStore.takesNothing = true;
    const accountId = await t.signIn();
    await until(() => storage().kind === "memoryOnly");
    expect(storage()).toMatchObject({ cause: "noCollection", waiting: 0 });
    expect(t.account(accountId).saved).toBe(false);
    expect(kinds()).not.toContain("notSaved");
  });
});

describe("a record that was set aside", () => {
  /** As earlier versions did with whatever another key had sealed. */
  const setAside = async (accountId: string, at: number): Promise<string> => {
    const name = `vault/set-aside/${accountId}.${at}-0a1b2c3d.sealed`;
    await t.files.rename(`vault/${accountId}.sealed`, name);
    return name;
  };

  test("comes back once a key opens it", async () => {
    t = await startTestApp();
    const ada = await t.signIn();
    await t.app.stop();
    await setAside(ada, 1_700_000_000_000);
    const putBack = t.secretStore.loseKeys();
    t = await t.restart("crash");
    expect(t.app.snapshot().accounts).toEqual([]);
    putBack();
    t = await t.restart();
    expect(await t.files.list("vault/set-aside")).toEqual([]);
    expect(await t.app.getToken({ accountId: ada, scopes, forceRefresh: true })).toMatchObject({ ok: true });
    expect(t.tokenRequests("password")).toBe(1);
  });

  test("is the newest that opens, and never takes the place of one that is there", async () => {
    t = await startTestApp();
    const ada = await t.signIn();
    await t.app.handlers.renameAccount({ accountId: ada, label: "older" });
    await t.app.stop();
    const older = await setAside(ada, 1_700_000_000_000);
    t = await t.restart("crash");
    expect(t.account(ada).label).toBe("older");
    await t.app.handlers.renameAccount({ accountId: ada, label: "newer" });
    await t.app.stop();
    await t.files.writeAtomic(older, (await t.files.read(`vault/${ada}.sealed`)) ?? never());
    const newest = await setAside(ada, 1_700_000_000_002);
    await t.files.writeAtomic(newest, new TextEncoder().encode("damaged"));
    t = await t.restart("crash");
    expect(t.account(ada).label).toBe("newer");
    expect(await t.files.list("vault/set-aside")).toEqual([newest.slice("vault/set-aside/".length)]);
  });

  test("does not bring back an account that has been signed out since", async () => {
    t = await startTestApp();
    const ada = await t.signIn();
    await t.app.stop();
    const bytes = (await t.files.read(`vault/${ada}.sealed`)) ?? never();
    await t.files.writeAtomic(`vault/set-aside/${ada}.5-0a1b2c3d.sealed`, bytes);
    t = await t.restart("crash");
    await t.app.handlers.signOut({ accountId: ada });
    t = await t.restart();
    expect(t.app.snapshot().accounts).toEqual([]);
    expect(await t.files.list("vault/set-aside")).toEqual([]);
  });
});

test("records sealed by an older key are sealed anew", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  const before = await t.files.read(`vault/${accountId}.sealed`);
  t.secretStore.rotateKey();
  t = await t.restart();
  expect(t.account(accountId).saved).toBe(true);
  expect(await t.files.read(`vault/${accountId}.sealed`)).not.toEqual(before);
});

test.each([
  "",
  "{",
  '{"format":1}',
  '{"format":9,"connections":[]}',
  "\u0000\u0001",
  "[]",
  '{"format":1,"connections":[{"id":"x","password":"p"}]}',
])("a settings file that holds %j is set aside and reported", async (text) => {
  t = await startTestApp();
  await t.app.stop();
  await t.files.writeAtomic("settings/settings.json", new TextEncoder().encode(text));
  t = await t.restart("crash");
  expect(kinds()).toContain("settingsSetAside");
  expect((await t.files.list("settings")).some((name) => name.startsWith("set-aside-"))).toBe(true);
  expect(t.app.snapshot().connections.map(({ id }) => id)).toEqual(["practice"]);
});

test("when settings are lost, an account brings its connection back", async () => {
  t = await startTestApp();
  const saved = await t.app.handlers.saveConnection({
    draft: {
      label: "Own",
      colour: "red",
      kind: "entra",
      authority: `${t.tenant.origin}/${t.tenant.tenantId}`,
      tenant: "",
      clientId: t.tenant.clientId,
      scopes: "User.Read",
    },
  });
  const connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
  const signedIn = await t.app.handlers.signIn({
    connectionId,
    username: "ada@practice.test",
    password: "Analytical-Engine-1843",
  });
  expect(signedIn.ok).toBe(true);
  await t.app.stop();
  await t.files.remove("settings/settings.json");
  t = await t.restart("crash");
  expect(t.app.snapshot().connections.map(({ label }) => label)).toContain("Own");
  expect(await t.app.getToken({ accountId: t.account().id, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("remove everything leaves no file of ours behind", async () => {
  t = await startTestApp();
  await t.signIn();
  t.secretStore.loseKeys();
  t = await t.restart();
  await t.signIn("shortLived");
  expect(await t.app.handlers.removeEverything({ confirmed: true })).toMatchObject({ ok: true });
  const left = await Promise.all(
    ["settings", "keys", "vault", "vault/set-aside"].map((folder) => t.files.list(folder)),
  );
  expect(left.flat()).toEqual([]);
  expect(t.app.snapshot()).toMatchObject({ accounts: [], attempts: [] });
});

describe("the first start", () => {
  test("is where nothing was ever stored, and is told once", async () => {
    t = await startTestApp();
    expect(await t.app.isFirstStart()).toBe(true);
    expect(await t.app.isFirstStart()).toBe(false);
    t = await t.restart();
    expect(await t.app.isFirstStart()).toBe(false);
  });

  test("is over for whoever has used the program before it was ever asked", async () => {
    t = await startTestApp();
    await t.signIn();
    t = await t.restart();
    expect(await t.app.isFirstStart()).toBe(false);
  });
});
