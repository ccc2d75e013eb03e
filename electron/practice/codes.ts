// Authorization codes (RFC 6749 4.1, RFC 7636): bound to app, redirect URI and verifier, good for ten minutes and one use.
import { createHash, randomBytes } from "node:crypto";
import { forgetOldest } from "./bounded.ts";
import { type Refusal, refuse } from "./errors.ts";

const lifeMs = 10 * 60_000;
const mostKept = 1_000;

export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  /** S256 of the verifier. */
  readonly challenge: string;
  readonly username: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly secondFactor: boolean;
}

export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
}

export interface Codes {
  issue(grant: CodeGrant): string;
  /** What the code stands for. Any try by its own app uses it up, so that a verifier cannot be guessed. */
  redeem(redemption: Redemption): CodeGrant | Refusal;
}

export function createCodes(now: () => number, mark: string | undefined): Codes {
  const kept = new Map<string, { readonly grant: CodeGrant; readonly endsAt: number; readonly used: boolean }>();

  return {
    issue(grant) {
      const code = ["1", randomBytes(32).toString("base64url"), ...(mark === undefined ? [] : [mark])].join(".");
      kept.set(code, { grant, endsAt: now() + lifeMs, used: false });
      forgetOldest(kept, mostKept);
      return code;
    },
    redeem({ code, clientId, redirectUri, verifier }) {
      const found = kept.get(code);
      if (found === undefined) return refuse(9002313, { error: "invalid_grant" });
      const { grant, endsAt, used } = found;
      if (grant.clientId !== clientId) return refuse(70000);
      if (used) return refuse(54005);
      kept.set(code, { ...found, used: true });
      if (endsAt <= now()) return refuse(70008);
      if (grant.redirectUri !== redirectUri) return refuse(500112);
      return verifier !== undefined && s256(verifier) === grant.challenge ? grant : refuse(501481);
    },
  };
}

function s256(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
