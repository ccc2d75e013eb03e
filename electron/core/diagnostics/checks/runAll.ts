// Runs all checks in their order, each within its time, and keeps the trouble of one from the others.
import type { Connection } from "../../../../shared/connection.ts";
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { type Authorities, placeOf } from "../../authority/authority.ts";
import { authorityTypes } from "../../authority/authorityType.ts";
import type { SendHttp } from "../../http.ts";
import type { Log } from "../../log.ts";
import type { Ports } from "../../ports.ts";
import type { Store } from "../../store.ts";
import type { AccountRecord } from "../../tokens/accountRecord.ts";
import { allChecks } from "./all.ts";
import { type Check, type CheckContext, found } from "./check.ts";
import { askMetadata, type Metadata } from "./metadata.ts";

export interface CheckDeps {
  readonly ports: Pick<Ports, "clock" | "secretStore" | "practice"> & {
    readonly desktop: Pick<Ports["desktop"], "proxyFor">;
  };
  readonly store: Store;
  readonly http: SendHttp;
  readonly authorities: Authorities;
  readonly log: Log;
}

export interface CheckSubject {
  readonly connection: Connection;
  readonly account?: AccountRecord;
  readonly username?: string;
}

/** For one check. */
const checkLimitMs = 15_000;

export async function runAll(
  subject: CheckSubject,
  deps: CheckDeps,
  ended: AbortSignal,
  show: (result: CheckResult) => void,
): Promise<void> {
  const contextFor = await createContext(subject, deps, ended);
  let fit: boolean = true;
  for (const check of allChecks) {
    if (ended.aborted) return;
    show({ id: check.id, state: "running", facts: {} });
    const leftOut = check.asksAuthority === true && !fit;
    const result: CheckResult = leftOut
      ? found(check.id, "connectionFirst", {})
      : await bounded(check, contextFor, deps, ended);
    if (check.id === "connection") fit = result.state === "pass";
    show(result);
  }
}

type ContextFor = (signal: AbortSignal) => CheckContext;

async function createContext(subject: CheckSubject, deps: CheckDeps, ended: AbortSignal): Promise<ContextFor> {
  const { connection } = subject;
  const { http, authorities, store } = deps;
  const { clock, desktop, secretStore, practice } = deps.ports;
  const type = authorityTypes[connection.kind];
  const url = await placeOf(connection, practice);
  let asked: Promise<Metadata> | undefined;
  return (signal) => ({
    ...subject,
    snapshot: store.get(),
    clock,
    secretStore,
    proxyFor: (url) => desktop.proxyFor(url),
    http,
    type,
    url,
    signal,
    metadata: () =>
      (asked ??= askMetadata(type.discoveryUrl(url), { http, clock, signal: ended, caFile: connection.caFile })),
    authority: () => authorities.find(connection, signal),
  });
}

async function bounded(
  check: Check,
  contextFor: ContextFor,
  { ports, log }: CheckDeps,
  ended: AbortSignal,
): Promise<CheckResult> {
  const limit = new AbortController();
  const cancelTimer = ports.clock.after(checkLimitMs, () =>
    limit.abort(new DOMException("The check took too long", "TimeoutError")),
  );
  const signal = AbortSignal.any([limit.signal, ended]);
  try {
    return await Promise.race([check.run(contextFor(signal)), rejection(signal)]);
  } catch (error) {
    if (signal.aborted) return found(check.id, "timedOut", { limit: `${checkLimitMs / 1000} s` });
    return found(check.id, "broken", { incidentId: log.bug(error) });
  } finally {
    cancelTimer();
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
