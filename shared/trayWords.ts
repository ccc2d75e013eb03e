// Every word of the tray: menu, tooltip.
import type { CopyFormat } from "./copyFormats.ts";
import { cannotBeOpened } from "./storageCauseWords.ts";

/** What a token can be copied as. */
export const copyFormatWords: Readonly<Record<CopyFormat, string>> = {
  raw: "Token alone",
  bearer: "Authorization: Bearer …",
  json: "JSON",
  sh: "Environment line for sh",
  powershell: "Environment line for PowerShell",
  cmd: "Environment line for cmd",
  curl: "curl, header from standard input",
};

export const trayWords = {
  practice: "PRACTICE",
  copy: (scopeSet: string, life: string): string => `Copy access token · ${scopeSet} · ${life}`,
  refreshesOnCopy: "ended, refreshes on copy",
  noTokenYet: "fetched on copy",
  refreshing: "refreshing…",
  /** The life that is left to it in the outage follows. */
  inOutage: (life: string): string => `ended, serves in the outage: ${life}`,
  waiting: "waits, tries again by itself",
  needsYou: (scopeSet: string): string => `${scopeSet} needs you…`,
  why: (scopeSet: string): string => `Why? · ${scopeSet}`,
  copyAs: "Copy as",
  shellHistory: "Shells keep a history of what is pasted",
  copyCommand: "Copy command (holds no token)",
  newToken: "New token now",
  more: "More",
  signInAgain: "Sign in again…",
  signOut: "Sign out",
  addAccount: "Add account…",
  open: "Open TokenTray",
  settings: "Settings…",
  lock: "Lock",
  locked: "Locked",
  unlock: "Unlock",
  quit: "Quit TokenTray",
  accountsNeedYou: (count: number): string => (count === 1 ? "1 account needs you…" : `${count} accounts need you…`),
  storageLocked: "Waiting for the keyring to be unlocked…",
  recordsWaiting: (count: number): string => `${cannotBeOpened(count)}…`,
  storageMemoryOnly: "Nothing is saved: sign-ins last until you quit…",
} as const;

export const tooltipWords = {
  name: "TokenTray",
  signedOut: "nobody is signed in",
  noToken: "no token at hand",
  locked: "locked",
  nextEnd: (account: string, scopeSet: string, life: string): string => `${account} · ${scopeSet} · ${life}`,
  needYou: (count: number): string => (count === 1 ? "1 needs you" : `${count} need you`),
} as const;
