// Copying: a fresh token in the wished shape, to the clipboard, cleared after a while and at the end.
import type { CommandInput, Copied } from "../../shared/contract.ts";
import { accountName, scopeSetName, signInName } from "../../shared/displayNames.ts";
import { done, failed, type Outcome } from "../../shared/failure.ts";
import type { ScopeSet } from "../../shared/snapshot.ts";
import { ownFailure } from "./failures.ts";
import type { Notices } from "./notices.ts";
import type { Clipboard, Clock, Practice } from "./ports.ts";
import { Secret } from "./secret.ts";
import type { Store } from "./store.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";
import type { Accounts } from "./tokens/accounts.ts";
import { copiedCommand } from "./tokens/copiedCommand.ts";
import { writeCopy } from "./tokens/copyFormats.ts";
import { exampleAddress } from "./tokens/exampleAddress.ts";
import type { SilentTokens } from "./tokens/silent.ts";

export interface PreparedCopy {
  readonly text: Secret;
  readonly expiresAt: number;
  /** It has ended, and serves in an outage until then. */
  readonly extendedExpiresAt?: number;
}

export interface Copying {
  /** Gets the token fresh enough to be of use and writes it in its shape; the host puts it on the clipboard, and it is said. */
  hand(input: CommandInput<"copyToken">): Promise<Outcome<PreparedCopy>>;
  /** The command that fetches a token when it runs, for the host to put on the clipboard. */
  command(input: CommandInput<"copyCommand">): Promise<Outcome<PreparedCopy>>;
  copyToken(input: CommandInput<"copyToken">): Promise<Outcome<Copied>>;
  copyCommand(input: CommandInput<"copyCommand">): Promise<Outcome<Copied>>;
  /** Clears the clipboard now if it still holds what was copied last. */
  clear(): Promise<void>;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly clipboard: Clipboard;
  readonly practice: Practice;
  readonly accounts: Accounts;
  readonly tokens: SilentTokens;
  readonly notices: Notices;
  /** A token was handed to the clipboard. */
  readonly onTokenCopied: () => void;
}

