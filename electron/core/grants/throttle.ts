// Keeps a server's wish for a pause: until it is over, the same question is answered here and nothing is sent.
import { failed, type Failure, type FailureKind, type Outcome } from "../../../shared/failure.ts";
import { createFingerprints } from "../fingerprint.ts";
import type { Clock } from "../ports.ts";

/** What a pause is for. One person's is never another's, and another set of scopes may be asked for meanwhile. */
export interface ThrottleSubject {
  readonly endpoint: string;
  readonly clientId: string;
  /** A set of scopes as one text, the same for all ways to write it. */
  readonly scopes: string;
  /** User name or home account ID, in any spelling; empty where the request names nobody. */
  readonly who: string;
}

export interface Throttle {
  /**
   * Asks, unless the server wanted a pause that still lasts: then the failure that said so comes back, with its `retryAt`
   * and marked as not sent. A pause begins with every refusal that names a time, and with 429; a 5xx without one is left
   * alone for five seconds.
   */
  ask<T>(subject: ThrottleSubject, request: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

/** More than one person has accounts; a thousand pauses at once are a fault of somebody's. */
const mostPauses = 200;

interface Pause {
  readonly from: number;
  readonly until: number;
  readonly failure: Failure;
}

/** In memory alone, under names that tell nobody who asked for what. */
export function createThrottle(clock: Clock): Throttle {
  const pauses = new Map<string, Pause>();
  const fingerprints = createFingerprints();

  const lasting = (key: string): Pause | undefined => {
    const pause = pauses.get(key);
    const now = clock.now();
    // Where the clock was set back to before the pause began, its end means nothing.
    if (pause === undefined || (now >= pause.from && now < pause.until)) return pause;
    pauses.delete(key);
    return undefined;
  };

  return {
    async ask({ endpoint, clientId, scopes, who }, request) {
      const nameIt = () => fingerprints.of([endpoint, clientId, scopes, who.trim().toLowerCase()]);
      const pause = pauses.size === 0 ? undefined : lasting(await nameIt());
      if (pause !== undefined) return failed(notSent(pause, clock.now()));
      const outcome = await request();
      const until = outcome.ok ? undefined : endOfPause(outcome.failure, clock.now());
      if (!outcome.ok && until !== undefined) {
        const key = await nameIt();
        pauses.delete(key);
        pauses.set(key, { from: outcome.failure.at, until, failure: outcome.failure });
        for (const oldest of [...pauses.keys()].slice(0, Math.max(0, pauses.size - mostPauses))) pauses.delete(oldest);
      }
      return outcome;
    },
  };
}

const unnamedPauseMs = 5_000;

function endOfPause({ retryAt, evidence: { status = 0 } }: Failure, now: number): number | undefined {
  if (status < 400) return undefined;
  return retryAt ?? (status >= 500 ? now + unnamedPauseMs : undefined);
}

/** What was refused is not refused again: all that is known is that it is too early to ask. */
function notSent({ failure, until }: Pause, now: number): Failure {
  const kind = tellsOfPause.has(failure.kind) ? failure.kind : "throttled";
  return { ...failure, kind, at: now, retryAt: until, evidence: { ...failure.evidence, notSentAgain: true } };
}

const tellsOfPause: ReadonlySet<FailureKind> = new Set<FailureKind>(["throttled", "serviceDown", "accountLocked"]);
