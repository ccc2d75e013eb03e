// The keyring store: keys in the keyring, records sealed with them, every failure told apart. The keyring is a fake that
// behaves as real ones were measured to.
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyringEntriesOf, KeyringModuleMissing } from "../../electron/node/keyringEntry.ts";
import { createKeyringStore } from "../../electron/node/keyringStore.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { memoryStore } from "../../electron/node/memoryStore.ts";
import { keyIdOf } from "../../electron/node/sealing.ts";
import { createFakeKeyring, type FakeKeyring } from "../support/fakeKeyring.ts";
import { sealAsBefore } from "../support/oldRecords.ts";

/** A mark and the ID of the key. */
const headerBytes = 9;

/** A process of its own: only keyring and files outlive it. */
function storeOn(keyring: FakeKeyring, files = createMemoryFiles()) {
  return createKeyringStore({ files, openEntry: keyring.openEntry, limitMs: 100 });
}

/** A data folder on a keyring, and processes that use them. */
function home() {
  const keyring = createFakeKeyring();
  const files = createMemoryFiles();
  return { keyring, files, start: () => storeOn(keyring, files) };
}

async function sealed(store: ReturnType<typeof storeOn>, plain: string, purpose: string): Promise<Uint8Array> {
  const result = await store.seal(plain, purpose);
  if (!result.ok) throw new Error(`not sealed: ${result.reason}`);
  return result.bytes;
}

describe("a keyring that is open", () => {
  it("keeps one 256-bit key, made when something is first sealed, and no record", async () => {
    const { keyring, start } = home();
    const store = start();
    expect((await store.state()).kind).toBe("protected");
    expect(keyring.entries().size).toBe(0);
    await sealed(store, "refresh token", "account 1");
    await sealed(store, "another", "account 2");
    await sealed(start(), "a third", "account 3");
    expect([...keyring.entries().values()].map(({ length }) => length)).toEqual([32]);
  });

  it("lets a later process open what this one sealed", async () => {
    const { start } = home();
    const bytes = await sealed(start(), "refresh token", "account");
    expect(await start().open(bytes, "account")).toEqual({ ok: true, plain: "refresh token", resealWanted: false });
  });

  it("gives any text back whole", async () => {
    const store = storeOn(createFakeKeyring());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string(), async (plain, purpose) => {
        expect(await store.open(await sealed(store, plain, purpose), purpose)).toMatchObject({ ok: true, plain });
      }),
      { numRuns: 50 },
    );
  });

  it("calls damaged what belongs to another purpose, was cut, or has one bit changed", async () => {
    const store = storeOn(createFakeKeyring());
    const bytes = await sealed(store, "refresh token", "account 1");
    const damaged = { ok: false, reason: "damaged" };
    expect(await store.open(bytes, "account 2")).toEqual(damaged);
    for (let length = 0; length < bytes.length; length++) {
      expect(await store.open(bytes.subarray(0, length), "account 1")).toEqual(damaged);
    }
    for (let at = headerBytes; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await store.open(changed, "account 1")).toEqual(damaged);
    }
  });

  it("takes what is damaged where its key is named for another key's", async () => {
    const store = storeOn(createFakeKeyring());
    const bytes = await sealed(store, "refresh token", "p");
    for (let at = 1; at < headerBytes; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await store.open(changed, "p")).toEqual({ ok: false, reason: "otherKey" });
    }
  });

  it("never seals twice alike, and never shows the text", async () => {
    const store = storeOn(createFakeKeyring());
    const seals = await Promise.all(Array.from({ length: 50 }, () => sealed(store, "same marker", "p")));
    expect(new Set(seals.map((bytes) => Buffer.from(bytes).toString("hex"))).size).toBe(50);
    for (const bytes of seals) expect(Buffer.from(bytes).includes("marker")).toBe(false);
  });

  it("makes one key even where many start at once", async () => {
    const { keyring, start } = home();
    const stores = Array.from({ length: 8 }, start);
    const seals = await Promise.all(stores.map((store, n) => sealed(store, `text ${n}`, "p")));
    expect(keyring.entries().size).toBe(1);
    const opened = await Promise.all(seals.map((bytes) => start().open(bytes, "p")));
    expect(opened.every((result) => result.ok)).toBe(true);
  });

  it("answers every one of many questions asked at once", async () => {
    const { keyring, start } = home();
    const store = start();
    const ticks = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) await Promise.resolve();
    };
    const asked = Array.from({ length: 60 }, async (_, n) => {
      await ticks(n % 20);
      return n % 3 === 0 ? store.seal(`text ${n}`, "p") : { ok: (await store.state()).kind === "protected" };
    });
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
    expect(keyring.entries().size).toBe(1);
  });

  it("names the key in clear by what says nothing of the key itself", async () => {
    const { keyring, start } = home();
    const bytes = Buffer.from(await sealed(start(), "x", "p"));
    const key = Uint8Array.from([...keyring.entries().values()][0] ?? []);
    expect(bytes.subarray(1, headerBytes).toString("hex")).toBe(keyIdOf(key));
    for (let at = 0; at + 4 <= key.length; at++)
      expect(bytes.includes(Buffer.from(key.subarray(at, at + 4)))).toBe(false);
  });
});

