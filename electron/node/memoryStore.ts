// No secret store at all: nothing is sealed, so nothing is written, and the program keeps refresh tokens in memory.
import type { SecretStore } from "../core/ports.ts";

export const memoryStore: SecretStore = {
  state: () => Promise.resolve({ kind: "missing", backEnd: "memory" }),
  seal: () => Promise.resolve({ ok: false, reason: "missing" }),
  open: () => Promise.resolve({ ok: false, reason: "damaged" }),
  forget: () => Promise.resolve(),
};
