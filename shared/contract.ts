// What a person can ask for, from any host: the commands, the schemas of their inputs, and the types of both ends of the bridge.
import * as z from "zod/mini";
import type { Connection, ConnectionProblems } from "./connection.ts";
import { connectionDraftSchema } from "./connectionSchema.ts";
import { copyFormats } from "./copyFormats.ts";
import type { Outcome } from "./failure.ts";
import { portalPages } from "./setup/portalLinks.ts";
import { setupAnswersSchema } from "./setup/setupAnswersSchema.ts";
import { themes, type Snapshot } from "./snapshot.ts";

export const screens = [
  "welcome",
  "setup",
  "signIn",
  "accounts",
  "connection",
  "diagnostics",
  "settings",
  "about",
] as const;
/** Which screen a window shows. */
export type ScreenName = (typeof screens)[number];
export interface Screen {
  readonly name: ScreenName;
  /** Sign-in: the connection to begin with. Connection: the one to edit. */
  readonly connectionId?: string | undefined;
  /** Sign-in again: whose name is filled in. Accounts: which one is opened. */
  readonly accountId?: string | undefined;
  /** Diagnostics: the attempt to explain. */
  readonly attemptId?: string | undefined;
}

const id = z.string().check(z.minLength(1), z.maxLength(200));
const text = (longest: number): z.ZodMiniString => z.string().check(z.maxLength(longest));
/** RFC 6749 3.3. What is no scope could not be put into an address or a request unchanged. */
const scope = z.string().check(z.maxLength(500), z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/));
const scopeSet = { accountId: id, scopeSetId: id };

const interactive = {
  connectionId: id,
  /** Whose name is filled in on the authority's page. */
  username: z.optional(text(1024)),
  scopes: z.optional(z.array(scope).check(z.maxLength(100))),
  /** The attempt whose challenge is to be met; or the scope set whose refusal carries one. */
  attemptId: z.optional(id),
  accountId: z.optional(id),
  scopeSetId: z.optional(id),
  /** What to do where somebody else signs in than was asked for. Asks unless told. */
  ifAnother: z.optional(z.enum(["ask", "refuse", "take"])),
};

const consent = { connectionId: id, scopes: z.optional(z.array(scope).check(z.maxLength(100))) };

const report = { maskNames: z.boolean(), maskTenant: z.boolean(), accountId: z.optional(id) };

