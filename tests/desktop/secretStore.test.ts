// Sealing: what is protected, what is refused, what is locked and what is damaged.
import { describe, expect, it } from "vitest";
import { createSecretStore, isPublicKey, type SafeStoragePort } from "../../electron/desktop/secretStore.ts";

/** Behaves like Electron's module: a prefix names the key, `away` keys cannot be used. */
class FakeSafeStorage implements SafeStoragePort {
  available = true;
  locked = false;
  prefix = "v11";
  knownPrefixes = new Set(["v10", "v11"]);
  /** As Chromium did for what it had stored before it sealed anything. */
  takesClearText = false;

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available);
  }

  encryptStringAsync(plain: string): Promise<Buffer> {
    if (this.locked) return Promise.reject(new Error("The key is temporarily unavailable. Please try again."));
    return Promise.resolve(Buffer.from(this.prefix + Buffer.from(plain).toString("base64")));
  }

  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (!Buffer.isBuffer(sealed)) return Promise.reject(new TypeError("not a Buffer"));
    if (this.locked) return Promise.reject(new Error("The key is temporarily unavailable. Please try again."));
    const prefix = sealed.toString("latin1", 0, 3);
    if (this.takesClearText && !/^v\d\d/.test(prefix))
      return Promise.resolve({ result: sealed.toString(), shouldReEncrypt: true });
    if (!this.knownPrefixes.has(prefix)) return Promise.reject(new Error("Error while decrypting the ciphertext"));
    const result = Buffer.from(sealed.toString("latin1", 3), "base64").toString();
    return Promise.resolve({ result, shouldReEncrypt: prefix !== this.prefix });
  }
}

function linuxStore(): { fake: FakeSafeStorage; store: ReturnType<typeof createSecretStore> } {
  const fake = new FakeSafeStorage();
  return { fake, store: createSecretStore(fake, "linux") };
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
    expect(await store.open(bytes, "p")).toEqual({ ok: false, reason: "locked" });
  });

  it("opens nothing that was sealed with the key that everybody knows: it is not ours", async () => {
    const { fake, store } = linuxStore();
    fake.prefix = "v10";
    const planted = await fake.encryptStringAsync(JSON.stringify({ purpose: "p", plain: "planted" }));
    fake.prefix = "v11";
    expect(await store.open(planted, "p")).toEqual({ ok: false, reason: "damaged" });
    expect(await createSecretStore(fake, "darwin").open(planted, "p")).toMatchObject({ ok: true, plain: "planted" });
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
    expect(await createSecretStore(fake, "win32").state()).toEqual({ kind: "protected", backEnd: "DPAPI" });
    expect(await createSecretStore(fake, "darwin").state()).toEqual({ kind: "protected", backEnd: "Keychain" });
    const kde = Object.assign(new FakeSafeStorage(), { getSelectedStorageBackend: () => "kwallet6" as const });
    expect(await createSecretStore(kde, "linux").state()).toEqual({ kind: "protected", backEnd: "KWallet" });
  });
});
