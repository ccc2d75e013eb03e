// Refresh tokens: opaque, bound to a client, rotated; only their hashes are kept.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Refusal, refuse } from "./errors.ts";
import type { RefreshTokenRecord } from "./state.ts";

const lifeMs = 90 * 24 * 60 * 60_000;
/** Enough for weeks of half-minute tokens; the oldest go first. */
const mostKept = 20_000;

export type RefreshTokenReuse = "allowed" | "revokesFamily";

export interface RefreshTokens {
  issue(to: Omit<RefreshTokenRecord, "hash" | "family" | "endsAt" | "state">, family?: string): string;
  /** The live record behind a token, or why there is none. Changes nothing but a family revoked by reuse. */
  find(token: string, clientId: string): RefreshTokenRecord | Refusal;
  markUsed(hash: string): void;
  revoke(username: string): void;
  records(): readonly RefreshTokenRecord[];
}

interface Options {
  readonly now: () => number;
  readonly reuse: RefreshTokenReuse;
  readonly saved: readonly RefreshTokenRecord[];
  /** Stands in clear in every token. */
  readonly mark: string | undefined;
  readonly changed: () => void;
}

export function createRefreshTokens({ now, reuse, saved, mark, changed }: Options): RefreshTokens {
  const kept = new Map(saved.map((record) => [record.hash, record]));

  function keep(record: RefreshTokenRecord): void {
    kept.set(record.hash, record);
    changed();
  }

  function revokeWhere(matches: (record: RefreshTokenRecord) => boolean): void {
    for (const record of kept.values()) {
      if (matches(record)) keep({ ...record, state: "revoked" });
    }
  }

  function forgetOldest(): void {
    for (const { hash, endsAt } of kept.values()) {
      if (kept.size <= mostKept && endsAt > now()) return;
      kept.delete(hash);
    }
  }

  return {
    issue(to, family = randomUUID()) {
      const token = ["1", randomBytes(48).toString("base64url"), ...(mark === undefined ? [] : [mark])].join(".");
      const hash = hashOf(token);
      keep({ ...to, hash, family, endsAt: now() + lifeMs, state: "fresh" });
      forgetOldest();
      return token;
    },
    find(token, clientId) {
      if (!token.startsWith("1.")) return refuse(9002313, { error: "invalid_grant" });
      const record = kept.get(hashOf(token));
      if (record === undefined || record.clientId !== clientId) return refuse(70000);
      if (record.state === "revoked") return refuse(50173);
      if (record.endsAt <= now()) return refuse(700082);
      if (record.state === "used" && reuse === "revokesFamily") {
        revokeWhere(({ family }) => family === record.family);
        return refuse(50173);
      }
      return record;
    },
    markUsed(hash) {
      const record = kept.get(hash);
      if (record !== undefined) keep({ ...record, state: "used" });
    },
    revoke: (username) => revokeWhere((record) => record.username === username.toLowerCase()),
    records: () => [...kept.values()],
  };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
