// Puts a Failure into words: what happened, why, who acts, and the next step. The words themselves are in the tables.
import type { AuthorityKind, Connection, ConnectionField } from "./connection.ts";
import { oneLine } from "./displayNames.ts";
import type { Evidence, Failure, FailureKind, Grant } from "./failure.ts";
import { elsewhereWords, failureWords, type FailureWords, type WhoActs } from "./failureWords.ts";
import { hostSteps } from "./hostSteps.ts";
import type { LinkId } from "./links.ts";
import { companyTenant } from "./practicePeople.ts";
import { notSentWords } from "./notSentWords.ts";
import { passwordHelps } from "./outlook.ts";
import { sharperKinds } from "./sharperKinds.ts";
import { sharperByAddress } from "./sharperByAddress.ts";
import { type Sharper, sharperByCode, sharperBySaying } from "./sharperWords.ts";
import type { HostName } from "./snapshot.ts";
import { helpedByTrust, tlsFault } from "./tlsFaults.ts";
import { tlsWords } from "./tlsWords.ts";

/** Only steps that the product has. */
export type Action =
  | { readonly kind: "tryAgain" }
  | { readonly kind: "signInAgain" }
  | { readonly kind: "otherAccount" }
  | { readonly kind: "editConnection"; readonly field?: ConnectionField }
  | { readonly kind: "confirmTokenOrigin"; readonly origin: string }
  /** Sends what was typed to an authority that no cloud vouches for, now and from then on. */
  | { readonly kind: "trustAuthority"; readonly origin: string }
  | { readonly kind: "unlockStorage" }
  | { readonly kind: "newToken" }
  /** `claims` of the failure are met; with `consent` the page asks for it even where it would not. */
  | { readonly kind: "browserSignIn"; readonly prompt?: "consent" }
  | { readonly kind: "deviceCodeSignIn" }
  | { readonly kind: "changePassword" }
  /** Opens the practice company's app registration, which people set right themselves. */
  | { readonly kind: "openCompanyApp" }
  /** Shows the letter that asks an admin for consent. */
  | { readonly kind: "askAdmin" };

export const actionLabels: Readonly<Record<Action["kind"], string>> = {
  tryAgain: "Try again",
  signInAgain: "Sign in again",
  otherAccount: "Use another account",
  editConnection: "Edit connection",
  confirmTokenOrigin: "Send it there",
  trustAuthority: "Trust this address",
  unlockStorage: "Unlock",
  newToken: "Get a new token",
  browserSignIn: "Sign in with the browser",
  deviceCodeSignIn: "Sign in with a device code",
  changePassword: "Change the password",
  openCompanyApp: "Open My company's app registration",
  askAdmin: "Write to your admin",
};

/** The label of an action as it stands on a button. */
export function actionLabel(action: Action): string {
  return action.kind === "browserSignIn" && action.prompt === "consent"
    ? "Consent in the browser"
    : actionLabels[action.kind];
}

export const whoActsLabels: Readonly<Record<WhoActs, string>> = {
  you: "You can fix this.",
  admin: "Your admin has to act.",
  developer: "A developer has to act.",
  nobody: "There is nothing to do.",
  wait: "It takes some time.",
};

export interface Explanation {
  /** Without a full stop, at most 60 characters. All others are sentences. */
  readonly title: string;
  readonly whatHappened: string;
  readonly why?: string;
  readonly whoActs: WhoActs;
  readonly you: readonly string[];
  /** What only the admin or the app's developer can do. */
  readonly others: readonly string[];
  /** The way on that helps most. */
  readonly action?: Action;
  readonly otherActions: readonly Action[];
  readonly links: readonly LinkId[];
}

export interface ExplainContext {
  readonly connection?: Connection | undefined;
  readonly username?: string | undefined;
  readonly host?: HostName | undefined;
  /** How the account signed in, where the failure is about one. */
  readonly signedInBy?: Grant | undefined;
}

