// Records that could not be read are set aside, never deleted. They come back once a key opens them: earlier versions set
// aside whatever was sealed with another key than the one that was there.
import type { Log } from "./log.ts";
import { openRecord } from "./openRecord.ts";
import type { Clock, Files, SecretStore } from "./ports.ts";
import { systemCode } from "./systemCode.ts";

export const setAsideFolder = "vault/set-aside";
const suffix = ".sealed";

interface Deps {
  readonly files: Files;
  readonly secretStore: SecretStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** `kept`: under this name now, or left where it was where even that cannot be done. */
export type SetAside = { readonly kind: "kept"; readonly setAsideAs?: string } | { readonly kind: "gone" };

export async function setAside({ files, clock, log }: Deps, accountId: string, name: string): Promise<SetAside> {
  // Two of one account and one moment must not take each other's place.
  const setAsideAs = `${setAsideFolder}/${accountId}.${clock.now()}-${crypto.randomUUID().slice(0, 8)}${suffix}`;
  log.warning("vault.setAside", { account: accountId });
  try {
    await files.rename(name, setAsideAs);
    return { kind: "kept", setAsideAs };
  } catch (error) {
    // Another process was quicker, and has said so.
    if (systemCode(error) === "ENOENT") return { kind: "gone" };
    log.warning("vault.notSetAside", { account: accountId, code: systemCode(error) });
    return { kind: "kept" };
  }
}

/** What is set aside of each account, the newest first. */
export async function setAsideNames({ files, log }: Deps): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = await files.list(setAsideFolder).catch((error: unknown) => {
    log.warning("vault.notListed", { code: systemCode(error) });
    return [];
  });
  const records = names.flatMap((name) => {
    const [, accountId, at] = /^(.+)\.(\d+)-[0-9a-f]{8}\.sealed$/.exec(name) ?? [];
    return accountId === undefined ? [] : [{ accountId, at: Number(at), name: `${setAsideFolder}/${name}` }];
  });
  const newestFirst = records.toSorted((a, b) => b.at - a.at);
  return new Map(
    newestFirst.map(({ accountId }) => [
      accountId,
      newestFirst.filter((record) => record.accountId === accountId).map(({ name }) => name),
    ]),
  );
}

/** Puts the first of these back under its own name that opens by now, where nothing has taken that name since. */
export async function bringBack(
  { files, secretStore, log }: Deps,
  accountId: string,
  name: string,
  setAsideAs: readonly string[],
): Promise<void> {
  try {
    if ((await files.read(name)) !== undefined) return;
    for (const candidate of setAsideAs) {
      const bytes = await files.read(candidate);
      if (bytes === undefined || (await openRecord(secretStore, bytes, accountId)).kind !== "record") continue;
      await files.rename(candidate, name);
      log.info("vault.broughtBack", { account: accountId });
      return;
    }
  } catch (error) {
    // It stays where it is, for the next time.
    log.warning("vault.notBroughtBack", { account: accountId, code: systemCode(error) });
  }
}
