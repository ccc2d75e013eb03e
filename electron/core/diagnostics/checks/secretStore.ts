// Does the secret store give back what it sealed? Tried with a random text that nobody needs.
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { type Check, found } from "./check.ts";
import type { SecretStore, SecretStoreState } from "../../ports.ts";

export const secretStoreCheck: Check = {
  id: "secretStore",
  async run({ secretStore, snapshot }) {
    if (snapshot.about.host === "browser") return found("secretStore", "inMemory", {});
    // Asked anew: it may have been unlocked or lost since the start.
    const { kind, backEnd } = await secretStore.state();
    if (kind !== "protected") return unusable(kind, backEnd);
    return roundTrip(secretStore, backEnd);
  },
};

async function roundTrip(store: SecretStore, backEnd: string): Promise<CheckResult> {
  const purpose = `tokentray-check:${crypto.randomUUID()}`;
  const sentinel = crypto.randomUUID();
  const sealed = await store.seal(sentinel, purpose);
  if (!sealed.ok) return unusable(sealed.reason, backEnd);
  const opened = await store.open(sealed.bytes, purpose);
  if (opened.ok && opened.plain === sentinel) return found("secretStore", "works", { backEnd });
  if (!opened.ok && opened.reason === "locked") return unusable("locked", backEnd);
  return found("secretStore", "notOpened", { backEnd });
}

function unusable(kind: Exclude<SecretStoreState["kind"], "protected">, backEnd: string): CheckResult {
  return found("secretStore", kind, { backEnd });
}
