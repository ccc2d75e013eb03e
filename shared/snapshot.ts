// One immutable, secret-free picture of everything to show. Windows, tray and terminal only draw it.
import type { Connection } from "./connection.ts";
import type { Failure, Grant } from "./failure.ts";
import type { SetupAnswers } from "./setup/setupAnswers.ts";
import type { TokenWarning } from "./tokenWarnings.ts";

export interface Snapshot {
  /** Grows by one with every change; a window keeps the picture with the higher number. */
  readonly revision: number;
  readonly about: About;
  readonly storage: StorageState;
  readonly connections: readonly Connection[];
  /** In the order of `compareAccounts`, which using an account does not change. */
  readonly accounts: readonly Account[];
  readonly signIn?: SignIn;
  /** Newest first; those that are over are left out. */
  readonly passwordPauses: readonly PasswordPause[];
  readonly checks?: CheckRun;
  readonly adminConsent?: AdminConsent;
  /** How far the first-run guide has come, until it is done. */
  readonly setup?: SetupAnswers;
  /** Newest first, at most 200. */
  readonly attempts: readonly Attempt[];
  readonly notices: readonly Notice[];
  readonly settings: Settings;
  readonly lastUsed?: { readonly connectionId: string; readonly username: string };
  readonly practice: PracticeState;
  /** Set while the program is locked; nothing about people is in the picture then. */
  readonly lock?: {
    readonly because: LockCause;
    readonly at: number;
    /** The system had a question for who is there: where it has none later, that is no way in. */
    readonly couldAsk?: boolean | undefined;
  };
}

export const lockCauses = ["asked", "idle", "screenLocked", "suspended"] as const;
export type LockCause = (typeof lockCauses)[number];

export type HostName = "desktop" | "terminal" | "browser";

export interface About {
  readonly version: string;
  readonly host: HostName;
  readonly platform: string;
  /** Where settings and sealed records are; absent where nothing is written. */
  readonly dataFolder?: string;
  readonly tray: "unknown" | "shown" | "missing" | "drawnInPage";
  /** Where a person finds the tray icon on this desktop is chosen by `platform`; this says that one start found it missing. */
  readonly runtime: string;
  /** Whether the program starts with the computer; `needsApproval`: the system asks the person first. */
  readonly startAtLogin?: "on" | "off" | "needsApproval" | "notPossible";
  /** How the terminal's command is called here; `tokentray` where it is absent. */
  readonly command?: string;
  /** Browser host: why the desktop app is not used, in one sentence. */
  readonly because?: string;
}

/** How refresh tokens are kept. `loading` until the store was asked for the first time. */
export interface StorageState {
  readonly kind: "loading" | "protected" | "memoryOnly" | "locked";
  /** Name of the back end, such as "DPAPI", "Keychain", "Secret Service", "basic_text". */
  readonly backEnd: string;
  /** Saved sign-ins that cannot be opened now: they wait for the store, or for the key that sealed them. */
  readonly waiting: number;
  /** Why nothing is saved now, or why some wait. */
  readonly cause?: StorageCause;
}

/** Why records cannot be opened or sealed now, as precisely as the store says. */
export type StorageCause =
  /** It is there, but shut. */
  | "locked"
  /** It is shut, and its question to be unlocked was turned down or could not be put. */
  | "dismissed"
  /** It did not answer for as long as a person is waited for. */
  | "noReply"
  /** There is no session bus to reach one by. */
  | "noBus"
  /** No keyring program answers. */
  | "noProvider"
  /** It has no collection to keep anything in. */
  | "noCollection"
  /** The part of the program that reaches it is not installed. */
  | "noModule"
  /** This host finds none. */
  | "noStorage"
  /** It would let anyone read what it keeps. */
  | "publicKey"
  /** It works, and does not hold the key that sealed them. */
  | "otherKey"
  | "unknown";