export function createCopying(deps: Deps): Copying {
  const { store, clock, clipboard, practice, accounts, tokens, notices, onTokenCopied } = deps;
  let held: { readonly text: Secret; readonly cancelTimer: () => void } | undefined;

  const clear = async (): Promise<void> => {
    const last = held;
    held = undefined;
    if (last === undefined) return;
    last.cancelTimer();
    try {
      await clipboard.clearIf(last.text);
    } catch (error) {
      // It may still be there, so the next occasion is not missed: another lock, or the end.
      held ??= last;
      throw error;
    }
    notices.withdraw("copied");
  };

  const isLocked = (): boolean => store.get().lock !== undefined;
  const lockedMeanwhile = (): Outcome<never> => failed(ownFailure("appLocked", clock.now()));

  const scopeSetOf = ({
    accountId,
    scopeSetId,
  }: {
    readonly accountId: string;
    readonly scopeSetId: string;
  }): ScopeSet | undefined =>
    store
      .get()
      .accounts.find(({ id }) => id === accountId)
      ?.scopeSets.find(({ id }) => id === scopeSetId);

  const addressFor = ({ connection }: AccountRecord, scopes: readonly string[]): string =>
    exampleAddress(connection, scopes, store.get().practice.origin);

  const prepare: Copying["hand"] = async (input) => {
    const set = scopeSetOf(input);
    const record = accounts.get(input.accountId);
    if (set === undefined || record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
    const outcome = await tokens.get({ accountId: input.accountId, scopes: set.scopes, tenant: set.tenant });
    if (isLocked()) return lockedMeanwhile();
    if (!outcome.ok) return outcome;
    const { token, tokenType, expiresAt, scopes, declined, extendedExpiresAt } = outcome.value;
    const outage = extendedExpiresAt === undefined ? {} : { extendedExpiresAt };
    const text = writeCopy(input.format, {
      token: token.reveal(),
      tokenType,
      expiresAt,
      account: record.username || record.id,
      scopes,
      declined,
      address: addressFor(record, set.scopes),
      ...outage,
    });
    const current = accounts.get(input.accountId);
    if (current !== undefined) accounts.touch({ ...current, lastUsedAt: clock.now() });
    return done({ text: new Secret(text), expiresAt, ...outage });
  };

  const put = async (text: Secret): Promise<number | undefined> => {
    held?.cancelTimer();
    held = undefined;
    const written = await clipboard.write(text);
    if (!written) return undefined;
    const { clipboardClearMs } = store.get().settings;
    const cancelTimer = clipboardClearMs === 0 ? () => {} : clock.after(clipboardClearMs, () => void clear());
    held = { text, cancelTimer };
    return clock.now() + clipboardClearMs;
  };

  const say = (input: CommandInput<"copyToken">, copy: PreparedCopy, { clearsAt }: Pick<Copied, "clearsAt">): void => {
    const { accountId, scopeSetId, format } = input;
    const record = accounts.get(accountId);
    const set = scopeSetOf(input);
    const parts = {
      who: record === undefined ? "" : accountName(record),
      what: set === undefined ? "" : scopeSetName(set),
      format,
      declined: (set?.token?.declinedScopes ?? []).join(" "),
      expiresAt: String(copy.expiresAt),
      ...(copy.extendedExpiresAt === undefined ? {} : { extendedExpiresAt: String(copy.extendedExpiresAt) }),
      ...(clearsAt === undefined ? {} : { clearsAt: String(clearsAt) }),
    };
    notices.say({ kind: "copied", parts, accountId, scopeSetId }, store.get().settings.notifyOnCopy);
    onTokenCopied();
  };

  const prepareCommand: Copying["command"] = async (input) => {
    const set = scopeSetOf(input);
    const record = accounts.get(input.accountId);
    if (set === undefined || record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
    const { connection, signedInBy } = record;
    const practiceOrigin = connection.kind === "practice" ? (await practice.start()).origin : undefined;
    if (isLocked()) return lockedMeanwhile();
    const text = copiedCommand({
      program: store.get().about.command ?? "tokentray",
      connection,
      username: signInName(record),
      signedInBy,
      target: set,
      address: exampleAddress(connection, set.scopes, practiceOrigin),
      practiceOrigin,
    });
    return done({ text: new Secret(text), expiresAt: set.token?.expiresAt ?? clock.now() });
  };

  return {
    clear,
    async hand(input) {
      const prepared = await prepare(input);
      if (prepared.ok) say(input, prepared.value, {});
      return prepared;
    },
    async copyToken(input) {
      const prepared = await prepare(input);
      if (!prepared.ok) return prepared;
      const clearsAt = await put(prepared.value.text);
      if (isLocked()) {
        await clear();
        return lockedMeanwhile();
      }
      if (clearsAt === undefined) {
        notices.say({ kind: "clipboardKept" }, true);
        return failed(ownFailure("unexpected", clock.now(), { systemError: "clipboardKept" }));
      }
      const { expiresAt } = prepared.value;
      const clears: Pick<Copied, "clearsAt"> = store.get().settings.clipboardClearMs > 0 ? { clearsAt } : {};
      say(input, prepared.value, clears);
      return done({ expiresAt, ...clears });
    },

    command: prepareCommand,

    async copyCommand(input) {
      const command = await prepareCommand(input);
      if (!command.ok) return command;
      if (!(await clipboard.write(command.value.text))) {
        notices.say({ kind: "clipboardKept" }, true);
        return failed(ownFailure("unexpected", clock.now(), { systemError: "clipboardKept" }));
      }
      notices.say({ kind: "copiedCommand", accountId: input.accountId }, store.get().settings.notifyOnCopy);
      return done({ expiresAt: command.value.expiresAt });
    },
  };
}