export function explain(failure: Failure, context: ExplainContext = {}): Explanation {
  const words = signedInElsewhere(wordsFor(failure), failure, context);
  const isEntra = !otherServers.has(context.connection?.kind);
  const put = (text: string): string => fill(text, failure, context);
  const forHost = context.host === undefined ? [] : stepsOnHost(failure, context.host);
  const action = inCompanyApp(failure, context.connection) ? openCompanyApp : actionOf(words.next, failure);
  const forKind = words.inKind?.[context.connection?.kind ?? "entra"];
  return {
    title: put(words.title),
    whatHappened: put(words.whatHappened),
    ...(words.why === undefined ? {} : { why: put(words.why) }),
    whoActs: words.whoActs,
    you: [...words.you, ...(isEntra ? (words.inEntra?.you ?? []) : []), ...(forKind?.you ?? []), ...forHost].map(put),
    others: [
      ...words.others,
      ...(isEntra ? (words.inEntra?.others ?? []) : []),
      // No command reaches the practice tenant.
      ...(isEntra && context.connection?.kind !== "practice" ? (words.inEntra?.commands ?? []) : []),
      ...(forKind?.others ?? []),
    ].map(put),
    ...(action === undefined ? {} : { action }),
    otherActions: (words.orElse ?? [])
      .flatMap((next) => actionOf(next, failure) ?? [])
      .filter((other) => action === undefined || actionLabel(other) !== actionLabel(action)),
    // Every one of them is about Entra.
    links: isEntra ? words.links : [],
  };
}

/** An account that signs in elsewhere has no password to go on with: its own way is the next step. */
function signedInElsewhere(words: FailureWords, failure: Failure, { signedInBy }: ExplainContext): FailureWords {
  const next = signedInBy === undefined ? undefined : waysElsewhere[signedInBy];
  if (next === undefined || !passwordHelps(failure)) return words;
  const others = [words.next, ...(words.orElse ?? [])].filter((step) => step !== undefined && step !== "signInAgain");
  const isEnded = words.next === "signInAgain";
  return {
    ...words,
    you: [elsewhereWords[next], ...(isEnded ? [] : words.you)],
    whoActs: isEnded ? "you" : words.whoActs,
    next,
    orElse: others.filter((step) => step !== undefined),
  };
}

const waysElsewhere: Readonly<Partial<Record<Grant, keyof typeof elsewhereWords>>> = {
  authorizationCode: "browserSignIn",
  deviceCode: "deviceCodeSignIn",
};

const openCompanyApp: Action = { kind: "openCompanyApp" };
const ofAppRegistration: ReadonlySet<FailureKind> = new Set<FailureKind>(["wrongClient", "notPublicClient"]);

/** There the person is the app's developer, and the page for it is one of the practice tenant's own. */
function inCompanyApp({ kind }: Failure, connection: Connection | undefined): boolean {
  return (
    ofAppRegistration.has(kind) && connection?.kind === "practice" && connection.clientId === companyTenant.clientId
  );
}

const otherServers: ReadonlySet<AuthorityKind | undefined> = new Set<AuthorityKind | undefined>(["openid", "adfs"]);

/** The kind's words, sharpened by the most specific code, else by OAuth's word, else by a known sentence. */
function wordsFor({ kind, evidence }: Failure): FailureWords {
  const words = failureWords[kind];
  const code = evidence.codes?.[0] ?? "";
  // A status or a grant can make another kind of it than the code alone would: then the code's words do not fit.
  const codeFits = (sharperKinds.get(code) ?? kind) === kind;
  const sharper =
    sharperByAddress(kind, evidence) ??
    sharperByTls(kind, evidence) ??
    (codeFits ? sharperByCode.get(code) : undefined) ??
    sharperBySaying.get(`${kind}: ${evidence.error}`) ??
    sharperBySaying.get(`${kind}: ${evidence.description}`);
  const byWay = byGrant(words, evidence.grant);
  // What a code says of the sign-in holds in the browser too; a device code has its own way on, whatever the code.
  const sharperLast = sharper?.everyWay === true || evidence.grant === "authorizationCode";
  const notSent = evidence.notSentAgain === true ? notSentWords[kind] : undefined;
  return sharperLast ? { ...words, ...byWay, ...sharper, ...notSent } : { ...words, ...sharper, ...byWay, ...notSent };
}

