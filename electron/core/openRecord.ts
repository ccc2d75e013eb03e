// Opens the sealed bytes of one record, or says whether they wait for something or are lost.
import type { StorageCause } from "../../shared/snapshot.ts";
import type { SecretStore, StoreTrouble } from "./ports.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";

export type OpenedRecord =
  | { readonly kind: "record"; readonly record: AccountRecord; readonly resealWanted: boolean }
  | { readonly kind: "waiting"; readonly cause: StorageCause }
  | { readonly kind: "damaged" };

/** Loaded at the first record: whoever keeps none needs none of it. */
export const codec = () => import("./recordCodec.ts");

export async function openRecord(
  secretStore: SecretStore,
  bytes: Uint8Array,
  accountId: string,
): Promise<OpenedRecord> {
  const { decodeRecord, purposeOf } = await codec();
  const opened = await secretStore.open(bytes, purposeOf(accountId));
  if (!opened.ok) {
    if (opened.reason === "damaged") return { kind: "damaged" };
    return { kind: "waiting", cause: opened.cause ?? plainCauses[opened.reason] };
  }
  const record = decodeRecord(opened.plain, accountId);
  return record === undefined ? { kind: "damaged" } : { kind: "record", record, resealWanted: opened.resealWanted };
}

/** For stores that say no more than what kind of trouble it is. */
const plainCauses: Readonly<Record<StoreTrouble["kind"] | "otherKey", StorageCause>> = {
  locked: "locked",
  missing: "noStorage",
  unprotected: "publicKey",
  otherKey: "otherKey",
};

export const causeOf = ({ kind, cause }: StoreTrouble): StorageCause => cause ?? plainCauses[kind];