describe("another key", () => {
  it("is made where the first is gone; what that one sealed waits, and opens when it is back", async () => {
    const { keyring, start } = home();
    const first = await sealed(start(), "of the first", "p");
    keyring.use("second");
    const store = start();
    expect(await store.state()).toMatchObject({ kind: "protected" });
    expect(await store.open(first, "p")).toEqual({ ok: false, reason: "otherKey" });
    const second = await sealed(store, "of the second", "p");
    expect(await store.open(second, "p")).toMatchObject({ ok: true });
    expect(await store.open(first, "p")).toEqual({ ok: false, reason: "otherKey" });
    keyring.use("first");
    expect(await start().open(first, "p")).toEqual({ ok: true, plain: "of the first", resealWanted: false });
    expect(await start().open(second, "p")).toEqual({ ok: false, reason: "otherKey" });
    expect(keyring.entries().size).toBe(1);
  });

  it("comes back within a process, once the store is asked for its state again", async () => {
    const { keyring, start } = home();
    const bytes = await sealed(start(), "kept", "p");
    keyring.use("second");
    const store = start();
    await sealed(store, "of the second", "p");
    expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
    keyring.use("first");
    await store.state();
    expect(await store.open(bytes, "p")).toMatchObject({ ok: true, plain: "kept" });
  });

  it("is not made where writing unlocks the keyring, and shows the first", async () => {
    const { keyring, start } = home();
    const before = await sealed(start(), "before", "p");
    const entries = [...keyring.entries()];
    keyring.mood = "unlocksToWrite";
    const store = start();
    expect(await store.open(before, "p")).toEqual({ ok: false, reason: "otherKey" });
    const after = await sealed(store, "after", "p");
    expect([...keyring.entries()]).toEqual(entries);
    expect(await store.open(before, "p")).toMatchObject({ ok: true, plain: "before" });
    expect(await start().open(after, "p")).toMatchObject({ ok: true, plain: "after" });
  });

  it("of another data folder is never overwritten nor used, and stays when this one's are removed", async () => {
    const { keyring, start } = home();
    const theirs = await sealed(start(), "theirs", "p");
    const store = storeOn(keyring);
    await sealed(store, "ours", "p");
    expect(keyring.entries().size).toBe(2);
    await store.forget();
    expect(keyring.entries().size).toBe(1);
    expect(await start().open(theirs, "p")).toMatchObject({ ok: true, plain: "theirs" });
  });

  it("in the place of ours is not taken for it", async () => {
    const { keyring, start } = home();
    const bytes = await sealed(start(), "kept", "p");
    for (const name of keyring.entries().keys())
      keyring.entries().set(
        name,
        Array.from({ length: 32 }, () => 9),
      );
    expect(await start().open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
  });
});

describe("what earlier versions sealed", () => {
  const oldKey = Uint8Array.from({ length: 32 }, (_, n) => n);

  it("opens with the one entry that they knew, which goes on sealing, and wants its key named", async () => {
    const { keyring, start } = home();
    keyring.entries().set("vault key", [...oldKey]);
    const bytes = sealAsBefore(oldKey, "kept", "p");
    expect(await start().open(bytes, "p")).toEqual({ ok: true, plain: "kept", resealWanted: true });
    const named = await sealed(start(), "kept", "p");
    expect(await start().open(named, "p")).toEqual({ ok: true, plain: "kept", resealWanted: false });
    expect([...keyring.entries().keys()]).toEqual(["vault key"]);
  });

  it("waits where that entry is gone, or is another key's: which of them it was, nobody can tell", async () => {
    const { keyring, start } = home();
    const bytes = sealAsBefore(oldKey, "kept", "p");
    expect(await start().open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
    keyring.entries().set("vault key", [...oldKey].toReversed());
    expect(await start().open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
    expect(await start().open(bytes.subarray(0, 20), "p")).toEqual({ ok: false, reason: "damaged" });
    keyring.entries().set("vault key", [...oldKey]);
    expect(await start().open(bytes, "p")).toMatchObject({ ok: true, plain: "kept" });
  });

  it("goes with the keys when they are removed", async () => {
    const { keyring, start } = home();
    keyring.entries().set("vault key", [...oldKey]);
    await start().forget();
    expect(keyring.entries().size).toBe(0);
    keyring.entries().set("vault key", [...oldKey]);
    await sealed(start(), "x", "p");
    await start().forget();
    expect(keyring.entries().size).toBe(0);
  });
});

it("forgets its keys when told to, and makes another for what comes after", async () => {
  const { keyring, files, start } = home();
  const store = start();
  const bytes = await sealed(store, "old", "p");
  await store.forget();
  expect(keyring.entries().size).toBe(0);
  expect(await files.list("keys")).toEqual([]);
  expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
  expect(await store.open(await sealed(store, "new", "p"), "p")).toMatchObject({ plain: "new" });
  keyring.mood = "noBus";
  await expect(start().forget()).resolves.toBeUndefined();
});

describe("a keyring in trouble", () => {
  it.each([
    ["noBus", "missing", "noBus"],
    ["noProvider", "missing", "noProvider"],
    ["locked", "locked", "dismissed"],
    ["noReply", "locked", "noReply"],
    ["asking", "locked", "noReply"],
  ] as const)(
    "%s: what was sealed waits, nothing is sealed, and it opens when that is over",
    async (mood, kind, cause) => {
      const { keyring, start } = home();
      const bytes = await sealed(start(), "kept", "p");
      const entries = [...keyring.entries()];
      keyring.mood = mood;
      expect(await start().state()).toMatchObject({ kind, cause });
      expect(await start().open(bytes, "p")).toEqual({ ok: false, reason: kind, cause });
      expect(await start().seal("x", "p")).toEqual({ ok: false, reason: kind, cause });
      keyring.answer();
      expect([...keyring.entries()]).toEqual(entries);
      expect(await start().open(bytes, "p")).toMatchObject({ ok: true, plain: "kept" });
    },
  );

  it("reads well and takes nothing where there is no collection, and says so", async () => {
    const { keyring, files, start } = home();
    keyring.mood = "noCollection";
    expect(await start().state()).toMatchObject({ kind: "protected" });
    expect(await start().seal("x", "p")).toEqual({ ok: false, reason: "missing", cause: "noCollection" });
    expect(await files.list("keys")).toEqual([]);
  });

  it("is one that shows nothing where its dialog was turned down: what was sealed waits, and no key is made over it", async () => {
    const { keyring, start } = home();
    const bytes = await sealed(start(), "kept", "p");
    keyring.mood = "hidden";
    expect(await start().open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
    expect(await start().seal("x", "p")).toMatchObject({ ok: false, reason: "locked" });
    keyring.mood = "open";
    expect(await start().open(bytes, "p")).toMatchObject({ ok: true, plain: "kept" });
  });

  it("is missing where the native module cannot be loaded", async () => {
    const store = createKeyringStore({
      files: createMemoryFiles(),
      openEntry: () => Promise.reject(new KeyringModuleMissing()),
    });
    expect(await store.state()).toMatchObject({ kind: "missing", cause: "noModule" });
  });

  it("is one thing, a full disk another", async () => {
    const { keyring, files, start } = home();
    const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
    files.writeAtomic = () => Promise.reject(full);
    await expect(start().seal("x", "p")).rejects.toBe(full);
    expect(keyring.entries().size).toBe(0);
  });
});

it("finds no keyring where the session bus is not there", async () => {
  if (process.platform !== "linux") return;
  const address = process.env["DBUS_SESSION_BUS_ADDRESS"];
  process.env["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus";
  const store = createKeyringStore({ files: createMemoryFiles(), openEntry: keyringEntriesOf("TokenTray tests") });
  const state = await store.state();
  if (address === undefined) delete process.env["DBUS_SESSION_BUS_ADDRESS"];
  else process.env["DBUS_SESSION_BUS_ADDRESS"] = address;
  expect(state).toEqual({ kind: "missing", cause: "noBus", backEnd: "Secret Service" });
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
  const files = createMemoryFiles();
  const openEntry = keyringEntriesOf(`TokenTray tests ${process.pid}`);
  const store = createKeyringStore({ files, openEntry });
  const bytes = await sealed(store, "kept", "p");
  expect(await createKeyringStore({ files, openEntry }).open(bytes, "p")).toMatchObject({ plain: "kept" });
  await store.forget();
});

it("without any store nothing is sealed", async () => {
  expect(await memoryStore.state()).toEqual({ kind: "missing", backEnd: "memory" });
  expect(await memoryStore.seal("x", "p")).toEqual({ ok: false, reason: "missing" });
});
