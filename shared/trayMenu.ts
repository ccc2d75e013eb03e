// The tray's menu as a function of the snapshot. Every host draws it as it can; it never holds token text.
import { attemptWith } from "./attemptWith.ts";
import type { CommandCall } from "./commandCall.ts";
import { copyFormats } from "./copyFormats.ts";
import { accountName, connectionName, scopeSetName } from "./displayNames.ts";
import { noticeWords } from "./noticeWords.ts";
import { servesUntil } from "./outage.ts";
import type { Account, ScopeSet, Snapshot, StorageState } from "./snapshot.ts";
import { minutesLeft, minutesLeftChangesAt } from "./timeWords.ts";
import { copyFormatWords, trayWords } from "./trayWords.ts";

export type TrayItem =
  | {
      readonly type: "item";
      readonly id: string;
      readonly label: string;
      readonly enabled: boolean;
      /** What a click asks for; absent where there is nothing to click. */
      readonly command?: CommandCall;
    }
  | { readonly type: "submenu"; readonly id: string; readonly label: string; readonly items: readonly TrayItem[] }
  | { readonly type: "separator" };

/** Up to so many accounts stand in the menu itself, more of them in a submenu each. */
const mostAccountsAtTop = 8;
const separator: TrayItem = { type: "separator" };

export function trayMenu(snapshot: Snapshot, now: number): readonly TrayItem[] {
  if (snapshot.lock !== undefined) return lockedMenu;
  return [
    ...headers(snapshot),
    ...accountSections(snapshot, now),
    item("addAccount", trayWords.addAccount, addAccount(snapshot)),
    item("open", trayWords.open, openApp(snapshot)),
    item("settings", trayWords.settings, { name: "openScreen", input: { name: "settings" } }),
    ...(snapshot.accounts.length === 0 ? [] : [item("lock", trayWords.lock, { name: "lock", input: {} })]),
    separator,
    item("quit", trayWords.quit, { name: "quit", input: {} }),
  ];
}

const lockedMenu: readonly TrayItem[] = [
  item("locked", trayWords.locked),
  item("unlock", trayWords.unlock, { name: "unlock", input: {} }),
  separator,
  item("quit", trayWords.quit, { name: "quit", input: {} }),
];

/** When the menu or the tooltip will next read differently although nothing happened: a shown minute passes. */
export function nextLabelChangeAt(snapshot: Snapshot, now: number): number | undefined {
  const changes = snapshot.accounts
    .flatMap((account) => account.scopeSets)
    .flatMap((set) => minutesLeftChangesAt(servesUntil(set, now) ?? set.token?.expiresAt ?? 0, now) ?? []);
  return changes.length === 0 ? undefined : Math.min(...changes);
}

/** The accounts that wait for a person, for one scope set at least. */
export function accountsThatNeedYou(snapshot: Snapshot): readonly Account[] {
  return snapshot.accounts.filter((account) => account.scopeSets.some((set) => set.state === "needsYou"));
}

function headers(snapshot: Snapshot): readonly TrayItem[] {
  const needing = accountsThatNeedYou(snapshot);
  const lines: TrayItem[] = [];
  if (needing[0] !== undefined) {
    const command: CommandCall = { name: "openScreen", input: { name: "accounts", accountId: needing[0].id } };
    lines.push(item("needsYou", trayWords.accountsNeedYou(needing.length), command));
  }
  const words = storageLine(snapshot.storage);
  if (words !== undefined) lines.push(item("storage", words, { name: "openScreen", input: { name: "about" } }));
  const history = snapshot.notices.find(({ kind }) => kind === "clipboardHistory");
  if (history !== undefined) {
    lines.push(item("clipboardHistory", `${noticeWords(history).title}…`, openApp(snapshot)));
  }
  return lines.length === 0 ? [] : [...lines, separator];
}

function storageLine({ kind, waiting }: StorageState): string | undefined {
  if (kind === "locked") return trayWords.storageLocked;
  if (waiting > 0) return trayWords.recordsWaiting(waiting);
  return kind === "memoryOnly" ? trayWords.storageMemoryOnly : undefined;
}

function accountSections(snapshot: Snapshot, now: number): readonly TrayItem[] {
  const { accounts } = snapshot;
  if (accounts.length > mostAccountsAtTop) {
    const submenus = accounts.map((account): TrayItem => {
      const items = accountItems(snapshot, account, now);
      return { type: "submenu", id: `account:${account.id}`, label: accountTitle(snapshot, account), items };
    });
    return [...submenus, separator];
  }
  return accounts.flatMap((account) => [
    item(`account:${account.id}`, accountTitle(snapshot, account)),
    ...accountItems(snapshot, account, now),
    separator,
  ]);
}

