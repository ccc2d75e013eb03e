// What is under way when the lock falls: none of it may hand out, show or bring back what the lock takes away.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";

describe("what is under way when the program is locked", () => {
  let test: TestApp;
  let ids: { readonly accountId: string; readonly scopeSetId: string };
  const { username } = person("works");
  const appLocked = { ok: false, failure: { kind: "appLocked" } };
  const lock = (): Promise<unknown> => test.app.handlers.lock({});

  /** Signed in, with a token so short-lived that each copy asks for another. */
  beforeEach(async () => {
    test = await startTestApp({ accessTokenLifeSeconds: 30 });
    ids = { accountId: await test.signIn(), scopeSetId: test.scopeSet().id };
    await test.clock.advance(6_000);
  });
  afterEach(() => test.end());

  it("puts no token on the clipboard that arrives after the lock, and says nothing of it", async () => {
    const copying = test.app.handlers.copyToken({ ...ids, format: "raw" });
    await lock();
    expect(await copying).toMatchObject(appLocked);
    expect(test.tokenRequests("refresh_token")).toBe(1);
    expect(test.clipboard.held).toBe("");
    expect(test.notified).toEqual([]);
  });

  it("hands none to a page or to another host either", async () => {
    const { scopes } = test.scopeSet();
    const handing = test.app.prepareCopy({ ...ids, format: "raw" });
    const getting = test.app.getToken({ accountId: ids.accountId, scopes });
    await lock();
    expect(await handing).toMatchObject(appLocked);
    expect(await getting).toMatchObject(appLocked);
  });

  it("takes off the clipboard what was being written to it", async () => {
    const { write } = test.clipboard;
    const slow = Promise.withResolvers<void>();
    test.clipboard.write = async (text) => {
      await slow.promise;
      return write.call(test.clipboard, text);
    };
    await test.app.handlers.changeSettings({ clipboardClearMs: 0 });
    await test.app.handlers.newToken(ids);
    const copying = test.app.handlers.copyToken({ ...ids, format: "raw" });
    await Promise.resolve();
    await Promise.resolve();
    const locking = lock();
    slow.resolve();
    await Promise.all([copying, locking]);
    expect(test.clipboard.held).toBe("");
  });

  it("answers no command that began before with what it found", async () => {
    const wishes = { maskNames: false, maskTenant: false };
    const report = test.app.handlers.previewReport(wishes);
    await lock();
    expect(await report).toMatchObject(appLocked);
  });

  it("drops what is saved from memory even where the clipboard cannot be cleared", async () => {
    await test.app.handlers.copyToken({ ...ids, format: "raw" });
    const { clearIf } = test.clipboard;
    test.clipboard.clearIf = () => Promise.reject(new Error("the clipboard is busy"));
    await lock();
    test.clipboard.clearIf = clearIf;
    test.secretStore.kind = "locked";
    await test.app.handlers.unlock({});
    test.secretStore.loseKeys();
    test.secretStore.kind = "protected";
    await test.app.handlers.unlock({});
    expect(test.app.snapshot().accounts).toEqual([]);
  });

  it("tries once more at the end to clear a clipboard that could not be cleared", async () => {
    await test.app.handlers.copyToken({ ...ids, format: "raw" });
    const { clearIf } = test.clipboard;
    test.clipboard.clearIf = () => Promise.reject(new Error("the clipboard is busy"));
    await lock();
    expect(test.clipboard.held).not.toBe("");
    test.clipboard.clearIf = clearIf;
    await test.app.stop();
    expect(test.clipboard.held).toBe("");
  });

  it("names nobody in a system notice while it is locked", async () => {
    test.secretStore.kind = "missing";
    const next = await test.restart();
    const { password } = person("works");
    await next.app.handlers.signIn({ connectionId: "practice", username, password });
    await next.app.handlers.lock({});
    next.tenant.revokeRefreshTokens(username);
    await next.clock.advance(60_000);
    expect(next.notified.map(({ kind }) => kind)).toContain("needsYouSoon");
    expect(JSON.stringify(next.notified)).not.toContain(username);
    await next.app.stop();
  });

  it("brings no account back that was being read", async () => {
    const gate = await newerOnDisk();
    const renaming = test.app.handlers.renameAccount({ accountId: ids.accountId, label: "mine" });
    await gate.reached;
    const locking = lock();
    await test.clock.advance(0);
    gate.open();
    await locking;
    await renaming;
    test.secretStore.loseKeys();
    await test.app.handlers.unlock({});
    expect(test.app.snapshot().accounts).toEqual([]);
  });

  it("brings none back that was signed out while it was being read", async () => {
    const gate = await newerOnDisk();
    const renaming = test.app.handlers.renameAccount({ accountId: ids.accountId, label: "mine" });
    await gate.reached;
    const leaving = test.app.handlers.signOut({ accountId: ids.accountId });
    gate.open();
    await Promise.all([renaming, leaving]);
    expect(test.app.snapshot().accounts).toEqual([]);
    expect(await test.files.list("vault")).toEqual([]);
  });

  /** Another program has stored a newer record, which can be read once the gate is open. */
  async function newerOnDisk(): Promise<{ readonly reached: Promise<void>; readonly open: () => void }> {
    const other = await test.beside();
    await other.app.handlers.renameAccount({ accountId: ids.accountId, label: "theirs" });
    await other.app.stop();
    const [gate, reached] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { read } = test.files;
    test.files.read = async (name) => {
      if (name.endsWith(".sealed")) {
        reached.resolve();
        await gate.promise;
      }
      return read(name);
    };
    return { reached: reached.promise, open: gate.resolve };
  }
});