export interface Account {
  readonly id: string;
  readonly connectionId: string;
  /** `oid.tid` at Entra, else the subject. */
  readonly homeAccountId: string;
  /**
   * What the server calls the person: their user name, else its ID of them. Where it says nothing at all, the name that was
   * typed with the password, which is in `askedAs` then; else empty.
   */
  readonly username: string;
  /** The server gives no user name. */
  readonly unnamed?: true;
  readonly name?: string;
  /** Other names that it was asked for by: someone typed the password with it, or agreed that it is the same person. Newest last. */
  readonly askedAs?: readonly string[];
  /** What the person calls it. */
  readonly label?: string;
  readonly signedInBy: Grant;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
  readonly hasRefreshToken: boolean;
  /** When the server said the refresh token ends, if it said so. */
  readonly refreshTokenEndsAt?: number;
  /** False while the newest record is in memory only: no protected store, or it could not be written. */
  readonly saved: boolean;
  readonly scopeSets: readonly ScopeSet[];
  /** The directories that have issued tokens to this account, and who the person is in each. */
  readonly tenantProfiles?: readonly AccountTenant[];
}

/** A person in one directory: at home, or a guest or member elsewhere, as another object under another name. */
export interface AccountTenant {
  /** The directory's ID. */
  readonly tenant: string;
  /** The person's object ID there. */
  readonly localAccountId: string;
  readonly username?: string;
  readonly name?: string;
  readonly isHome: boolean;
  /** What it was last asked for as: its domain, its ID, or the connection's own tenant. */
  readonly askedAs: string;
}

export interface ScopeSet {
  readonly id: string;
  readonly label?: string;
  /** As asked for, without the reserved ones. */
  readonly scopes: readonly string[];
  /** Another directory than the connection's: its ID or domain. */
  readonly tenant?: string;
  readonly state: "ready" | "refreshing" | "expired" | "needsYou" | "waiting";
  readonly token?: TokenSummary;
  /** Why it needs a person, or why it waits. */
  readonly failure?: Failure;
  /** When the program will try by itself again, where it waits. */
  readonly nextTryAt?: number;
}

/** What may be shown of an access token: never the token. */
export interface TokenSummary {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Until when it still serves where no new one can be had, if that is beyond its end. */
  readonly extendedExpiresAt?: number;
  readonly grantedScopes: readonly string[];
  /** What of the scopes that were asked for the server did not grant; absent where it granted all. */
  readonly declinedScopes?: readonly string[];
  readonly tokenType: string;
  /** Host or ID of the API, for people: "Graph", "practice-api". */
  readonly resource: string;
}

export type SignInMethod = "password" | "browser" | "deviceCode";
export type SignInStepName = "authority" | "realm" | "federation" | "browser" | "device" | "token" | "seal";
export interface SignInStep {
  readonly name: SignInStepName;
  readonly state: "waiting" | "running" | "done" | "failed" | "skipped";
}

export interface SignIn {
  readonly id: string;
  readonly method: SignInMethod;
  readonly connectionId: string;
  /** Empty where the person says in the browser who they are. */
  readonly username: string;
  readonly startedAt: number;
  readonly steps: readonly SignInStep[];
  /** What the person is to do elsewhere, while the program waits for it. */
  readonly waiting?: WaitingForPerson;
  /** What the person is asked here. */
  readonly question?: PersonQuestion;
  readonly result?:
    | { readonly ok: true; readonly accountId: string }
    | { readonly ok: false; readonly failure: Failure };
}

/** Another account signed in than was asked for: is it to be used? Nothing of it is kept yet. */
export interface PersonQuestion {
  readonly asked: string;
  /** Empty where the server doesn't say who signed in. */
  readonly signedInAs: string;
  /** Without an answer by then, it is a no. */
  readonly endsAt: number;
}

interface WaitingForPage {
  readonly endsAt: number;
  /** No browser could be asked to open the page: the person has to be shown its address. */
  readonly notOpened?: true;
}
export type WaitingForPerson =
  | (WaitingForPage & { readonly kind: "browser"; readonly address: string })
  | (WaitingForPage & {
      readonly kind: "device";
      readonly userCode: string;
      readonly verificationUri: string;
      /** The address belongs to the authority or is one it is known to use, so a button may open it. */
      readonly mayOpen: boolean;
    });

/** An admin's consent that is being asked for in the browser, or was. */
export interface AdminConsent {
  readonly id: string;
  readonly connectionId: string;
  readonly waiting?: Extract<WaitingForPerson, { readonly kind: "browser" }>;
  readonly result?: { readonly ok: true; readonly tenant: string } | { readonly ok: false; readonly failure: Failure };
}

