// The diagnostic checks in words: what each is called, all that it can find, and what to do where something is wrong.
import { hostSteps } from "./hostSteps.ts";
import type { LinkId } from "./links.ts";
import { oneLine } from "./displayNames.ts";
import type { CheckId, CheckResult, HostName } from "./snapshot.ts";

export const checkLabels: Readonly<Record<CheckId, string>> = {
  connection: "Connection",
  secretStore: "Secret storage",
  authority: "Authority",
  issuer: "Issuer",
  tenant: "Tenant",
  realm: "Kind of account",
  clock: "Clock",
  refreshToken: "Saved sign-in",
  token: "Access token",
  tray: "Tray icon",
  versions: "Versions",
};

export const checkStateLabels: Readonly<Record<CheckResult["state"], string>> = {
  waiting: "waiting",
  running: "checking…",
  pass: "good",
  warn: "note",
  fail: "wrong",
  skipped: "skipped",
};

/** Sentences may hold `{fact}`. Where something is not as it should be, a remedy says what to do. */
type FindingWords =
  | {
      readonly state: "pass" | "skipped";
      readonly sentence: string;
      /** Said in a report that others read, where the sentence tells what is in a token. */
      readonly inReport?: string;
    }
  | {
      readonly state: "warn" | "fail";
      readonly sentence: string;
      readonly remedy: string;
      /** More steps, which differ from host to host. */
      readonly steps?: keyof typeof hostSteps;
      readonly links?: readonly LinkId[];
    };

const noAnswer = { state: "skipped", sentence: "The authority gave no answer that this could be seen from." } as const;
const noAccount = { state: "skipped", sentence: "No account was chosen." } as const;

/** What any check can come to. */
const anyFindings = {
  timedOut: {
    state: "fail",
    sentence: "There was no answer within {limit}.",
    remedy: "Run the checks again. If it stays so, look at what else this computer is busy with.",
  },
  connectionFirst: { state: "skipped", sentence: "Not tried, because the connection has to be put right first." },
  broken: {
    state: "fail",
    sentence: "The check itself broke. That is a fault of TokenTray, logged as {incidentId}.",
    remedy: "The other checks do not depend on it. A support report helps to find the fault.",
  },
} as const satisfies Readonly<Record<string, FindingWords>>;

