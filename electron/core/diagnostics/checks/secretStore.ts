// Does the secret store give back what it sealed? Tried with a random text that nobody needs.
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { cannotBeOpened, causeWords } from "../../../../shared/storageCauseWords.ts";
import { causeOf } from "../../openRecord.ts";
import type { SecretStore, StoreTrouble } from "../../ports.ts";
import { type Check, found } from "./check.ts";

export const secretStoreCheck: Check = {
  id: "secretStore",
  async run({ secretStore, snapshot }) {
    if (snapshot.about.host === "browser") return found("secretStore", "inMemory", {});
    const { waiting, cause } = snapshot.storage;
    // Asked anew: it may have been unlocked or lost since the start.
    const now = await secretStore.state();
    const why = now.kind === "protected" ? cause : causeOf(now);
    // Where it works, only another key's records still wait. No test text then: it would be the first that this key seals.
    if (waiting > 0 && (now.kind !== "protected" || why === "otherKey")) {
      return found("secretStore", "waiting", { what: cannotBeOpened(waiting), ...causeWords(why, now.backEnd) });
    }
    return now.kind === "protected" ? roundTrip(secretStore, now.backEnd) : unusable(now, now.backEnd);
  },
};

async function roundTrip(store: SecretStore, backEnd: string): Promise<CheckResult> {
  const purpose = `tokentray-check:${crypto.randomUUID()}`;
  const sentinel = crypto.randomUUID();
  const sealed = await store.seal(sentinel, purpose);
  if (!sealed.ok) return unusable({ kind: sealed.reason, cause: sealed.cause }, backEnd);
  const opened = await store.open(sealed.bytes, purpose);
  if (opened.ok && opened.plain === sentinel) return found("secretStore", "works", { backEnd });
  if (!opened.ok && opened.reason === "locked") return unusable({ kind: "locked", cause: opened.cause }, backEnd);
  return found("secretStore", "notOpened", { backEnd });
}

function unusable(trouble: StoreTrouble, backEnd: string): CheckResult {
  return found("secretStore", trouble.kind, { ...causeWords(causeOf(trouble), backEnd) });
}