/** The password form rests for a while after wrong passwords, so that the account is not locked. */
export interface PasswordPause {
  readonly connectionId: string;
  readonly username: string;
  readonly wrongInARow: number;
  readonly until: number;
  readonly because: "wrongPasswords" | "locked";
}

export const checkIds = [
  "connection",
  "secretStore",
  "authority",
  "issuer",
  "tenant",
  "realm",
  "clock",
  "refreshToken",
  "token",
  "tray",
  "versions",
] as const;
export type CheckId = (typeof checkIds)[number];

/** One diagnostic check. Its words come from `checkWords`; the facts are what they are made with, never a secret. */
export interface CheckResult {
  readonly id: CheckId;
  readonly state: "waiting" | "running" | "pass" | "warn" | "fail" | "skipped";
  /** Which sentence and remedy: a word of the check's own, such as `clockAhead`. */
  readonly finding?: string;
  readonly facts: Readonly<Record<string, string>>;
}

export interface CheckRun {
  readonly id: string;
  readonly at: number;
  readonly connectionId: string;
  readonly accountId?: string;
  readonly running: boolean;
  readonly results: readonly CheckResult[];
}

/** One token request with its outcome. */
export interface Attempt {
  readonly id: string;
  readonly at: number;
  readonly durationMs: number;
  readonly grant: Grant;
  readonly connectionId: string;
  readonly accountId?: string;
  readonly username?: string;
  readonly scopes: readonly string[];
  /** Another directory than the connection's, where the token was asked for there. */
  readonly tenant?: string;
  /** The challenge that this request was to meet: JSON text. */
  readonly claims?: string;
  readonly outcome: "succeeded" | "failed" | "cancelled";
  readonly failure?: Failure;
  /** What was odd about an answer that brought a token all the same. */
  readonly warnings?: readonly TokenWarning[];
  readonly correlationId?: string;
  readonly traceId?: string;
}

export type NoticeKind =
  | "settingsSetAside"
  | "recordSetAside"
  | "notSaved"
  | "settingsNotSaved"
  | "memoryOnly"
  | "storageLocked"
  | "recordsWaiting"
  | "trayMissing"
  | "needsYouSoon"
  | "needsYou"
  | "signedOut"
  | "copied"
  | "copiedCommand"
  | "clipboardKept"
  | "clipboardHistory"
  | "incident";

/** What only confirms: of each kind the newest is kept, and windows show it for some seconds. */
export const passingNotices: ReadonlySet<NoticeKind> = new Set<NoticeKind>(["copied", "copiedCommand", "signedOut"]);

/** Something to say. Words come from `noticeWords`; the parts are what they are made with. */
export interface Notice {
  readonly id: string;
  readonly at: number;
  readonly kind: NoticeKind;
  readonly parts: Readonly<Record<string, string>>;
  readonly accountId?: string;
  readonly scopeSetId?: string;
}

export interface Settings {
  /** 0 means never. */
  readonly clipboardClearMs: number;
  /** System notices for copies and for accounts that need a person. */
  readonly notifyOnCopy: boolean;
  readonly notifyWhenNeeded: boolean;
  readonly theme: Theme;
  /** As wished; `about.startAtLogin` says what the system made of it. */
  readonly startAtLogin: boolean;
  /** Lock after so long without anybody at the computer; 0 means never. */
  readonly lockWhenIdleMs: number;
  /** Lock when the system locks its screen (where it tells) or goes to sleep. */
  readonly lockWithSystem: boolean;
  /** System notices name nobody. */
  readonly hideNamesInNotices: boolean;
}

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export interface PracticeState {
  readonly running: boolean;
  /** Where it listens, while it runs. */
  readonly origin?: string;
}

export const defaultSettings: Settings = {
  clipboardClearMs: 30_000,
  notifyOnCopy: true,
  notifyWhenNeeded: true,
  theme: "system",
  startAtLogin: false,
  lockWhenIdleMs: 0,
  lockWithSystem: false,
  hideNamesInNotices: false,
};

export function firstSnapshot(about: About): Snapshot {
  return {
    revision: 0,
    about,
    storage: { kind: "loading", backEnd: "", waiting: 0 },
    connections: [],
    accounts: [],
    passwordPauses: [],
    attempts: [],
    notices: [],
    settings: defaultSettings,
    practice: { running: false },
  };
}