const ownFindings = {
  connection: {
    valid: { state: "pass", sentence: "It is complete: {kind}, client ID {clientId}." },
    practice: { state: "pass", sentence: "The practice tenant on this computer. It needs no network." },
    damaged: {
      state: "fail",
      sentence: "It does not have the shape of a connection; at fault: {fields}.",
      remedy: "Remove the connection and set it up again.",
    },
    fieldProblem: {
      state: "fail",
      sentence: "Its field “{field}” is not right.",
      remedy: "Edit the connection. {problem}",
    },
  },
  secretStore: {
    works: { state: "pass", sentence: "{backEnd} sealed a test text and opened it again." },
    inMemory: { state: "skipped", sentence: "Here sign-ins are kept in memory only, so there is no store to try." },
    missing: { state: "warn", sentence: "Sign-ins last until TokenTray ends: {why}.", remedy: "{todo}" },
    unprotected: {
      state: "warn",
      sentence: "Nothing is written, and sign-ins last until TokenTray ends: {why}.",
      remedy: "{todo}",
    },
    locked: { state: "fail", sentence: "Saved sign-ins can't be opened: {why}.", remedy: "{todo} Nothing is lost." },
    waiting: { state: "fail", sentence: "{what}: {why}.", remedy: "{todo} Nothing is lost." },
    timedOut: {
      state: "fail",
      sentence: "The system's secret storage did not answer within {limit}.",
      remedy: "It may be asking to be unlocked: look for its window, also behind others. Then run the checks again.",
    },
    notOpened: {
      state: "fail",
      sentence: "{backEnd} sealed a test text, but did not give it back as it was.",
      remedy:
        "Its key may be changing all the time. Restart the computer; if it stays so, sign-ins cannot be saved here.",
    },
  },
  authority: {
    reachable: { state: "pass", sentence: "{host} answered in {duration}." },
    reachableVia: {
      state: "pass",
      sentence: "{host} answered in {duration}, through the proxy {via}.",
    },
    offline: {
      state: "fail",
      sentence: "This computer has no network ({error}).",
      remedy: "Connect it, then run the checks again.",
    },
    dns: {
      state: "fail",
      sentence: "The name {host} could not be found ({error}).",
      remedy:
        "Check the spelling of the authority. If it is right, this network's name service (DNS) or a missing VPN is at fault.",
      links: ["nationalClouds"],
    },
    tls: {
      state: "fail",
      sentence: "The secure connection to {host} could not be trusted ({error}), so nothing was sent. {reason}",
      remedy:
        "Check this computer's date and time. On a company network, its inspection of traffic may need a certificate authority that is not installed here.",
      steps: "tls",
    },
    proxy: {
      state: "fail",
      sentence: "The proxy on the way to {host} did not let the request through ({error}).",
      remedy: "Check the proxy's address and whether it wants a sign-in of its own.",
      steps: "proxy",
    },
    timeout: {
      state: "fail",
      sentence: "{host} did not answer within {limit}.",
      remedy: "Try again later or from another network. A firewall that swallows requests looks just like this.",
      links: ["serviceStatus"],
    },
    connectionLost: {
      state: "fail",
      sentence: "The connection to {host} was refused or cut ({error}).",
      remedy: "Check address and port, the firewall, and whether this network needs a VPN.",
      steps: "connectionLost",
    },
    portal: {
      state: "fail",
      sentence: "A web page came in place of {host}'s data. Something on the way answers for it.",
      remedy:
        "Open any web page in your browser: a hotel's, guest's or company's network may want you to sign in or to agree first.",
    },
    redirected: {
      state: "fail",
      sentence: "The request to {host} was sent on to {target}. TokenTray does not follow to another address.",
      remedy:
        "If that is a network's sign-in page, open it in your browser first. If the authority has moved, edit the connection.",
    },
    notFound: {
      state: "fail",
      sentence: "{host} answers, but has no authority at this address (status {status}).",
      remedy: "Check the authority's address in the connection, its path too.",
    },
    serviceDown: {
      state: "fail",
      sentence: "{host} answers, but has trouble of its own (status {status}).",
      remedy: "Wait and try again. Sign-ins that are saved stay saved.",
      links: ["serviceStatus"],
    },
    throttled: {
      state: "warn",
      sentence: "{host} answers, but asks to wait: too many requests came from here.",
      remedy: "Wait some minutes before trying again.",
    },
    notData: {
      state: "fail",
      sentence: "{host} answers, but not with what an authority says (status {status}).",
      remedy: "Check the authority's address in the connection. A proxy that changes replies can also do this.",
    },
    notVouched: {
      state: "fail",
      sentence: "Microsoft does not know {host} as a sign-in address, so no password is sent there.",
      remedy:
        "Check the authority's address. If it is no Microsoft Entra authority, make the connection of kind OpenID or AD FS. If your organisation told you to sign in there, trust the address when a sign-in asks.",
      links: ["nationalClouds"],
    },
    notVouchedNow: {
      state: "fail",
      sentence:
        "Whether {host} is a Microsoft sign-in address could not be asked ({error}), so no password is sent there.",
      remedy:
        "Run the checks again when login.microsoftonline.com can be reached. In a network without the internet, trust the address when a sign-in asks, if your organisation told you to sign in there.",
    },
  },
  issuer: {
    matches: { state: "pass", sentence: "The authority names itself as {issuer}, as it should." },
    other: {
      state: "fail",
      sentence: "The authority's document speaks for {issuer}, which is not this authority.",
      remedy:
        "Enter the authority exactly as its operator writes it. If it is right, do not sign in there, and tell its operator.",
    },
    none: {
      state: "fail",
      sentence: "The authority's document names no issuer or no token endpoint.",
      remedy: "Check the authority's address in the connection: this may be another service's.",
    },
    noAnswer,
  },
  tenant: {
    exists: { state: "pass", sentence: "{cloud} knows the tenant {tenant}." },
    existsInRegion: { state: "pass", sentence: "{cloud} knows the tenant {tenant}, in the region {region}." },
    otherCloud: {
      state: "fail",
      sentence: "{tenant} exists, but belongs to another cloud: {cloud}.",
      remedy: "Edit the connection and use that cloud's authority, {authority}.",
      links: ["nationalClouds"],
    },
    notFound: {
      state: "fail",
      sentence: "{cloud} knows no tenant {tenant} ({code}).",
      remedy: "Check the tenant's ID or domain in the connection. It may also be in another cloud.",
      links: ["findTenant", "nationalClouds"],
    },
    refused: {
      state: "warn",
      sentence: "Whether the tenant exists was not answered: status {status}, {code}.",
      remedy: "Run the checks again later. If it stays so, compare the tenant's ID with the one in your portal.",
      links: ["findTenant", "errorCodes"],
    },
    noTenants: { state: "skipped", sentence: "Authorities of this kind have no tenants." },
    noAnswer,
  },
  realm: {
    managed: { state: "pass", sentence: "{username}: the authority itself checks this account's password." },
    federated: {
      state: "pass",
      sentence: "{username} is federated: the organisation's own {host} checks the password.",
    },
    federatedInBrowser: {
      state: "warn",
      sentence: "{username} is federated, and the organisation takes its password in a browser only.",
      remedy: "Sign in through the browser.",
      links: ["federatedPasswords"],
    },
    federatedButManaged: {
      state: "warn",
      sentence: "{username} is federated, but this connection has passwords checked at Entra itself.",
      remedy:
        "That works only where Entra holds the password too. Otherwise let the connection find out where passwords are checked.",
      links: ["federatedPasswords"],
    },
    federatedElsewhere: {
      state: "warn",
      sentence: "The password of {username} would be checked at {origin}, which nobody has agreed to yet.",
      remedy: "You are asked about it at the first sign-in. Agree only if it belongs to your organisation.",
    },
    federatedUnclear: {
      state: "warn",
      sentence: "{username} is federated, but {host} did not say where a password goes ({error}).",
      remedy: "Sign in through the browser, or ask whoever runs that service.",
      links: ["federatedPasswords"],
    },
    personal: {
      state: "warn",
      sentence: "{username} is a personal Microsoft account. Its password is not accepted here.",
      remedy: "Use a work or school account, or sign in through the browser if the app takes personal accounts.",
      links: ["workAccounts"],
    },
    unknown: {
      state: "warn",
      sentence: "The authority does not know the domain of {username}.",
      remedy: "Check the spelling of the user name: it often differs from the email address.",
    },
    notAnswered: {
      state: "warn",
      sentence: "What kind of account {username} is was not answered ({error}).",
      remedy:
        "Until it's answered, no password is sent. Try again in a moment, or sign in through the browser. If other checks fail too, begin with those.",
    },
    notTold: { state: "skipped", sentence: "Authorities of this kind do not tell." },
    noName: { state: "skipped", sentence: "No user name was given." },
    noAnswer,
  },
  clock: {
    right: { state: "pass", sentence: "This computer's clock agrees with {host}'s ({difference} apart)." },
    ahead: {
      state: "warn",
      sentence: "This computer's clock is {difference} ahead of {host}'s.",
      remedy: "Turn on setting the time automatically. From five minutes on, sign-ins may fail.",
    },
    behind: {
      state: "warn",
      sentence: "This computer's clock is {difference} behind {host}'s.",
      remedy: "Turn on setting the time automatically. From five minutes on, sign-ins may fail.",
    },
    farAhead: {
      state: "fail",
      sentence:
        "This computer's clock is {difference} ahead of {host}'s. Tokens seem to have ended when they have not.",
      remedy: "Set this computer's date, time and time zone right, best automatically.",
    },
    farBehind: {
      state: "fail",
      sentence: "This computer's clock is {difference} behind {host}'s. Tokens seem good when they have ended.",
      remedy: "Set this computer's date, time and time zone right, best automatically.",
    },
    noDate: { state: "skipped", sentence: "{host} does not say what time it has." },
    noAnswer,
  },
  refreshToken: {
    present: { state: "pass", sentence: "A refresh token is kept and belongs to this connection." },
    presentUntil: {
      state: "pass",
      sentence: "A refresh token is kept, belongs to this connection, and is good until {end}.",
    },
    none: {
      state: "fail",
      sentence: "No refresh token is kept, so no new token can be had without you.",
      remedy:
        "Sign in again. If that does not help, the app is not allowed to keep sign-ins (the scope offline_access) or the server gives none.",
      links: ["refreshTokens"],
    },
    otherConnection: {
      state: "fail",
      sentence:
        "The refresh token was got before the connection was changed: authority, tenant or client ID is another now.",
      remedy: "Sign in again, or change the connection back.",
    },
    ended: {
      state: "fail",
      sentence: "The refresh token ended at {end}.",
      remedy: "Sign in again.",
      links: ["refreshTokens"],
    },
    refused: {
      state: "fail",
      sentence: "The server refused to renew the token for {scopes} ({code}).",
      remedy: "Open the account: the failure there says why and what to do.",
    },
    partlyRefused: {
      state: "warn",
      sentence: "A refresh token is kept and works, but not for {scopes}: the server refused that ({code}).",
      remedy: "Open the account: the failure there says why and what to do.",
    },
    noAccount,
  },
  token: {
    withMfa: {
      state: "pass",
      sentence: "For {audience}, with {scopes}, until {end}. It says that a second step (MFA) was done.",
      inReport: "A token is kept and can be read.",
    },
    withoutMfa: {
      state: "pass",
      sentence: "For {audience}, with {scopes}, until {end}. It says that no second step (MFA) was done.",
      inReport: "A token is kept and can be read.",
    },
    mfaNotTold: {
      state: "pass",
      sentence: "For {audience}, with {scopes}, until {end}. It does not say whether a second step (MFA) was done.",
      inReport: "A token is kept and can be read.",
    },
    opaque: {
      state: "pass",
      sentence: "With {scopes}, until {end}. It is not made to be read, so it says nothing more.",
      inReport: "A token is kept; it is not made to be read.",
    },
    ended: {
      state: "skipped",
      sentence: "The last one ended at {end}. A new one is got when it is asked for.",
    },
    none: { state: "skipped", sentence: "None is kept. One is got when it is asked for." },
    noAccount,
  },
  tray: {
    shown: { state: "pass", sentence: "It is shown." },
    missing: {
      state: "warn",
      sentence: "This desktop shows no tray icons.",
      remedy:
        "Everything is in the window too; starting TokenTray again brings it up. On GNOME, an extension shows tray icons.",
      links: ["gnomeTray"],
    },
    drawnInPage: { state: "pass", sentence: "Here its menu is part of the page." },
    unknown: { state: "skipped", sentence: "It is not known yet whether this desktop shows it." },
    noTray: { state: "skipped", sentence: "A terminal has none." },
  },
  versions: {
    known: { state: "pass", sentence: "TokenTray {version} ({host}) on {platform}, {runtime}." },
  },
} as const satisfies Readonly<Record<CheckId, Readonly<Record<string, FindingWords>>>>;

