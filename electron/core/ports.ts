// Everything asked of the outside world. No policy in a port: hosts connect these, tests fake them.
import type { ClipboardHistoryId } from "../../shared/clipboardHistories.ts";
import type { Screen } from "../../shared/contract.ts";
import type { About, Notice, StorageCause, Theme } from "../../shared/snapshot.ts";
import type { Secret } from "./secret.ts";

export interface Ports {
  readonly about: About;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** Where the host can: a connection opened ahead, for the request that is about to come. */
  readonly connect?: Connect;
  readonly files: Files;
  readonly secretStore: SecretStore;
  readonly clipboard: Clipboard;
  readonly desktop: Desktop;
  readonly practice: Practice;
  readonly redirects: Redirects;
  readonly log: LogSink;
  /** A number in [0, 1), for jitter only. */
  readonly random: () => number;
}

export interface Clock {
  /** Epoch milliseconds, as the system's clock has it: it may jump. */
  now(): number;
  /** Calls back once after `delayMs`; the answer cancels. Never keeps a process alive by itself. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The web's fetch, as far as the program uses it. Redirects are never followed (`redirect: "manual"`). */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchReply>;
export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
  /** Path of a PEM file with further certificate authorities for this request. One that cannot be read rejects with the code `CA_FILE`. */
  readonly caFile?: string;
}
/** As much of the web's `Response` as is read. Either the body is read to its end, or the rest is cancelled. */
export interface FetchReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): Pick<ReadableStreamReader<Uint8Array>, "read" | "cancel"> } | null;
}
/** Opens a connection to the address's origin. Sends nothing, and says nothing of what goes wrong: the request will. */
export type Connect = (url: string, caFile?: string) => void;

/** Files below the one data folder. Names are relative, with `/`; mode 0600 in folders of mode 0700. */
export interface Files {
  /** The bytes, or undefined where there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes under a temporary name, syncs, renames. After success the new bytes survive a crash; before, the old ones do. */
  writeAtomic(name: string, bytes: Uint8Array): Promise<void>;
  /** Creates the file, with its bytes in one step, only if there is none yet; says whether it did. */
  createExclusive(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Gives a file that is there a new time of change, and leaves its bytes as they are. */
  touch(name: string): Promise<void>;
  /** The time of its last change, in milliseconds of the clock where the files are, which need not be ours; undefined where there is no such file. */
  changedAt(name: string): Promise<number | undefined>;
  rename(from: string, to: string): Promise<void>;
  /** No error where there is no such file. */
  remove(name: string): Promise<void>;
  /** Names in a folder, without the folder; empty where there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Names this process among those that share the folder, so that a lock's owner can be told dead or alive. */
  readonly owner: string;
  /** Undefined where that cannot be told from here: a process in another container or on another computer. */
  isAlive(owner: string): Promise<boolean | undefined>;
}

/**
 * Seals text so that only this user on this computer can open it. `purpose` (account ID and format version) is bound
 * into the sealed bytes where the back end can; the vault checks it again after opening. The bytes name the key that sealed
 * them, so that they wait for it while another one, or none, is there.
 */
export interface SecretStore {
  /** Asks anew. May wait for a person to unlock a keyring: never ask on the way to the tray icon. */
  state(): Promise<SecretStoreState>;
  /** Rejects where the data folder could not be written to. */
  seal(plain: string, purpose: string): Promise<Sealed>;
  open(sealed: Uint8Array, purpose: string): Promise<Opened>;
  /** Removes what the store itself keeps, such as its keys in the keyring. */
  forget(): Promise<void>;
}
export type SecretStoreState = { readonly backEnd: string } & ({ readonly kind: "protected" } | StoreTrouble);
export interface StoreTrouble {
  /** `unprotected`: there is a store, but anyone could read it, so nothing is to be written. */
  readonly kind: "unprotected" | "missing" | "locked";
  /** Where the store can tell. */
  readonly cause?: StorageCause | undefined;
}
export type Sealed =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: StoreTrouble["kind"]; readonly cause?: StorageCause | undefined };
export type Opened =
  | {
      readonly ok: true;
      readonly plain: string;
      /** Sealed by an older key or provider, or without naming its key. */ readonly resealWanted: boolean;
    }
  | {
      readonly ok: false;
      /** `damaged`: no key will open it. `otherKey`: one that is not here may. */
      readonly reason: StoreTrouble["kind"] | "otherKey" | "damaged";
      readonly cause?: StorageCause | undefined;
    };

