// Keeps tokens fresh: one timer for whatever is due next, a few refreshes at a time, quiet while the computer sleeps.
import type { Clock } from "../ports.ts";
import type { Accounts } from "./accounts.ts";
import { findToken, rulesOf, type AccountRecord, type RecordScopeSet } from "./accountRecord.ts";
import { isFromFuture, livesFor, refreshDueAt } from "./freshness.ts";
import { targetKey, type Target } from "./scopes.ts";

export interface Schedule {
  /** Plans an account's scope sets anew, after anything about it changed. */
  plan(accountId: string): void;
  suspend(): void;
  /** The network is rarely up at the moment of waking, so what is due waits a little more. */
  resume(): void;
  stop(): void;
}

interface Deps {
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly random: () => number;
  readonly refresh: (accountId: string, target: Target) => Promise<unknown>;
  /** The refresh token itself will end soon, as the server said: only a person can go on then. */
  readonly onLastDays: (accountId: string) => void;
}

interface Due {
  readonly accountId: string;
  readonly target: Target;
  readonly at: number;
  /** `redraw`: nothing to fetch, but the token ends and that should show. `warn`: the refresh token nears its end. */
  readonly what: "refresh" | "redraw" | "warn";
}

const atOnce = 8;
const settleAfterWakingMs = 3_000;
const spreadAfterWakingMs = 2_000;
/** Timers of the system count sleep in different ways; looking again within the hour makes up for it. */
const longestTimerMs = 3_600_000;

export function createSchedule(deps: Deps): Schedule {
  const { accounts, clock, random } = deps;
  const due = new Map<string, Due>();
  /** The keys above of each account. */
  const planned = new Map<string, readonly string[]>();
  const running = new Set<string>();
  let cancelTimer: (() => void) | undefined;
  /** What the timer waits for. */
  let armedFor = Infinity;
  let lastLookAt = 0;
  let state: "running" | "suspended" | "stopped" = "running";

  const arm = (earliestMs = 0): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    armedFor = Infinity;
    if (state !== "running" || due.size === 0) return;
    const now = clock.now();
    planAnewIfSetBack(now);
    for (const { at } of due.values()) armedFor = Math.min(armedFor, at);
    cancelTimer = clock.after(Math.max(earliestMs, Math.min(longestTimerMs, armedFor - now)), runDue);
  };

  /** What was planned by a clock that has been set back since would come far too late. */
  const planAnewIfSetBack = (now: number): void => {
    if (isFromFuture(lastLookAt, now)) for (const { id } of accounts.all()) plan(id);
    lastLookAt = now;
  };

  const plan = (accountId: string): void => {
    for (const key of planned.get(accountId) ?? []) due.delete(key);
    const items = planOf(accountId);
    for (const [key, item] of items) due.set(key, item);
    if (items.length === 0) planned.delete(accountId);
    else
      planned.set(
        accountId,
        items.map(([key]) => key),
      );
  };

  const planOf = (accountId: string): readonly (readonly [string, Due])[] => {
    const record = accounts.get(accountId);
    if (record === undefined) return [];
    const now = clock.now();
    const items: [string, Due | undefined][] = record.scopeSets
      .map((set): [string, RecordScopeSet] => [`${accountId} ${targetKey(rulesOf(record), set)}`, set])
      .filter(([key]) => !running.has(key))
      .map(([key, set]) => [key, nextDue(record, set, accounts, now, random())]);
    // Two blanks, which the key of a scope set never has side by side.
    items.push([`${accountId}  warn`, nextWarning(record, now)]);
    return items.filter((item): item is [string, Due] => item[1] !== undefined);
  };

  /** The timer need not be looked at for an account that comes after what it waits for, before and now. */
  const isAfterTimer = (accountId: string): boolean =>
    cancelTimer !== undefined &&
    (planned.get(accountId) ?? []).every((key) => (due.get(key)?.at ?? Infinity) > armedFor);

  const runDue = (): void => {
    cancelTimer = undefined;
    const now = clock.now();
    planAnewIfSetBack(now);
    for (const [key, item] of due) {
      if (item.at > now) continue;
      if (item.what === "refresh" && running.size >= atOnce) continue;
      due.delete(key);
      if (item.what === "warn") deps.onLastDays(item.accountId);
      if (item.what === "redraw") {
        accounts.redraw(item.accountId);
        plan(item.accountId);
      }
      if (item.what !== "refresh") continue;
      running.add(key);
      void deps.refresh(item.accountId, item.target).finally(() => {
        running.delete(key);
        if (state === "stopped") return;
        plan(item.accountId);
        arm();
      });
    }
    // While all places are taken, the next refresh to end arms the timer again.
    if (running.size < atOnce) arm();
  };

  return {
    plan(accountId) {
      if (state === "stopped") return;
      const wasAfter = isAfterTimer(accountId);
      plan(accountId);
      if (!wasAfter || !isAfterTimer(accountId) || isFromFuture(lastLookAt, clock.now())) arm();
    },
    suspend() {
      if (state === "running") state = "suspended";
      arm();
    },
    resume() {
      if (state === "stopped") return;
      state = "running";
      const now = clock.now();
      for (const [key, item] of due) {
        // Tokens that ended during the sleep show as ended at once.
        if (item.at <= now) accounts.redraw(item.accountId);
        // Back-offs from before the sleep say nothing about the network after it.
        const late = item.what === "refresh" && item.at <= now;
        if (late) due.set(key, { ...item, at: now + settleAfterWakingMs + random() * spreadAfterWakingMs });
      }
      arm(Math.min(settleAfterWakingMs, longestTimerMs));
    },
    stop() {
      state = "stopped";
      arm();
    },
  };
}