function sharperByTls(kind: FailureKind, { systemError }: Evidence): Sharper | undefined {
  const fault = kind === "tls" ? tlsFault(systemError) : undefined;
  return fault === undefined ? undefined : tlsWords[fault];
}

function stepsOnHost({ kind, evidence }: Failure, host: HostName): readonly string[] {
  if (kind === "tls" && !helpedByTrust(tlsFault(evidence.systemError))) return [];
  return hostSteps[kind]?.[host] ?? [];
}

function byGrant(
  { onRefresh, inBrowser, onDeviceCode }: FailureWords,
  grant: Grant | undefined,
): Partial<FailureWords> {
  if (grant === "refreshToken") return onRefresh ?? {};
  if (grant === "authorizationCode") return inBrowser ?? {};
  return grant === "deviceCode" ? (onDeviceCode ?? {}) : {};
}

function actionOf(next: FailureWords["next"], { evidence }: Failure): Action | undefined {
  if (typeof next === "object") return { kind: "editConnection", field: next.edit };
  if (next === "consentInBrowser") return { kind: "browserSignIn", prompt: "consent" };
  if (next === "changePassword") return { kind: evidence.helpUrl === undefined ? "browserSignIn" : next };
  if (next === "nothing") return undefined;
  if (next === "again") return again(evidence.grant);
  if (next === "trustAuthority") {
    const { authorityOrigin: origin } = evidence;
    return origin === undefined ? undefined : { kind: next, origin };
  }
  if (next !== "confirmTokenOrigin") return next === undefined ? undefined : { kind: next };
  return evidence.tokenOrigin === undefined ? { kind: "editConnection" } : { kind: next, origin: evidence.tokenOrigin };
}

function again(grant: Grant | undefined): Action {
  if (grant === "refreshToken") return { kind: "newToken" };
  return { kind: grant === "authorizationCode" ? "browserSignIn" : "tryAgain" };
}

/** Puts the names in; where one is not known, plain words stand for it. */
function fill(text: string, { evidence }: Failure, { connection, username }: ExplainContext): string {
  const isPractice = connection?.kind === "practice";
  const names: Readonly<Record<string, string | undefined>> = {
    username: named(username),
    tenant: named(connection?.tenant),
    clientId: named(connection?.clientId),
    clientIdArgument: /^[\da-f-]{36}$/i.test(connection?.clientId ?? "") ? connection?.clientId : undefined,
    authority: isPractice ? undefined : hostOf(evidence.endpoint ?? connection?.authority),
    tokenOrigin: named(evidence.tokenOrigin),
    authorityOrigin: named(evidence.authorityOrigin),
    movedTo: named(evidence.movedTo),
    askedFor: named(evidence.askedFor),
    signedInAs: named(evidence.signedInAs),
  };
  const standIns = isPractice ? practiceNames : plainNames;
  return text.replace(
    /\{(\w+)\}/g,
    (whole, name: string, place: number) => names[name] ?? standIn(standIns[name] ?? whole, place === 0),
  );
}

const plainNames: Readonly<Record<string, string>> = {
  username: "this account",
  tenant: "this tenant",
  clientId: "of this connection",
  clientIdArgument: "<client ID>",
  authority: "the server",
  tokenOrigin: "another address",
  authorityOrigin: "this address",
  movedTo: "another address",
  askedFor: "this account",
  signedInAs: "another account",
};
const practiceNames: Readonly<Record<string, string>> = {
  ...plainNames,
  tenant: "the practice tenant",
  authority: "the practice tenant",
};

function standIn(words: string, first: boolean): string {
  return first ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** Names are cut so that no sentence grows wild. */
function named(name: string | undefined): string | undefined {
  const plain = oneLine(name ?? "", 120);
  return plain === "" ? undefined : plain;
}

function hostOf(address: string | undefined): string | undefined {
  return named(/^https?:\/\/([^/?#@]+)(?:[/?#]|$)/i.exec(address ?? "")?.[1]);
}
