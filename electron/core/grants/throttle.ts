// Keeps a server's wish for a pause: until it is over, the same question is answered here and nothing is sent.
import { failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import { createFingerprints } from "../fingerprint.ts";
import type { Clock } from "../ports.ts";
import { scopeKey } from "../tokens/scopes.ts";

/** What a pause is for. One person's is never another's, and another set of scopes may be asked for meanwhile. */
export interface ThrottleSubject {
  readonly endpoint: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** User name or home account ID, in any spelling; empty where the request names nobody. */
  readonly who: string;
}

export interface Throttle {
  /**
   * Asks, unless the server wanted a pause that still lasts: then the failure that said so comes back, with its `retryAt`
   * and marked as not sent. A pause begins with 429, and with a 5xx that names a time; the codes of a server begin none.
   */
  ask<T>(subject: ThrottleSubject, request: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

/** More than one person has accounts; a thousand pauses at once are a fault of somebody's. */
const mostPauses = 200;

/** In memory alone, under names that tell nobody who asked for what. */
export function createThrottle(clock: Clock): Throttle {
  const pauses = new Map<string, Failure>();
  const fingerprints = createFingerprints();

  const lasting = (key: string): Failure | undefined => {
    const pause = pauses.get(key);
    if (pause === undefined || isPausing(pause, clock.now())) return pause;
    pauses.delete(key);
    return undefined;
  };

  return {
    async ask({ endpoint, clientId, scopes, who }, request) {
      const nameIt = () => fingerprints.of([endpoint, clientId, scopeKey(scopes), who.trim().toLowerCase()]);
      const pause = pauses.size === 0 ? undefined : lasting(await nameIt());
      if (pause !== undefined)
        return failed({ ...pause, at: clock.now(), evidence: { ...pause.evidence, notSentAgain: true } });
      const outcome = await request();
      if (!outcome.ok && asksForPause(outcome.failure)) {
        const key = await nameIt();
        pauses.delete(key);
        pauses.set(key, outcome.failure);
        for (const oldest of [...pauses.keys()].slice(0, Math.max(0, pauses.size - mostPauses))) pauses.delete(oldest);
      }
      return outcome;
    },
  };
}

function asksForPause({ retryAt, evidence: { status = 0 } }: Failure): boolean {
  return retryAt !== undefined && (status === 429 || status >= 500);
}

/** Where the clock was set back to before the pause began, its end means nothing. */
function isPausing({ at, retryAt = at }: Failure, now: number): boolean {
  return now >= at && now < retryAt;
}