/** One schema per command; the input type of a command is the output of its schema. */
export const commandSchemas = {
  signIn: z.strictObject({
    connectionId: id,
    username: text(1024),
    /** An argument, never state: it goes to the grant and is gone. */
    password: text(10_000),
    /** Other scopes than the connection's; they become a scope set of the account. */
    scopes: z.optional(z.array(scope).check(z.maxLength(100))),
  }),
  /** Somebody begins to type: the connection to the authority may be opened, so that the sign-in finds it ready. */
  prepareSignIn: z.strictObject({ connectionId: id }),
  signInWithBrowser: z.strictObject({
    ...interactive,
    prompt: z.optional(z.enum(["consent", "select_account"])),
  }),
  signInWithDeviceCode: z.strictObject(interactive),
  /** Opens the page that the running sign-in waits for, once more. */
  openSignInPage: z.strictObject({}),
  copyUserCode: z.strictObject({}),
  /** Text that a window shows anyway: a correlation ID, a command, a letter. */
  copyText: z.strictObject({
    text: z.string().check(z.minLength(1), z.maxLength(10_000), z.regex(/^(?:[^\p{Cc}\p{Cf}]|[\n\t])+$/u)),
  }),
  /** Answers the running sign-in's question, whether the account that signed in is to be used. */
  confirmPerson: z.strictObject({ signInId: id, use: z.boolean() }),
  cancelSignIn: z.strictObject({}),
  dismissSignIn: z.strictObject({}),
  confirmTokenOrigin: z.strictObject({ connectionId: id, origin: text(2000) }),
  /** Trusts the connection's authority, by its origin, though no cloud vouches for it. */
  confirmAuthority: z.strictObject({ connectionId: id, origin: text(2000) }),
  copyToken: z.strictObject({ ...scopeSet, format: z.enum(copyFormats) }),
  copyCommand: z.strictObject(scopeSet),
  newToken: z.strictObject(scopeSet),
  showClaims: z.strictObject(scopeSet),
  addScopeSet: z.strictObject({
    accountId: id,
    scopes: text(20_000),
    /** Another directory than the connection's, by ID or domain, where the person is a guest or a member. */
    tenant: z.optional(text(255)),
    label: z.optional(text(80)),
  }),
  renameScopeSet: z.strictObject({ ...scopeSet, label: text(80) }),
  removeScopeSet: z.strictObject(scopeSet),
  renameAccount: z.strictObject({ accountId: id, label: text(80) }),
  signOut: z.strictObject({ accountId: id }),
  saveConnection: z.strictObject({ connectionId: z.optional(id), draft: connectionDraftSchema }),
  removeConnection: z.strictObject({ connectionId: id }),
  changeSettings: z.strictObject({
    clipboardClearMs: z.optional(z.int().check(z.gte(0), z.lte(600_000))),
    notifyOnCopy: z.optional(z.boolean()),
    notifyWhenNeeded: z.optional(z.boolean()),
    theme: z.optional(z.enum(themes)),
    startAtLogin: z.optional(z.boolean()),
    lockWhenIdleMs: z.optional(z.int().check(z.gte(0), z.lte(86_400_000))),
    lockWithSystem: z.optional(z.boolean()),
    hideNamesInNotices: z.optional(z.boolean()),
  }),
  lock: z.strictObject({}),
  unlock: z.strictObject({}),
  /** The page shows something that no recording of the screen should hold, or no longer does. */
  shieldScreen: z.strictObject({ on: z.boolean() }),
  /** What public metadata tells about a domain, a user name or an issuer. No password is sent. */
  lookUp: z.strictObject({ text: text(1024) }),
  /** Opens the admin-consent page and reads its return. */
  askAdminConsent: z.strictObject(consent),
  cancelAdminConsent: z.strictObject({}),
  /** Opens a page of the portal of a cloud (by its sign-in host), or the practice company's own registration page. */
  openPortal: z.strictObject({
    page: z.enum(portalPages),
    host: z.optional(text(255)),
    clientId: z.optional(text(400)),
  }),
  /** The letter to an admin, with the address in it. */
  adminLetter: z.strictObject(consent),
  openAdminLetter: z.strictObject(consent),
  /** Undefined forgets the guide's answers. */
  keepSetup: z.strictObject({ answers: z.optional(setupAnswersSchema) }),
  exportConnections: z.strictObject({ connectionIds: z.array(id).check(z.maxLength(1000)) }),
  previewImport: z.strictObject({ text: text(1_000_000) }),
  applyImport: z.strictObject({ text: text(1_000_000), indexes: z.array(z.int()).check(z.maxLength(1000)) }),
  dismissNotice: z.strictObject({ noticeId: id }),
  openLink: z.strictObject({ link: text(60) }),
  /** Opens the address that a server offered with an attempt, if it is one of the authority's own. */
  openHelp: z.strictObject({ attemptId: id }),
  runChecks: z.strictObject({ connectionId: id, accountId: z.optional(id), username: z.optional(text(1024)) }),
  previewReport: z.strictObject(report),
  copyReport: z.strictObject(report),
  saveReport: z.strictObject(report),
  openScreen: z.strictObject({
    name: z.enum(screens),
    connectionId: z.optional(id),
    accountId: z.optional(id),
    attemptId: z.optional(id),
  }),
  openDataFolder: z.strictObject({}),
  removeEverything: z.strictObject({ confirmed: z.literal(true) }),
  quit: z.strictObject({}),
} as const;

export type CommandName = keyof typeof commandSchemas;
export type CommandInput<N extends CommandName> = z.output<(typeof commandSchemas)[N]>;

