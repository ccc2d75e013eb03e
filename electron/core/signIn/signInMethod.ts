// What every way of signing in has in common: what it is given, what it may show, and what it must bring back.
import type { Connection } from "../../../shared/connection.ts";
import type { Grant, Outcome } from "../../../shared/failure.ts";
import type { SignInMethod, SignInStepName, WaitingForPerson } from "../../../shared/snapshot.ts";
import type { Attempting } from "../attempts.ts";
import type { Authority } from "../authority/authority.ts";
import type { Realms } from "../authority/realm.ts";
import type { TokenReply, TokenRequestDeps } from "../grants/tokenRequest.ts";
import type { SendHttp } from "../http.ts";
import type { Asked } from "../identity/whoseToken.ts";
import type { Clock, Desktop, Redirects } from "../ports.ts";
import type { Question } from "./askedPerson.ts";

export interface SignInSubject {
  readonly connection: Connection;
  readonly authority: Authority;
  readonly scopes: readonly string[];
  /** Empty where the person says in the browser who they are. */
  readonly username: string;
  readonly asked: Asked;
  /** What there is to ask before these tokens count, where anybody could sign in. */
  readonly questionAbout: (reply: TokenReply) => Question | undefined;
  /** The challenge of an earlier refusal, to be met now. */
  readonly claims?: string;
  readonly signal: AbortSignal;
}

export interface SignInStage {
  readonly step: (name: SignInStepName, skipped?: "skipped") => void;
  /** What the person is to do elsewhere; undefined when that is over. */
  readonly wait: (waiting: WaitingForPerson | undefined) => void;
  /** Puts a question to the person, and answers whether they said yes. */
  readonly ask: (question: Question) => Promise<boolean>;
}

export interface MethodDeps {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly desktop: Desktop;
  readonly redirects: Redirects;
  readonly realms: Realms;
  readonly attempting: Attempting;
  readonly requests: TokenRequestDeps;
}

/** What a way of signing in brings back. */
export interface SignedInTokens extends TokenReply {
  /** Where it is another grant than the way's usual one. */
  readonly signedInBy?: Grant;
}

/** A way of signing in, from a found authority to a token reply. */
export interface SignInWay {
  readonly method: SignInMethod;
  /** Its usual steps, in order, between finding the authority and sealing. */
  readonly steps: readonly SignInStepName[];
  bring(subject: SignInSubject, stage: SignInStage, deps: MethodDeps): Promise<Outcome<SignedInTokens>>;
}
