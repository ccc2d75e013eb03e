// Unlocking where the system asks who is there: what it could ask once and cannot ask now is no way in, and nobody is shut out for good.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";

const cannotAsk = { ok: false, failure: { kind: "cancelled", evidence: { systemError: "cannotAsk" } } };
const unlocked = { ok: true, value: null };

describe("the system's question for who is there", () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startTestApp();
    await test.signIn();
  });
  afterEach(() => test.end());

  const lock = (): Promise<unknown> => test.app.handlers.lock({});
  const unlock = () => test.app.handlers.unlock({});

  it("that was there when it was locked is not got around by making it go away", async () => {
    await lock();
    test.seat.canAsk = false;
    expect(await unlock()).toMatchObject(cannotAsk);
    expect(test.app.snapshot().accounts).toEqual([]);
    test.seat.canAsk = true;
    test.seat.present = false;
    expect(await unlock()).toMatchObject({ ok: false, failure: { kind: "cancelled", evidence: {} } });
    test.seat.present = true;
    expect(await unlock()).toEqual(unlocked);
    expect(test.account().username).toBe(person("works").username);
  });

  it("counts also where it went away before the lock fell, as when the lid is shut", async () => {
    test.seat.canAsk = false;
    test.app.systemSuspending();
    await lock();
    test.app.systemResumed();
    expect(await unlock()).toMatchObject(cannotAsk);
  });

  it.each(["quit", "crash"] as const)("is not forgotten by a %s", async (how) => {
    await lock();
    test.seat.canAsk = false;
    const next = await test.restart(how);
    expect(await next.app.handlers.unlock({})).toMatchObject(cannotAsk);
    next.app.screenUnlocked();
    expect(await next.app.handlers.unlock({})).toEqual(unlocked);
    await next.app.stop();
  });

  it("is answered by whoever has just been let in at the system's own lock screen, and by nobody later", async () => {
    await lock();
    test.seat.canAsk = false;
    test.app.storeMayBeUnlocked();
    expect(await unlock()).toMatchObject(cannotAsk);
    test.app.screenUnlocked();
    await test.clock.advance(120_000);
    expect(await unlock()).toMatchObject(cannotAsk);
    test.app.screenUnlocked();
    await test.clock.advance(119_000);
    expect(await unlock()).toEqual(unlocked);
  });

  it("is put all the same to whoever has just been let in, where it can be", async () => {
    await lock();
    test.app.screenUnlocked();
    test.seat.present = false;
    expect(await unlock()).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
  });

  it("is not missed where the system never had one", async () => {
    test.seat.canAsk = false;
    const next = await test.restart();
    await next.app.handlers.lock({});
    expect(await next.app.handlers.unlock({})).toEqual(unlocked);
    await next.app.stop();
  });

  it("stops being missed after one unlocking at the system's lock screen, where it is gone for good", async () => {
    await lock();
    test.seat.canAsk = false;
    const without = await test.restart();
    without.app.screenUnlocked();
    expect(await without.app.handlers.unlock({})).toEqual(unlocked);
    await without.clock.advance(600_000);
    await without.app.handlers.lock({});
    expect(await without.app.handlers.unlock({})).toEqual(unlocked);
    await without.app.stop();
  });
});
