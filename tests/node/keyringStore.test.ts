// The keyring store: one key in the keyring, records sealed with it, every failure told apart. The keyring is a fake that
// behaves like the native module: shared by its openers, lockable, slow, missing.
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyringEntry } from "../../electron/node/keyringEntry.ts";
import { createKeyringStore } from "../../electron/node/keyringStore.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { memoryStore } from "../../electron/node/memoryStore.ts";
import { openKeyringEntry } from "../../electron/node/keyringEntry.ts";

const lockedMessage = "Couldn't access platform secure storage: SS error: object locked";
const missingMessage =
  "Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files";

function fakeKeyring() {
  let secret: number[] | null = null;
  let trouble: string | undefined;
  let answerAfter = Promise.resolve();
  let written = 0;
  const answer = async <T>(value: () => T): Promise<T> => {
    await answerAfter;
    if (trouble !== undefined) throw Object.assign(new Error(trouble), { code: "GenericFailure" });
    return value();
  };
  const entry: KeyringEntry = {
    getSecret: () => answer(() => secret),
    setSecret: (bytes) =>
      answer(() => {
        written += 1;
        secret = [...bytes];
      }),
    deleteCredential: () =>
      answer(() => {
        const there = secret !== null;
        secret = null;
        return there;
      }),
  };
  return {
    openEntry: () => Promise.resolve(entry),
    fail: (message?: string) => (trouble = message),
    hang: () => {
      answerAfter = new Promise(() => undefined);
    },
    wipe: () => (secret = null),
    secret: () => secret,
    written: () => written,
  };
}

function storeOn(keyring: ReturnType<typeof fakeKeyring>, files = createMemoryFiles()) {
  return createKeyringStore({ files, openEntry: keyring.openEntry });
}

async function sealed(store: ReturnType<typeof storeOn>, plain: string, purpose: string): Promise<Uint8Array> {
  const result = await store.seal(plain, purpose);
  if (!result.ok) throw new Error(`not sealed: ${result.reason}`);
  return result.bytes;
}

describe("a keyring that is open", () => {
  it("keeps one 256-bit key, and no record", async () => {
    const keyring = fakeKeyring();
    const store = storeOn(keyring);
    expect((await store.state()).kind).toBe("protected");
    expect(keyring.secret()).toBeNull();
    await sealed(store, "refresh token", "account 1");
    await sealed(store, "another", "account 2");
    expect(keyring.secret()).toHaveLength(32);
    expect(keyring.written()).toBe(1);
  });

  it("lets a later process open what this one sealed", async () => {
    const keyring = fakeKeyring();
    const bytes = await sealed(storeOn(keyring), "refresh token", "account");
    expect(await storeOn(keyring).open(bytes, "account")).toEqual({
      ok: true,
      plain: "refresh token",
      resealWanted: false,
    });
  });

  it("gives any text back whole", async () => {
    const store = storeOn(fakeKeyring());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string(), async (plain, purpose) => {
        expect(await store.open(await sealed(store, plain, purpose), purpose)).toMatchObject({ ok: true, plain });
      }),
      { numRuns: 50 },
    );
  });

  it("calls damaged what belongs to another purpose, was cut, or has one bit changed", async () => {
    const store = storeOn(fakeKeyring());
    const bytes = await sealed(store, "refresh token", "account 1");
    const damaged = { ok: false, reason: "damaged" };
    expect(await store.open(bytes, "account 2")).toEqual(damaged);
    for (let length = 0; length < bytes.length; length++) {
      expect(await store.open(bytes.subarray(0, length), "account 1")).toEqual(damaged);
    }
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await store.open(changed, "account 1")).toEqual(damaged);
    }
  });

  it("never seals twice alike, and never shows the text", async () => {
    const store = storeOn(fakeKeyring());
    const seals = await Promise.all(Array.from({ length: 50 }, () => sealed(store, "same marker", "p")));
    expect(new Set(seals.map((bytes) => Buffer.from(bytes).toString("hex"))).size).toBe(50);
    for (const bytes of seals) expect(Buffer.from(bytes).includes("marker")).toBe(false);
  });

  it("makes one key even where many start at once", async () => {
    const keyring = fakeKeyring();
    const files = createMemoryFiles();
    const stores = Array.from({ length: 8 }, () => storeOn(keyring, files));
    const seals = await Promise.all(stores.map((store, n) => sealed(store, `text ${n}`, "p")));
    expect(keyring.written()).toBe(1);
    const opened = await Promise.all(seals.map((bytes) => storeOn(keyring).open(bytes, "p")));
    expect(opened.every((result) => result.ok)).toBe(true);
  });

  it("answers every one of many questions asked at once", async () => {
    const keyring = fakeKeyring();
    const store = storeOn(keyring);
    const ticks = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) await Promise.resolve();
    };
    const asked = Array.from({ length: 60 }, async (_, n) => {
      await ticks(n % 20);
      return n % 3 === 0 ? store.seal(`text ${n}`, "p") : { ok: (await store.state()).kind === "protected" };
    });
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
    expect(keyring.written()).toBe(1);
  });

  it("calls records damaged whose key was wiped, and seals anew", async () => {
    const keyring = fakeKeyring();
    const bytes = await sealed(storeOn(keyring), "lost", "p");
    keyring.wipe();
    const store = storeOn(keyring);
    expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "damaged" });
    expect(await store.open(await sealed(store, "new", "p"), "p")).toMatchObject({ plain: "new" });
  });
});

