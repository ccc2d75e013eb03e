// Cache plugins for MSAL Node that seal with AES-256-GCM, write beside and rename, as its samples advise.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import type { ICachePlugin } from "@azure/msal-node";
import { benchKey } from "../benchKey.ts";

export type PluginKind = "always" | "unlessUnchanged";

export function seal(plain: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", benchKey, nonce);
  return Buffer.concat([nonce, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function open(sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", benchKey, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString("utf8");
}

export function cachePlugin(file: string, kind: PluginKind): ICachePlugin {
  return kind === "always" ? likeTheSamples(file) : unlessUnchanged(file);
}

/** Waits for the disk, as the samples do, so that others have their turn between reading and writing. */
function likeTheSamples(file: string): ICachePlugin {
  let count = 0;
  return {
    beforeCacheAccess: async ({ tokenCache }) => {
      if (existsSync(file)) tokenCache.deserialize(open(await readFile(file)));
    },
    afterCacheAccess: async ({ tokenCache, cacheHasChanged }) => {
      if (!cacheHasChanged) return;
      const beside = `${file}.${process.pid}.${(count += 1)}`;
      await writeFile(beside, seal(tokenCache.serialize()), { mode: 0o600 });
      await rename(beside, file);
    },
  };
}

function unlessUnchanged(file: string): ICachePlugin {
  let known: string | undefined;
  let count = 0;
  const stamp = (): string => {
    const { mtimeMs, ino, size } = statSync(file);
    return `${mtimeMs} ${ino} ${size}`;
  };
  return {
    beforeCacheAccess: async ({ tokenCache }) => {
      if (!existsSync(file) || stamp() === known) return;
      known = stamp();
      tokenCache.deserialize(open(readFileSync(file)));
    },
    afterCacheAccess: async ({ tokenCache, cacheHasChanged }) => {
      if (!cacheHasChanged) return;
      const beside = `${file}.${process.pid}.${(count += 1)}`;
      writeFileSync(beside, seal(tokenCache.serialize()), { mode: 0o600 });
      renameSync(beside, file);
      known = stamp();
    },
  };
}