type Own = typeof ownFindings;
type Any = typeof anyFindings;

/** Everything that a check can come to: what has no words cannot be found. */
export type FindingOf<I extends CheckId> = (keyof Own[I] | keyof Any) & string;

type WordsOf<I extends CheckId, F> = F extends keyof Own[I] ? Own[I][F] : F extends keyof Any ? Any[F] : never;
type Blanks<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;
type TextsOf<W> = Extract<W[keyof W], string>;

/** The facts that the words of a finding are made with. */
export type FactsOf<I extends CheckId, F> = Readonly<Record<Blanks<TextsOf<WordsOf<I, F>>>, string>>;

export function findingState(id: CheckId, finding: string): FindingWords["state"] {
  return wordsOf(id, finding)?.state ?? "fail";
}

/** Every finding of a check, for whoever must know all of them. */
export function findingsOf(id: CheckId): readonly string[] {
  return Object.keys({ ...anyFindings, ...ownFindings[id] });
}

export interface CheckText {
  readonly label: string;
  readonly state: string;
  /** Empty while the check has not ended. */
  readonly sentence: string;
  /** What to do, one sentence or more; empty where there is nothing to do. */
  readonly remedy: readonly string[];
  readonly links: readonly LinkId[];
  /** In place of the sentence for readers other than the person. */
  readonly inReport: string;
}

/** A result in words, for a host. Facts are put in on one line and shortened. */
export function checkText(result: CheckResult, host: HostName): CheckText {
  const words = result.finding === undefined ? undefined : wordsOf(result.id, result.finding);
  const put = (text: string): string => fill(text, result.facts);
  const sentence = put(words?.sentence ?? "");
  const wrong = words !== undefined && "remedy" in words ? words : undefined;
  const steps = wrong?.steps === undefined ? [] : (hostSteps[wrong.steps]?.[host] ?? []);
  return {
    label: checkLabels[result.id],
    state: checkStateLabels[result.state],
    sentence,
    remedy: wrong === undefined ? [] : [put(wrong.remedy), ...steps],
    links: wrong?.links ?? [],
    inReport: words !== undefined && "inReport" in words ? (words.inReport ?? sentence) : sentence,
  };
}

function wordsOf(id: CheckId, finding: string): FindingWords | undefined {
  const all: Readonly<Record<string, FindingWords>> = { ...anyFindings, ...ownFindings[id] };
  return Object.hasOwn(all, finding) ? all[finding] : undefined;
}

function fill(text: string, facts: CheckResult["facts"]): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => oneLine(facts[name] ?? blank, 200));
}