/** Where a copied token goes. The host keeps it out of clipboard histories as far as the system lets it. */
export interface Clipboard {
  /** Writes and reads back; false where the system kept something else. */
  write(text: Secret): Promise<boolean>;
  /** Clears it only if it still holds exactly this text. */
  clearIf(text: Secret): Promise<void>;
  /** Histories beside this program that keep what was written last, whatever was done about it. */
  keepers(): Promise<readonly ClipboardHistoryId[]>;
}

/** What only a host with a desktop can do; others do what they can and say nothing otherwise. */
export interface Desktop {
  /**
   * Opens an https address in the person's browser. The caller has checked where it leads. `unseen`: nobody else may read it.
   * False where no browser could be asked to, so that the person has to be shown the address.
   */
  openAddress(url: string, unseen?: Unseen): Promise<boolean>;
  openDataFolder(): Promise<void>;
  showScreen(screen: Screen): void;
  /** A system notice; what a click on it does is in the notice's kind and account. Never holds a secret. */
  notify(notice: Notice): void;
  /** Takes the notices away that are still on the screen or in the system's list of them. */
  withdrawNotices(): void;
  quit(): void;
  /** Which proxy a request to this address goes through, for people: `proxy.example:8080`. Undefined where none. */
  proxyFor(url: string): Promise<string | undefined>;
  /** How long nobody has touched the computer; 0 where the host cannot tell. */
  idleMs(): number;
  /** Whether the system has a question for who is there (Touch ID), and can put it now. */
  canAskPresence(): boolean;
  /** Puts it; only where it can. */
  provePresence(): Promise<boolean>;
  /** Keeps the windows out of recordings and shared screens, where the system can. */
  shieldScreen(on: boolean): void;
  /** Starts the program with the computer, or no longer; answers what the system made of it. */
  startAtLogin(wished: boolean): Promise<NonNullable<About["startAtLogin"]>>;
  /** Colours of windows that the system draws: menus and frames. */
  useTheme(theme: Theme): void;
  /** Lets the person choose where to save a text. Undefined where they chose not to. */
  saveText(suggestedName: string, text: string): Promise<string | undefined>;
}

/** How an address is kept from others of this computer, who can read the arguments of a person's programs. */
export interface Unseen {
  /** Aborts when the address leads nowhere any more: what opening has left behind is removed. */
  readonly over: AbortSignal;
  /** What may be an argument where the address must be one: it holds nothing, and leads there once. */
  readonly standIn: () => string;
}

/** The practice tenant, loaded and started at the first call. */
export interface Practice {
  /** Its Entra-like authority with tenant, such as `http://127.0.0.1:50123/1a2b…`. */
  start(): Promise<{ readonly origin: string; readonly authority: string }>;
  stop(): Promise<void>;
  /** Forgets what earlier runs saved: its keys and its refresh tokens. */
  forget(): Promise<void>;
}

/** Loopback addresses to which the system browser returns (RFC 8252 7.3). */
export interface Redirects {
  /** Listens on a free port of 127.0.0.1. `answer` gets the query of each visit to `/` and says what the browser shows. */
  listen(answer: (query: URLSearchParams) => Promise<RedirectPage>): Promise<RedirectListener>;
}
export interface RedirectListener {
  /** `http://localhost:PORT` */
  readonly redirectUri: string;
  /** An address of the listener's own that leads to another one, once. `again` is told of a second visit, and answers it. */
  leadOnce(url: string, again: () => RedirectPage): string;
  close(): Promise<void>;
}
export interface RedirectPage {
  readonly status: number;
  readonly title: string;
  readonly sentences: readonly string[];
}

/** Typed fields only: a sentence could leak, a field of these types cannot (see `log.ts`). */
export interface LogSink {
  write(entry: LogEntry): void;
}
export interface LogEntry {
  readonly at: number;
  readonly level: "info" | "warning" | "error";
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}
