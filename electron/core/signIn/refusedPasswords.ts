// A password that was just refused is not sent again: it would be refused again, and count once more towards a lock.
import { failed, type Failure } from "../../../shared/failure.ts";
import { createFingerprints } from "../fingerprint.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import type { SignInWay } from "./signInMethod.ts";

export interface RefusedPasswords {
  /** The same way, but a password that this person's server has just refused is answered here and not sent. */
  spare(password: Secret, way: SignInWay): SignInWay;
}

interface Refusal {
  /** Of connection, user name and password. The password itself is not kept. */
  readonly mark: string;
  readonly at: number;
  readonly failure: Failure;
}

/** Not longer, because the password may have been put right at the server meanwhile. */
const rememberedForMs = 120_000;
/** As many as Entra's smart lockout knows again without counting them. */
const mostOfOne = 3;
const mostPeople = 50;

/** In memory alone, and in a form that cannot be turned back. Forgotten at a success, or once anything of the connection changes. */
export function createRefusedPasswords(clock: Clock): RefusedPasswords {
  const refusals = new Map<string, readonly Refusal[]>();
  const fingerprints = createFingerprints();

  const known = (who: string): readonly Refusal[] => {
    const now = clock.now();
    return (refusals.get(who) ?? []).filter(({ at }) => now >= at && now < at + rememberedForMs);
  };
  const keep = (who: string, list: readonly Refusal[]): void => {
    refusals.delete(who);
    if (list.length > 0) refusals.set(who, list.slice(0, mostOfOne));
    for (const oldest of [...refusals.keys()].slice(0, Math.max(0, refusals.size - mostPeople)))
      refusals.delete(oldest);
  };

  return {
    spare: (password, way) => ({
      ...way,
      async bring(subject, stage, deps) {
        const { connection, username } = subject;
        const whose = [JSON.stringify(connection), username.trim().toLowerCase()];
        const markOf = (): Promise<string> => fingerprints.of([...whose, password.reveal()]);
        // The first mark takes long, and most people never need one.
        const before = refusals.size === 0 ? [] : known(await fingerprints.of(whose));
        const mark = before.length === 0 ? undefined : await markOf();
        const refusal = before.find((each) => each.mark === mark);
        if (refusal !== undefined) return failed(notSent(refusal, clock.now()));
        const outcome = await way.bring(subject, stage, deps);
        if (outcome.ok && before.length > 0) keep(await fingerprints.of(whose), []);
        if (!outcome.ok && isRefused(outcome.failure)) {
          const newest = { mark: mark ?? (await markOf()), at: clock.now(), failure: outcome.failure };
          const who = await fingerprints.of(whose);
          keep(who, [newest, ...known(who)]);
        }
        return outcome;
      },
    }),
  };
}

/** By an answer to this very password, not by something of our own. */
function isRefused({ kind, evidence }: Failure): boolean {
  return kind === "wrongCredentials" && evidence.status !== undefined && evidence.notSentAgain !== true;
}

function notSent({ failure, at }: Refusal, now: number): Failure {
  return { ...failure, at: now, retryAt: at + rememberedForMs, evidence: { ...failure.evidence, notSentAgain: true } };
}