it("forgets its key when told to, and makes another for what comes after", async () => {
  const keyring = fakeKeyring();
  const store = storeOn(keyring);
  const bytes = await sealed(store, "old", "p");
  await store.forget();
  expect(keyring.secret()).toBeNull();
  expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "damaged" });
  expect(await store.open(await sealed(store, "new", "p"), "p")).toMatchObject({ plain: "new" });
  keyring.fail(missingMessage);
  await expect(storeOn(keyring).forget()).resolves.toBeUndefined();
});

describe("a keyring in trouble", () => {
  it("is missing where none answers: nothing is sealed", async () => {
    const keyring = fakeKeyring();
    keyring.fail(missingMessage);
    const store = storeOn(keyring);
    expect((await store.state()).kind).toBe("missing");
    expect(await store.seal("x", "p")).toEqual({ ok: false, reason: "missing" });
  });

  it("is missing where the native module cannot be loaded", async () => {
    const store = createKeyringStore({
      files: createMemoryFiles(),
      openEntry: () => Promise.reject(new Error("Cannot find package '@napi-rs/keyring'")),
    });
    expect((await store.state()).kind).toBe("missing");
  });

  it("is locked while shut, and works once it is opened", async () => {
    const keyring = fakeKeyring();
    const bytes = await sealed(storeOn(keyring), "kept", "p");
    keyring.fail(lockedMessage);
    const store = storeOn(keyring);
    expect((await store.state()).kind).toBe("locked");
    expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "locked" });
    expect(await store.seal("x", "p")).toEqual({ ok: false, reason: "locked" });
    keyring.fail();
    expect(await store.open(bytes, "p")).toMatchObject({ ok: true, plain: "kept" });
  });

  it("never loses a record for want of a keyring", async () => {
    const keyring = fakeKeyring();
    const bytes = await sealed(storeOn(keyring), "kept", "p");
    keyring.fail(missingMessage);
    expect(await storeOn(keyring).open(bytes, "p")).toEqual({ ok: false, reason: "locked" });
  });

  it("says that it waits, and is locked after the limit, where the keyring never answers", async () => {
    const keyring = fakeKeyring();
    keyring.hang();
    let told = 0;
    const store = createKeyringStore({
      files: createMemoryFiles(),
      openEntry: keyring.openEntry,
      onWaiting: () => (told += 1),
      waitingAfterMs: 5,
      limitMs: 30,
    });
    expect((await store.state()).kind).toBe("locked");
    expect(told).toBe(1);
  });
});

it("finds no keyring where the session bus is not there", async () => {
  if (process.platform !== "linux") return;
  const address = process.env["DBUS_SESSION_BUS_ADDRESS"];
  process.env["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus";
  const store = createKeyringStore({ files: createMemoryFiles() });
  const { kind, backEnd } = await store.state();
  if (address === undefined) delete process.env["DBUS_SESSION_BUS_ADDRESS"];
  else process.env["DBUS_SESSION_BUS_ADDRESS"] = address;
  expect({ kind, backEnd }).toEqual({ kind: "missing", backEnd: "Secret Service" });
});

it("works with the real keyring where one is up", async ({ skip }) => {
  const asked = spawnSync("gdbus", [
    "introspect",
    "--session",
    "--dest",
    "org.freedesktop.secrets",
    "--object-path",
    "/org/freedesktop/secrets",
  ]);
  if (process.platform === "linux" && asked.status !== 0) skip("no Secret Service is running here");
  const name = `test key ${process.pid}`;
  const store = createKeyringStore({
    files: createMemoryFiles(),
    openEntry: () => openKeyringEntry("TokenTray tests", name),
  });
  const again = createKeyringStore({
    files: createMemoryFiles(),
    openEntry: () => openKeyringEntry("TokenTray tests", name),
  });
  const bytes = await sealed(store, "kept", "p");
  expect(await again.open(bytes, "p")).toMatchObject({ plain: "kept" });
  await store.forget();
});

it("without any store nothing is sealed", async () => {
  expect(await memoryStore.state()).toEqual({ kind: "missing", backEnd: "memory" });
  expect(await memoryStore.seal("x", "p")).toEqual({ ok: false, reason: "missing" });
});
