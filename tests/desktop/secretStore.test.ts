// Sealing: what is protected, what is refused, what is locked and what is damaged.
import { describe, expect, it } from "vitest";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { createSecretStore, isPublicKey, type SafeStoragePort } from "../../electron/desktop/secretStore.ts";

const unreadable = "Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.";

/** Behaves like Electron's module: a prefix names the kind of key, of which there may be another one; unknown ones open nothing. */
class FakeSafeStorage implements SafeStoragePort {
  available = true;
  locked = false;
  prefix = "v11";
  knownPrefixes = new Set(["v10", "v11"]);
  /** Which of the keys of that kind there is. */
  keyring = "login";
  /** As Chromium did for what it had stored before it sealed anything. */
  takesClearText = false;
  /** The old cipher does not find out every wrong key: what comes out is noise. */
  givesNoise = false;

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available);
  }

  encryptStringAsync(plain: string): Promise<Buffer> {
    if (this.locked) return Promise.reject(new Error("The key is temporarily unavailable. Please try again."));
    const body = Buffer.from(JSON.stringify([this.keyring, plain])).toString("base64");
    return Promise.resolve(Buffer.from(this.prefix + body));
  }

  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (!Buffer.isBuffer(sealed)) return Promise.reject(new TypeError("not a Buffer"));
    if (this.locked) return Promise.reject(new Error("The key is temporarily unavailable. Please try again."));
    const prefix = sealed.toString("latin1", 0, 3);
    if (this.takesClearText && !/^v\d\d/.test(prefix))
      return Promise.resolve({ result: sealed.toString(), shouldReEncrypt: true });
    if (!this.knownPrefixes.has(prefix)) return Promise.reject(new Error(unreadable));
    try {
      const body = Buffer.from(sealed.toString("latin1", 3), "base64").toString();
      const [keyring, result] = JSON.parse(body) as [string, string];
      if (keyring === this.keyring) return Promise.resolve({ result, shouldReEncrypt: prefix !== this.prefix });
    } catch {
      return Promise.reject(new Error(unreadable));
    }
    if (this.givesNoise) return Promise.resolve({ result: "\u0003\uFFFDnoise", shouldReEncrypt: false });
    return Promise.reject(new Error(unreadable));
  }
}

/** `start` is the next run of the program, on the same folder and system. */
function linuxStore() {
  const fake = new FakeSafeStorage();
  const files = createMemoryFiles();
  const start = () => createSecretStore(fake, "linux", files);
  return { fake, files, start, store: start() };
}

async function sealed(
  store: ReturnType<typeof createSecretStore>,
  plain: string,
  purpose: string,
): Promise<Uint8Array> {
  const result = await store.seal(plain, purpose);
  if (!result.ok) throw new Error(`not sealed: ${result.reason}`);
  return result.bytes;
}

describe("the guard against a key that everybody knows", () => {
  it("bites on Linux alone, where v10 means Chromium's own key", () => {
    expect(isPublicKey(Buffer.from("v10…"), "linux")).toBe(true);
    expect(isPublicKey(Buffer.from("v11…"), "linux")).toBe(false);
    expect(isPublicKey(Buffer.from("v12…"), "linux")).toBe(false);
    expect(isPublicKey(Buffer.from("v10…"), "darwin")).toBe(false);
    expect(isPublicKey(Buffer.from("v10…"), "win32")).toBe(false);
    expect(isPublicKey(Buffer.from(""), "linux")).toBe(false);
  });

  it("seals nothing there and says so, although Electron says that encryption is available", async () => {
    const { fake, store } = linuxStore();
    fake.prefix = "v10";
    expect(await store.seal("a secret", "account-1")).toEqual({ ok: false, reason: "unprotected" });
    expect(await store.state()).toEqual({ kind: "unprotected", backEnd: "basic_text" });
  });
});

