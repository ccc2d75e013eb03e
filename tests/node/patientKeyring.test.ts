// Asking a keyring: how long a person is waited for, how often it is asked meanwhile, and what its failures mean.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeyringModuleMissing } from "../../electron/node/keyringEntry.ts";
import { troubleOf } from "../../electron/node/keyringTrouble.ts";
import { createPatientKeyring, type Patience } from "../../electron/node/patientKeyring.ts";
import { createFakeKeyring } from "../support/fakeKeyring.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** KeePassXC as measured: each call fails after two seconds, its dialog stays open. */
function keepass(patience: Patience = {}) {
  const keyring = createFakeKeyring();
  keyring.mood = "noReply";
  keyring.noReplyAfterMs = 2_000;
  const ask = createPatientKeyring(patience);
  const read = async () => (await keyring.openEntry("key")).getSecret();
  return { keyring, ask: () => ask(read) };
}

const noReply = { ok: false, trouble: { kind: "locked", cause: "noReply" } };

describe("a keyring whose dialog is open", () => {
  it("is asked again until the person has unlocked it, however late within the minute", async () => {
    const { keyring, ask } = keepass();
    keyring.entries().set("key", [1, 2, 3]);
    const answer = ask();
    await vi.advanceTimersByTimeAsync(55_000);
    keyring.answer();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await answer).toEqual({ ok: true, value: [1, 2, 3] });
  });

  it("is given up after a minute, having been asked one call at a time with a pause between", async () => {
    const { keyring, ask } = keepass();
    const answer = ask();
    await vi.advanceTimersByTimeAsync(59_900);
    expect(keyring.calls).toBe(24);
    await vi.advanceTimersByTimeAsync(200);
    expect(await answer).toEqual(noReply);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(keyring.calls).toBe(24);
  });

  it("is not waited for again in the next minute: one person did not come", async () => {
    const { keyring, ask } = keepass();
    const first = ask();
    await vi.advanceTimersByTimeAsync(60_000);
    await first;
    const second = ask();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await second).toEqual(noReply);
    keyring.answer();
    const third = ask();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await third).toEqual({ ok: true, value: null });
    keyring.mood = "noReply";
    let ended = false;
    void ask().then(() => (ended = true));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ended).toBe(true);
  });

  it("says how long it still waits, after two seconds and every fifteen from then on", async () => {
    const told: number[] = [];
    const { ask } = keepass({ onWaiting: (leftMs) => told.push(Math.round(leftMs / 1_000)) });
    void ask();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(told).toEqual([58, 43, 28, 13]);
  });

  it("is left at once when that is asked for, and stays left", async () => {
    const interruption = new AbortController();
    const { keyring, ask } = keepass({ interruption: interruption.signal });
    const answer = ask();
    await vi.advanceTimersByTimeAsync(10_000);
    interruption.abort(130);
    await vi.advanceTimersByTimeAsync(0);
    expect(await answer).toEqual(noReply);
    const { calls } = keyring;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(keyring.calls).toBe(calls);
    expect(await ask()).toEqual(noReply);
  });
});

describe("a call that hangs for ever", () => {
  it("is the only one: whoever asks meanwhile makes no second", async () => {
    const { keyring, ask } = keepass();
    keyring.mood = "asking";
    const first = ask();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await first).toEqual(noReply);
    for (let n = 0; n < 5; n++) {
      const next = ask();
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await next).toEqual(noReply);
    }
    expect(keyring.calls).toBe(1);
    keyring.answer();
    const last = ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(await last).toEqual({ ok: true, value: null });
  });
});

it("asks one question at a time: nobody is asked twice at once", async () => {
  const { keyring, ask } = keepass();
  keyring.mood = "asking";
  const both = Promise.all([ask(), ask()]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(keyring.calls).toBe(1);
  keyring.answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(await both).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
});

it.each(["noBus", "noProvider", "locked", "noCollection"] as const)(
  "does not wait where it is told %s",
  async (mood) => {
    const { keyring, ask } = keepass();
    keyring.entries().set("key", [1]);
    keyring.mood = mood;
    const startedAt = performance.now();
    await ask();
    expect(performance.now()).toBe(startedAt);
  },
);

describe("what a keyring's failures mean", () => {
  const known = [
    [
      "Platform failure: DBus error: Did not receive a reply. Possible causes include: the remote application did not send a reply, the message bus security policy blocked the reply, the reply timeout expired, or the network connection was broken.",
      "locked",
      "noReply",
    ],
    [
      "Platform failure: DBus error: Message recipient disconnected from message bus without replying",
      "locked",
      "noReply",
    ],
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", "locked", "dismissed"],
    ["Couldn't access platform secure storage: SS error: object locked", "locked", "locked"],
    ["Couldn't access platform storage: User interaction is not allowed.", "locked", "locked"],
    ["Couldn't access platform storage: something that is new", "locked", "locked"],
    ["Couldn't access platform storage: Secret Service: no result found", "missing", "noCollection"],
    ["Couldn't access platform storage: A default keychain could not be found.", "missing", "noCollection"],
    [
      "Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files",
      "missing",
      "noProvider",
    ],
    ["Platform failure: DBus error: Process org.freedesktop.secrets exited with status 1", "missing", "noProvider"],
    [
      "Platform failure: DBus error: Failed to execute program org.freedesktop.secrets: No such file or directory",
      "missing",
      "noProvider",
    ],
    ["Platform failure: DBus error: Process org.freedesktop.secrets received signal 9", "missing", "noProvider"],
    ["Platform failure: DBus error: Connection is closed", "missing", "noProvider"],
    [
      "Platform failure: DBus error: Failed to connect to socket /nonexistent: No such file or directory",
      "missing",
      "noBus",
    ],
    [
      "Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time, set your DBUS_SESSION_BUS_ADDRESS instead",
      "missing",
      "noBus",
    ],
    ["Platform failure: DBus error: Address does not contain a colon", "missing", "noBus"],
    [
      "Platform failure: DBus error: Server address of type unix was missing argument path or abstract",
      "missing",
      "noBus",
    ],
    ["Platform failure: the reply was blocked", "missing", "unknown"],
    ["", "missing", "unknown"],
  ] as const;

  it.each(known)("%s", (message, kind, cause) => {
    expect(troubleOf(new Error(message))).toEqual({ kind, cause });
  });

  it("knows its own module from the keyring, and takes anything for an error", () => {
    expect(troubleOf(new KeyringModuleMissing())).toEqual({ kind: "missing", cause: "noModule" });
    for (const thrown of [undefined, null, "locked", 7, {}]) {
      expect(troubleOf(thrown)).toEqual({ kind: "missing", cause: "unknown" });
    }
  });
});