function accountItems(snapshot: Snapshot, account: Account, now: number): readonly TrayItem[] {
  const copies = account.scopeSets.flatMap((set) => [
    copyItem(account, set, now),
    ...(set.state === "needsYou" ? [whyItem(snapshot, account, set)] : []),
  ]);
  const id = `more:${account.id}`;
  return [...copies, { type: "submenu", id, label: trayWords.more, items: moreItems(account) }];
}

function moreItems(account: Account): readonly TrayItem[] {
  const { id: accountId, connectionId, scopeSets } = account;
  const ways = scopeSets.map((set): readonly TrayItem[] => wayItems(account, set));
  const perSet = scopeSets.map((set, index): TrayItem => {
    return { type: "submenu", id: `set:${accountId}/${set.id}`, label: scopeSetName(set), items: ways[index] ?? [] };
  });
  const again: CommandCall = { name: "openScreen", input: { name: "signIn", connectionId, accountId } };
  return [
    ...(scopeSets.length === 1 ? (ways[0] ?? []) : perSet),
    ...(scopeSets.length === 0 ? [] : [separator]),
    item(`signInAgain:${accountId}`, trayWords.signInAgain, again),
    item(`signOut:${accountId}`, trayWords.signOut, { name: "signOut", input: { accountId } }),
  ];
}

function wayItems(account: Account, set: ScopeSet): readonly TrayItem[] {
  const input = { accountId: account.id, scopeSetId: set.id };
  const key = `${account.id}/${set.id}`;
  const formats = copyFormats.map((format) =>
    item(`copyAs:${key}:${format}`, copyFormatWords[format], { name: "copyToken", input: { ...input, format } }),
  );
  const note = item(`shellHistory:${key}`, trayWords.shellHistory);
  return [
    { type: "submenu", id: `copyAs:${key}`, label: trayWords.copyAs, items: [...formats, separator, note] },
    item(`copyCommand:${key}`, trayWords.copyCommand, { name: "copyCommand", input }),
    item(`newToken:${key}`, trayWords.newToken, { name: "newToken", input }),
  ];
}

function copyItem(account: Account, set: ScopeSet, now: number): TrayItem {
  const id = `copy:${account.id}/${set.id}`;
  const alive = set.token !== undefined && set.token.expiresAt > now;
  if (set.state === "needsYou" && !alive) {
    const command: CommandCall = { name: "openScreen", input: { name: "accounts", accountId: account.id } };
    return item(id, trayWords.needsYou(scopeSetName(set)), command);
  }
  const input = { accountId: account.id, scopeSetId: set.id, format: "raw" } as const;
  return item(id, trayWords.copy(scopeSetName(set), lifeWords(set, now)), { name: "copyToken", input });
}

function whyItem(snapshot: Snapshot, account: Account, set: ScopeSet): TrayItem {
  const attempt = set.failure && attemptWith(snapshot.attempts, set.failure);
  const input = { name: "diagnostics", accountId: account.id, ...(attempt && { attemptId: attempt.id }) } as const;
  return item(`why:${account.id}/${set.id}`, trayWords.why(scopeSetName(set)), { name: "openScreen", input });
}

function lifeWords(set: ScopeSet, now: number): string {
  if (set.token !== undefined && set.token.expiresAt > now) return minutesLeft(set.token.expiresAt - now);
  if (set.state === "refreshing") return trayWords.refreshing;
  const outageEnd = servesUntil(set, now);
  if (outageEnd !== undefined) return trayWords.inOutage(minutesLeft(outageEnd - now));
  if (set.state === "waiting") return trayWords.waiting;
  return set.token === undefined ? trayWords.noTokenYet : trayWords.refreshesOnCopy;
}

function accountTitle(snapshot: Snapshot, account: Account): string {
  const connection = snapshot.connections.find(({ id }) => id === account.connectionId);
  const parts = [accountName(account), ...(connection === undefined ? [] : [connectionName(connection)])];
  return (connection?.kind === "practice" ? [trayWords.practice, ...parts] : parts).join(" · ");
}

/** The welcome screen also says how to set up a connection, which the practice tenant alone is not. */
function addAccount({ accounts, connections }: Snapshot): CommandCall {
  const begun = accounts.length > 0 || connections.some(({ kind }) => kind !== "practice");
  const name = begun ? "signIn" : "welcome";
  return { name: "openScreen", input: { name } };
}

function openApp(snapshot: Snapshot): CommandCall {
  const name = snapshot.accounts.length === 0 ? "welcome" : "accounts";
  return { name: "openScreen", input: { name } };
}

function item(id: string, label: string, command?: CommandCall): TrayItem {
  return { type: "item", id, label, enabled: command !== undefined, ...(command === undefined ? {} : { command }) };
}