describe("the secret store", () => {
  it("gives back what it sealed, for the same purpose only", async () => {
    const { store } = linuxStore();
    const bytes = await sealed(store, "ä secret", "account-1");
    expect(await store.open(bytes, "account-1")).toEqual({ ok: true, plain: "ä secret", resealWanted: false });
    expect(await store.open(bytes, "account-2")).toEqual({ ok: false, reason: "damaged" });
  });

  it("opens bytes that are no Buffer, as they come from a file", async () => {
    const { store } = linuxStore();
    const bytes = Uint8Array.from(await sealed(store, "x", "p"));
    expect(await store.open(bytes, "p")).toMatchObject({ ok: true, plain: "x" });
  });

  it("wants to seal again what an older key sealed", async () => {
    const { fake, store } = linuxStore();
    const bytes = await sealed(store, "x", "p");
    fake.prefix = "v12";
    expect(await store.open(bytes, "p")).toEqual({ ok: true, plain: "x", resealWanted: true });
  });

  it("calls a store locked that is temporarily unavailable, never damaged", async () => {
    const { fake, store } = linuxStore();
    const bytes = await sealed(store, "x", "p");
    fake.locked = true;
    expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "locked" });
    expect(await store.seal("x", "p")).toEqual({ ok: false, reason: "locked" });
    expect(await store.state()).toMatchObject({ kind: "locked" });
  });

  it("waits for a keyring that is away today instead of calling its records damaged", async () => {
    const { fake, store } = linuxStore();
    const bytes = await sealed(store, "x", "p");
    fake.knownPrefixes.delete("v11");
    fake.prefix = "v10";
    expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "unprotected" });
    fake.knownPrefixes.add("v11");
    fake.prefix = "v11";
    expect(await store.open(bytes, "p")).toMatchObject({ ok: true, plain: "x" });
  });

  it.each([false, true])(
    "waits for the key that sealed while another one is there, and seals with that one meanwhile (noise: %s)",
    async (givesNoise) => {
      const { fake, files, start, store } = linuxStore();
      fake.givesNoise = givesNoise;
      const first = await sealed(store, "of the first", "p");
      fake.keyring = "another";
      const next = start();
      expect(await next.state()).toMatchObject({ kind: "protected" });
      expect(await next.open(first, "p")).toEqual({ ok: false, reason: "otherKey" });
      const second = await sealed(next, "of the second", "p");
      expect(await start().open(second, "p")).toMatchObject({ ok: true, plain: "of the second" });
      expect(await files.list("keys")).toHaveLength(2);
      fake.keyring = "login";
      expect(await start().open(first, "p")).toEqual({ ok: true, plain: "of the first", resealWanted: false });
      expect(await start().open(second, "p")).toEqual({ ok: false, reason: "otherKey" });
    },
  );

  it("gives a key one ID, whatever is sealed with it and however often the program starts", async () => {
    const { files, start, store } = linuxStore();
    const ids = new Set<string>();
    for (const each of [store, store, start(), start()]) {
      ids.add(Buffer.from((await sealed(each, "x", "p")).subarray(0, 9)).toString("hex"));
    }
    expect(ids.size).toBe(1);
    expect(await files.list("keys")).toEqual([[...ids][0]?.slice(2)]);
  });

  it("calls damaged what its own key, being there, cannot open", async () => {
    const { start, store } = linuxStore();
    const bytes = await sealed(store, "x", "p");
    for (let at = 12; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 64;
      expect(await start().open(changed, "p"), `byte ${at}`).toEqual({ ok: false, reason: "damaged" });
    }
  });

  it("does not call damaged what nobody can tell from another key's, because the check is gone", async () => {
    const { fake, files, start, store } = linuxStore();
    const bytes = await sealed(store, "x", "p");
    for (const name of await files.list("keys")) await files.remove(`keys/${name}`);
    expect(await start().open(bytes, "p")).toMatchObject({ ok: true, plain: "x" });
    fake.keyring = "another";
    expect(await start().open(bytes, "p")).toEqual({ ok: false, reason: "otherKey" });
  });

  it("opens what earlier versions sealed without naming a key, and wants it named; it waits for its key, too", async () => {
    const { fake, start } = linuxStore();
    const before = await fake.encryptStringAsync(JSON.stringify({ purpose: "p", plain: "x" }));
    expect(await start().open(before, "p")).toEqual({ ok: true, plain: "x", resealWanted: true });
    fake.keyring = "another";
    expect(await start().open(before, "p")).toEqual({ ok: false, reason: "otherKey" });
  });

  it("tells a full disk from its own trouble, and names the key once there is room", async () => {
    const { files, store } = linuxStore();
    const { writeAtomic } = files;
    const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
    files.writeAtomic = () => Promise.reject(full);
    await expect(store.seal("x", "p")).rejects.toBe(full);
    files.writeAtomic = writeAtomic;
    expect(await store.open(await sealed(store, "x", "p"), "p")).toMatchObject({ ok: true, resealWanted: false });
  });

  it("forgets what it noted of its keys, and notes the next", async () => {
    const { files, store } = linuxStore();
    await sealed(store, "x", "p");
    await store.forget();
    expect(await files.list("keys")).toEqual([]);
    await sealed(store, "x", "p");
    expect(await files.list("keys")).toHaveLength(1);
  });

  it("opens nothing that was sealed with the key that everybody knows: it is not ours", async () => {
    const { fake, store } = linuxStore();
    fake.prefix = "v10";
    const planted = await fake.encryptStringAsync(JSON.stringify({ purpose: "p", plain: "planted" }));
    fake.prefix = "v11";
    expect(await store.open(planted, "p")).toEqual({ ok: false, reason: "damaged" });
    expect(await createSecretStore(fake, "darwin", createMemoryFiles()).open(planted, "p")).toMatchObject({
      ok: true,
      plain: "planted",
    });
  });

  it("opens nothing that was never sealed, even where Electron would hand it on", async () => {
    const { fake, store } = linuxStore();
    fake.takesClearText = true;
    const planted = new TextEncoder().encode(JSON.stringify({ purpose: "account-1", plain: "planted ü" }));
    expect(await store.open(planted, "account-1")).toEqual({ ok: false, reason: "damaged" });
  });

  it("calls bytes damaged that this user's own store cannot read", async () => {
    const { store } = linuxStore();
    expect(await store.open(Buffer.from("rubbish"), "p")).toEqual({ ok: false, reason: "damaged" });
    expect(await store.open(Buffer.from("v11rubbish"), "p")).toEqual({ ok: false, reason: "damaged" });
  });

  it("says that there is no store where Electron offers none", async () => {
    const { fake, store } = linuxStore();
    fake.available = false;
    expect(await store.state()).toMatchObject({ kind: "missing" });
    expect(await store.seal("x", "p")).toEqual({ ok: false, reason: "missing" });
  });

  it("names the back end as people know it", async () => {
    const fake = new FakeSafeStorage();
    fake.prefix = "v10";
    expect(await createSecretStore(fake, "win32", createMemoryFiles()).state()).toEqual({
      kind: "protected",
      backEnd: "DPAPI",
    });
    expect(await createSecretStore(fake, "darwin", createMemoryFiles()).state()).toEqual({
      kind: "protected",
      backEnd: "Keychain",
    });
    const kde = Object.assign(new FakeSafeStorage(), { getSelectedStorageBackend: () => "kwallet6" as const });
    expect(await createSecretStore(kde, "linux", createMemoryFiles()).state()).toEqual({
      kind: "protected",
      backEnd: "KWallet",
    });
  });
});
