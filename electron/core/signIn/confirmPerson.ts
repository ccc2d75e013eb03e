// Asks the person whether somebody else than they asked for will do, before anything of that sign-in is kept.
import type { CommandInput } from "../../../shared/contract.ts";
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import type { PersonQuestion } from "../../../shared/snapshot.ts";
import { ownFailure } from "../failures.ts";
import { revokeTokens } from "../grants/revocation.ts";
import type { TokenReply } from "../grants/tokenRequest.ts";
import type { Clock } from "../ports.ts";
import type { AccountRecord } from "../tokens/accountRecord.ts";
import type { Question } from "./askedPerson.ts";
import type { SignedInPerson } from "./keepSignedIn.ts";
import type { MethodDeps, SignInStage, SignInSubject } from "./signInMethod.ts";

interface Wished {
  readonly subject: SignInSubject;
  /** The account that is signed in again. */
  readonly account: AccountRecord | undefined;
  /** The accounts of the connection. */
  readonly theirs: readonly AccountRecord[];
  readonly ifAnother: CommandInput<"signInWithDeviceCode">["ifAnother"];
}

type Agreed = Pick<SignedInPerson, "askedAs" | "instead">;

/** What was agreed to, or the failure that says who signed in. Tokens that nobody wants are ended at the server. */
export async function agreeOnPerson(
  { subject, account, theirs, ifAnother = "ask" }: Wished,
  reply: TokenReply,
  stage: Pick<SignInStage, "ask">,
  { requests, clock }: Pick<MethodDeps, "requests" | "clock">,
): Promise<Outcome<Agreed>> {
  const question = subject.questionAbout(reply);
  if (question === undefined) return done({});
  const { homeAccountId } = reply.identity;
  const instead = homeAccountId === undefined ? account?.homeAccountId : undefined;
  // That anybody will do says nothing about who is meant by a name.
  if (ifAnother === "take") return done({ instead });
  if (ifAnother === "ask" && (await stage.ask(question))) {
    const isMeant = account === undefined || homeAccountId === undefined;
    return done({ instead, askedAs: isMeant && subject.username !== "" ? subject.username : undefined });
  }
  // Some servers end all that an app has of a person, so whoever is signed in already is left alone.
  const isHere = homeAccountId !== undefined && theirs.some((each) => each.homeAccountId === homeAccountId);
  if (!isHere) await revokeTokens(subject.authority, subject.connection.clientId, reply, requests);
  if (subject.signal.aborted) return failed(ownFailure("cancelled", clock.now()));
  const { asked: askedFor, signedInAs } = question;
  const who = signedInAs === "" ? { error: "nobody_named" } : { signedInAs };
  return failed(ownFailure("somebodyElse", clock.now(), { askedFor, ...who }));
}

/** Whoever does not answer does not want it; and tokens are not to wait in memory for ever. */
const answerPatienceMs = 300_000;

export interface PutQuestion {
  readonly answer: (use: boolean) => void;
  /** False, too, where it is cancelled or nobody answers. */
  readonly answered: Promise<boolean>;
}

export function putQuestion(
  question: Question,
  show: (question: PersonQuestion | undefined) => void,
  signal: AbortSignal,
  clock: Clock,
): PutQuestion {
  const answered = Promise.withResolvers<boolean>();
  const refuse = (): void => answered.resolve(false);
  const cancelTimer = clock.after(answerPatienceMs, refuse);
  signal.addEventListener("abort", refuse, { once: true });
  if (signal.aborted) refuse();
  show({ ...question, endsAt: clock.now() + answerPatienceMs });
  const over = answered.promise.finally(() => {
    cancelTimer();
    signal.removeEventListener("abort", refuse);
    show(undefined);
  });
  return { answer: answered.resolve, answered: over };
}