const warnedBeforeMs = 24 * 3_600_000;
const warnedShare = 0.2;

/** A day before the refresh token ends, or in the last fifth of a shorter life. */
function nextWarning(record: AccountRecord, now: number): Due | undefined {
  const { refreshTokenEndsAt, refreshToken, tokens } = record;
  if (refreshTokenEndsAt === undefined || refreshToken === undefined || refreshTokenEndsAt <= now) return undefined;
  const got = Math.max(record.signedInAt, ...tokens.map(({ issuedAt }) => issuedAt));
  const at = refreshTokenEndsAt - Math.min(warnedBeforeMs, (refreshTokenEndsAt - got) * warnedShare);
  return at <= now ? undefined : { accountId: record.id, target: { scopes: [] }, at, what: "warn" };
}

function nextDue(
  record: AccountRecord,
  set: RecordScopeSet,
  accounts: Accounts,
  now: number,
  random: number,
): Due | undefined {
  const { id: accountId } = record;
  const target: Target = { scopes: set.scopes, tenant: set.tenant };
  const token = findToken(record, target, now);
  const redraw: Due | undefined =
    token !== undefined && token.expiresAt > now
      ? { accountId, target, at: token.expiresAt, what: "redraw" }
      : undefined;
  const { nextTryAt, failure } = accounts.progress(record.id, target);
  // What was never had is for whoever wants it; but what is being tried for goes on, though its last token is gone.
  const isWanted = token !== undefined || nextTryAt !== undefined;
  if (set.refusal !== undefined || record.refreshToken === undefined || !isWanted) return redraw;
  // A failure without a next try takes a person.
  if (nextTryAt === undefined && failure !== undefined) return redraw;
  // From the future: the clock was set back, so neither a pause nor a token's end means anything.
  const pausedUntil = failure !== undefined && isFromFuture(failure.at, now) ? now : nextTryAt;
  const at = pausedUntil ?? (token !== undefined && livesFor(token, 0, now) ? refreshDueAt(token, random) : now);
  // Its end may come before the next try.
  return redraw !== undefined && redraw.at < at ? redraw : { accountId, target, at, what: "refresh" };
}