/** What each command answers when it went well. None ever answers with a password or a token. */
export interface CommandValues {
  readonly signIn: { readonly accountId: string };
  readonly prepareSignIn: null;
  readonly signInWithBrowser: { readonly accountId: string };
  readonly signInWithDeviceCode: { readonly accountId: string };
  readonly openSignInPage: null;
  readonly copyUserCode: null;
  readonly copyText: null;
  readonly confirmPerson: null;
  readonly cancelSignIn: null;
  readonly dismissSignIn: null;
  readonly confirmTokenOrigin: null;
  readonly confirmAuthority: null;
  readonly copyToken: Copied;
  readonly copyCommand: Copied;
  readonly newToken: { readonly expiresAt: number };
  readonly showClaims: Claims;
  readonly addScopeSet: { readonly scopeSetId: string };
  readonly renameScopeSet: null;
  readonly removeScopeSet: null;
  readonly renameAccount: null;
  readonly signOut: null;
  readonly saveConnection: SavedConnection;
  readonly removeConnection: null;
  readonly changeSettings: null;
  readonly lock: null;
  readonly unlock: null;
  readonly shieldScreen: null;
  readonly lookUp: Found;
  readonly askAdminConsent: { readonly tenant: string };
  readonly cancelAdminConsent: null;
  readonly openPortal: null;
  readonly adminLetter: AdminLetter;
  readonly openAdminLetter: null;
  readonly keepSetup: null;
  readonly exportConnections: { readonly text: string; readonly file?: string };
  readonly previewImport: ImportPreview;
  readonly applyImport: { readonly added: number };
  readonly dismissNotice: null;
  readonly openLink: null;
  readonly openHelp: null;
  readonly runChecks: null;
  readonly previewReport: { readonly text: string };
  readonly copyReport: null;
  /** Where it was saved; absent where the person chose not to. */
  readonly saveReport: { readonly file?: string };
  readonly openScreen: null;
  readonly openDataFolder: null;
  readonly removeEverything: null;
  readonly quit: null;
}

/** What was found out about a place to sign in. */
export interface Found {
  readonly kind: "organisation" | "personal" | "adfs" | "b2c" | "ciam" | "openid" | "nothing";
  /** For the connection form. */
  readonly authority?: string;
  readonly tenant?: string;
  /** Plain name of the cloud. */
  readonly cloud?: string;
  readonly domain?: string;
  readonly realm?: "managed" | "federated" | "personal" | "unknown";
}

export interface AdminLetter {
  readonly subject: string;
  readonly body: string;
  /** The admin-consent address that the letter holds. */
  readonly address: string;
  /** A mail program can be opened with it, whole or shortened. */
  readonly mail: "whole" | "shortened" | "tooLong";
}

export type ImportProblem =
  | "notJson"
  | "notOurs"
  | "newerFormat"
  | "unknownField"
  | "secret"
  | "notAllowed"
  | "tooMany";

/** What an import would bring. Nothing is applied by looking. */
export interface ImportPreview {
  /** The whole is refused. */
  readonly problem?: ImportProblem;
  readonly items: readonly ImportItem[];
}

export interface ImportItem {
  readonly connection: Omit<Connection, "id">;
  /** Why this one cannot be taken. */
  readonly problem?: ImportProblem;
  /** There is one already that signs in at the same place as the same app. */
  readonly known: boolean;
}

export interface Copied {
  readonly expiresAt: number;
  /** When the clipboard is cleared; absent where it is not. */
  readonly clearsAt?: number;
}

/** The decoded middle of an access token. `readable` is false for opaque and encrypted tokens. */
export interface Claims {
  readonly readable: boolean;
  /** In the order of the token; values as JSON text. */
  readonly claims: readonly { readonly name: string; readonly value: string }[];
}

export type SavedConnection =
  | { readonly saved: true; readonly connectionId: string }
  | { readonly saved: false; readonly problems: ConnectionProblems };

/** One handler per command, in `electron/core`. Every host calls these same ones. */
export type Handlers = {
  readonly [N in CommandName]: (input: CommandInput<N>) => Promise<Outcome<CommandValues[N]>>;
};

/** What a page sees of the program: `window.tokentray`. */
export interface Bridge {
  command<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Outcome<CommandValues[N]>>;
  snapshot(): Promise<Snapshot>;
  /** Calls back with every newer picture; the answer ends it. */
  onSnapshot(listener: (snapshot: Snapshot) => void): () => void;
  /** The host asks the page to show a screen. */
  onScreen(listener: (screen: Screen) => void): () => void;
}
