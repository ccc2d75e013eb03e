// What a diagnostic check is, what it is given, and what it answers.
import type { Connection } from "../../../../shared/connection.ts";
import { type FactsOf, type FindingOf, findingState } from "../../../../shared/checkWords.ts";
import type { CheckId, CheckResult, Snapshot } from "../../../../shared/snapshot.ts";
import type { Authority } from "../../authority/authority.ts";
import type { AuthorityType } from "../../authority/authorityType.ts";
import type { Outcome } from "../../../../shared/failure.ts";
import type { SendHttp } from "../../http.ts";
import type { Clock, Desktop, SecretStore } from "../../ports.ts";
import type { AccountRecord } from "../../tokens/accountRecord.ts";
import type { Metadata } from "./metadata.ts";

export interface Check {
  readonly id: CheckId;
  /** It asks the authority, so it is left out where the connection is not fit for that. */
  readonly asksAuthority?: true;
  /** Trouble is a result. What is thrown is a bug, which costs this check alone. */
  run(context: CheckContext): Promise<CheckResult> | CheckResult;
}

export interface CheckContext {
  readonly connection: Connection;
  readonly account?: AccountRecord;
  /** Of the account, else as typed. */
  readonly username?: string;
  readonly snapshot: Snapshot;
  readonly clock: Clock;
  readonly secretStore: SecretStore;
  readonly proxyFor: Desktop["proxyFor"];
  readonly http: SendHttp;
  readonly type: AuthorityType;
  /** The authority's address with its tenant. */
  readonly url: string;
  /** Ends with the time limit of the check, or with the whole run. */
  readonly signal: AbortSignal;
  /** What the authority says about itself, asked once in a run. */
  metadata(): Promise<Metadata>;
  /** The authority as a sign-in would find it: trusted, or the reason why not. */
  authority(): Promise<Outcome<Authority>>;
}

/** A result with everything that its words need. */
export function found<I extends CheckId, F extends FindingOf<I>>(id: I, finding: F, facts: FactsOf<I, F>): CheckResult {
  return { id, state: findingState(id, finding), finding, facts };
}

/** A time in UTC, for facts. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
