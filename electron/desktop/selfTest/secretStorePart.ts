// Self-test: seals a random text and opens it again. Nothing is written anywhere.
import { randomUUID } from "node:crypto";
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import type { SecretStore } from "../../core/ports.ts";
import type { Finding } from "./part.ts";

export async function checkSecretStore(store: SecretStore): Promise<Finding> {
  const { backEnd, kind } = await store.state();
  const facts = { backEnd, state: kind };
  const words = selfTestWords.store;
  if (kind !== "protected") return { facts, problem: words[kind] };
  const plain = randomUUID();
  const sealed = await store.seal(plain, "self-test");
  if (!sealed.ok) return { facts, problem: words[sealed.reason] };
  if (Buffer.from(sealed.bytes).includes(plain)) return { facts, problem: words.readable };
  const opened = await store.open(sealed.bytes, "self-test");
  if (!opened.ok || opened.plain !== plain) return { facts, problem: words.forgetful };
  return { facts: { ...facts, sealedBytes: sealed.bytes.length } };
}
