// Locking: what is saved leaves the memory, names leave the screen, and everything is back after unlocking.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";

describe("the lock", () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startTestApp();
  });
  afterEach(() => test.end());

  const { username } = person("works");
  const lock = (): Promise<unknown> => test.app.handlers.lock({});
  const unlock = () => test.app.handlers.unlock({});

  it("hides every name at once and says why", async () => {
    await test.signIn();
    expect(JSON.stringify(test.app.snapshot())).toContain(username);
    const locking = lock();
    expect(test.app.snapshot().lock?.because).toBe("asked");
    expect(JSON.stringify(test.app.snapshot())).not.toContain(username);
    await locking;
    expect(test.app.snapshot()).toMatchObject({ accounts: [], attempts: [], notices: [], connections: [] });
  });

  it("tells those who draw of nobody while it is locked", async () => {
    await test.signIn();
    await lock();
    const seen: string[] = [];
    test.app.subscribe((snapshot) => seen.push(JSON.stringify(snapshot)));
    test.app.trayIs("shown");
    expect(seen).toHaveLength(1);
    expect(seen.join()).not.toContain(username);
  });

  it("gives nobody a token, by any door", async () => {
    const accountId = await test.signIn();
    const scopeSetId = test.scopeSet().id;
    const { scopes } = test.scopeSet();
    await lock();
    const refused = { ok: false, failure: { kind: "appLocked" } };
    const ids = { accountId, scopeSetId };
    expect(await test.app.handlers.copyToken({ ...ids, format: "raw" })).toMatchObject(refused);
    expect(await test.app.handlers.showClaims(ids)).toMatchObject(refused);
    expect(await test.app.handlers.newToken(ids)).toMatchObject(refused);
    expect(await test.app.getToken({ accountId, scopes })).toMatchObject(refused);
    expect(await test.app.prepareCopy({ ...ids, format: "raw" })).toMatchObject(refused);
    expect(await test.app.prepareCommand(ids)).toMatchObject(refused);
    expect(test.clipboard.held).toBe("");
  });

  it("takes a copied token off the clipboard", async () => {
    const accountId = await test.signIn();
    await test.app.handlers.copyToken({ accountId, scopeSetId: test.scopeSet().id, format: "raw" });
    expect(test.clipboard.held).not.toBe("");
    await lock();
    expect(test.clipboard.held).toBe("");
  });

  it("takes system notices away that name people, at once", async () => {
    const accountId = await test.signIn();
    await test.app.handlers.changeSettings({ notifyOnCopy: true });
    await test.app.handlers.copyToken({ accountId, scopeSetId: test.scopeSet().id, format: "raw" });
    expect(JSON.stringify(test.noticesThere)).toContain(username);
    const locking = lock();
    expect(test.noticesThere).toEqual([]);
    await locking;
  });

  it("opens what is saved only through the secret store: without its key nobody is there after unlocking", async () => {
    await test.signIn();
    await lock();
    const putBack = test.secretStore.loseKeys();
    await unlock();
    expect(test.app.snapshot().accounts).toEqual([]);
    expect(test.app.snapshot().notices.map(({ kind }) => kind)).toContain("recordsWaiting");
    await lock();
    putBack();
    await unlock();
    expect(test.account().username).toBe(username);
  });

  it("brings everything back without a request", async () => {
    const accountId = await test.signIn();
    const before = test.account();
    await lock();
    expect(await unlock()).toEqual({ ok: true, value: null });
    expect(test.app.snapshot().lock).toBeUndefined();
    expect(test.account(accountId)).toEqual(before);
    expect(test.tokenRequests()).toBe(1);
    await test.app.handlers.copyToken({ accountId, scopeSetId: test.scopeSet().id, format: "raw" });
    expect(test.clipboard.held).toContain(".");
  });

  it("stays locked while the system's store is locked, or where nobody proves to be there", async () => {
    await test.signIn();
    await lock();
    test.secretStore.kind = "locked";
    expect(await unlock()).toMatchObject({ ok: false, failure: { kind: "vaultLocked" } });
    test.secretStore.kind = "protected";
    test.seat.present = false;
    expect(await unlock()).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
    expect(test.app.snapshot().lock).toBeDefined();
    test.seat.present = true;
    expect(await unlock()).toMatchObject({ ok: true });
    expect(test.account().username).toBe(username);
  });

  it.each(["quit", "crash"] as const)("is still locked after a %s, and asks who is there", async (how) => {
    await test.signIn();
    await lock();
    const next = await test.restart(how);
    expect(next.app.snapshot().lock?.because).toBe("asked");
    expect(JSON.stringify(next.app.snapshot())).not.toContain(username);
    test.seat.present = false;
    expect(await next.app.handlers.unlock({})).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
    test.seat.present = true;
    expect(await next.app.handlers.unlock({})).toEqual({ ok: true, value: null });
    expect(next.account().username).toBe(username);
    const last = await next.restart();
    expect(last.app.snapshot().lock).toBeUndefined();
    expect(last.account().username).toBe(username);
    await last.app.stop();
  });

  it("keeps what could not be saved, hidden, so that nothing is lost", async () => {
    test.secretStore.kind = "missing";
    await test.restart();
    const next = await test.restart();
    const { password } = person("works");
    const signedIn = await next.app.handlers.signIn({ connectionId: "practice", username, password });
    expect(signedIn.ok).toBe(true);
    await next.app.handlers.lock({});
    expect(next.app.snapshot().accounts).toEqual([]);
    await next.app.handlers.unlock({});
    expect(next.app.snapshot().accounts.map((account) => account.username)).toEqual([username]);
    await next.app.stop();
  });

  it("refreshes nothing while it is locked, and what is due afterwards", async () => {
    await test.signIn();
    await lock();
    await test.clock.advance(4 * 3_600_000);
    expect(test.tokenRequests("refresh_token")).toBe(0);
    await unlock();
    await test.clock.advance(30_000);
    expect(test.tokenRequests("refresh_token")).toBe(1);
    expect(test.scopeSet().state).toBe("ready");
  });

  it("lets no sign-in that was under way end on the screen", async () => {
    const { password } = person("slow");
    const signingIn = test.app.handlers.signIn({
      connectionId: "practice",
      username: person("slow").username,
      password,
    });
    await lock();
    expect((await signingIn).ok).toBe(false);
    expect(test.app.snapshot().signIn).toBeUndefined();
  });

  it("locks when nobody was at the computer for as long as was chosen, and not before", async () => {
    await test.signIn();
    await test.app.handlers.changeSettings({ lockWhenIdleMs: 300_000 });
    test.seat.idleMs = 200_000;
    await test.clock.advance(299_000);
    expect(test.app.snapshot().lock).toBeUndefined();
    test.seat.idleMs = 300_000;
    await test.clock.advance(101_000);
    expect(test.app.snapshot().lock?.because).toBe("idle");
  });

  it("has no timer for idleness while that is off", async () => {
    const before = test.clock.waiting;
    await test.app.handlers.changeSettings({ lockWhenIdleMs: 300_000 });
    expect(test.clock.waiting).toBe(before + 1);
    await test.app.handlers.changeSettings({ lockWhenIdleMs: 0 });
    expect(test.clock.waiting).toBe(before);
  });

  it("locks with the screen and on sleep only where that was chosen", async () => {
    await test.signIn();
    test.app.screenLocked();
    expect(test.app.snapshot().lock).toBeUndefined();
    await test.app.handlers.changeSettings({ lockWithSystem: true });
    test.app.screenLocked();
    expect(test.app.snapshot().lock?.because).toBe("screenLocked");
    await unlock();
    test.app.systemSuspending();
    expect(test.app.snapshot().lock?.because).toBe("suspended");
    test.app.systemResumed();
    await test.clock.advance(10_000);
    expect(test.app.snapshot().accounts).toEqual([]);
  });

  it("names nobody in system notices where that was chosen", async () => {
    const accountId = await test.signIn();
    await test.app.handlers.changeSettings({ hideNamesInNotices: true });
    await test.app.handlers.copyToken({ accountId, scopeSetId: test.scopeSet().id, format: "raw" });
    const [notice] = test.notified;
    expect(notice?.kind).toBe("copied");
    expect(JSON.stringify(notice)).not.toContain(username);
    expect(JSON.stringify(test.app.snapshot().notices)).toContain(username);
  });

  it("keeps windows out of recordings when a page asks for it", async () => {
    await test.app.handlers.shieldScreen({ on: true });
    expect(test.seat.shielded).toBe(true);
    await test.app.handlers.shieldScreen({ on: false });
    expect(test.seat.shielded).toBe(false);
  });
});
