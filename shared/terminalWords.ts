// Every word of the `tokentray` command: help, questions, answers and complaints.
import type { Connection, ConnectionField } from "./connection.ts";
import { cannotBeOpened, comeBack, savedSignIns } from "./storageCauseWords.ts";

export interface CommandWords {
  readonly summary: string;
  readonly usage: string;
  readonly about: readonly string[];
  readonly options: readonly (readonly [option: string, meaning: string])[];
}

const placeOptions: CommandWords["options"] = [
  ["--authority URL", "Sign in at this authority, such as https://login.microsoftonline.com."],
  ["--tenant T", "Entra: directory ID or domain."],
  [
    "--kind KIND",
    "entra, openid, adfs, b2c or ciam. Unless told, the address decides, and it is entra wherever --tenant is given.",
  ],
  ["--client-id ID", "The app's client ID."],
  ["--connection LABEL", "In place of the four above: a connection already set up, by its label or ID."],
  ["--label LABEL", "What to call a connection that is new."],
  [
    "--federation MODE",
    "Entra: where passwords are checked. automatic (Entra knows; the default), managed (always at Entra), federated (always at the organisation's own service) or ownMex.",
  ],
  ["--mex URL", "Entra: where the organisation's own service describes itself (MEX). Its address is asked about once."],
  ["--ca-file FILE", "Certificate authorities (PEM) that a new connection trusts beside the system's."],
  ["--practice", "Sign in to the practice tenant: offline, with people for every situation."],
  ["--username U", "User name of the account."],
  ["--scope S…", "What the token is for. May be repeated; several may follow, blank-separated."],
];

const wayOptions: CommandWords["options"] = [
  ["--browser", "Sign in on the authority's page in the system browser, in place of a password here."],
  ["--device-code", "Sign in with a code that you type in any browser, on any device, in place of a password here."],
  ["--prompt WHAT", "With --browser: consent (ask for it once more) or select_account."],
  ["--password-stdin", "Read the password from standard input even where there is a keyboard."],
  ["--token-origin URL", "Agree beforehand that the sign-in ends at a token endpoint on this other origin."],
  [
    "--trust-authority URL",
    "Trust this authority beforehand though no cloud vouches for it, as in a network without the internet.",
  ],
  ["--any-account", "Use whichever account signs in, even if you asked for another one with --username or --account."],
];

const waysAbout: CommandWords["about"] = [
  "With --browser the address is always printed and, where there is a browser, opened (not with BROWSER=none). It is",
  "waited for two minutes. The page has to be opened on this computer; on another one, --device-code is the way.",
  "If another account signs in than the one you asked for, you're asked at a keyboard whether to use it. Without a keyboard",
  "that fails with exit code 3, and nothing is kept; --any-account allows it.",
  'With --device-code and --json, standard error carries one line: {"device_code_prompt":{"user_code":…,',
  '"verification_uri":…,"expires_on":…}}, the end in epoch seconds.',
];

export const commandWords = {
  "sign-in": {
    summary: "Sign in once and keep it.",
    usage:
      "tokentray sign-in (--authority URL --client-id ID [--tenant T] | --connection LABEL | --practice) (--username U | --browser | --device-code) [--scope S…]",
    about: [
      "Asks for the password, or reads one line from standard input. It is sent once and never stored.",
      ...waysAbout,
      "With a keyring the sign-in is kept, sealed; without one it ends with the command, and that is an error here.",
    ],
    options: [...placeOptions, ...wayOptions, ["--json", "Print the account as JSON on standard output."]],
  },
  token: {
    summary: "Print a fresh access token, signing in first where needed.",
    usage:
      "tokentray token (--account NAME | --authority URL --client-id ID [--tenant T] --username U | --connection LABEL --username U | --practice) [--browser | --device-code] [--scope S…] [--in-tenant T] [--json] [--min-life 10m] [--force]",
    about: [
      "Standard output carries the token alone; everything else goes to standard error.",
      "An account that is signed in needs no password. Otherwise it is asked for at the keyboard, or read from standard",
      "input: one line of UTF-8 whose line end is dropped and whose blanks are kept. An account that signed in with the browser",
      "or a device code is never asked for a password: when its sign-in has lapsed, add --browser or --device-code.",
      ...waysAbout,
    ],
    options: [
      ["--account NAME", "An account that is signed in: user name, label or ID."],
      ...placeOptions,
      ...wayOptions,
      [
        "--in-tenant T",
        "Entra: a token of another tenant, by directory ID or domain, where the account is a guest or member. Needs no further sign-in.",
      ],
      ["--min-life TIME", "How long the token must live at least: 90s, 10m, 1h. Default 60s."],
      ["--force", "Ask the server for a new token even where a fresh one is at hand."],
      ["--json", "Print account, scopes, token_type, expires_on (epoch seconds), expiresOn (UTC) and access_token."],
    ],
  },
  accounts: {
    summary: "List who is signed in, and how long each token lives.",
    usage: "tokentray accounts [--json]",
    about: ["Reads what is kept here; asks no server."],
    options: [["--json", "Print a JSON array."]],
  },
  "sign-out": {
    summary: "Forget an account and its tokens on this computer.",
    usage: "tokentray sign-out (--account NAME | --all)",
    about: ["Access tokens already handed out live until they end: no sign-out reaches them."],
    options: [
      ["--account NAME", "User name, label or ID."],
      [
        "--all",
        "Every account of this command, also those that can't be opened now. The desktop app's accounts are its own.",
      ],
    ],
  },
  diagnose: {
    summary: "Check everything that a sign-in needs, and say what to do where something is wrong.",
    usage:
      "tokentray diagnose (--account NAME | --authority URL --client-id ID [--tenant T] --scope S… | --connection LABEL | --practice) [--username U] [--json | --report [--mask]]",
    about: [
      "Asks the authority for public facts alone: no password is asked for and no token is spent.",
      "A note changes nothing about the exit code; the first thing wrong decides it.",
    ],
    options: [
      ["--account NAME", "An account that is signed in: user name, label or ID."],
      ...placeOptions,
      ["--json", "Print the results as JSON on standard output."],
      ["--report", "Print a report to send to someone who helps: no password, no token, nothing out of a token."],
      ["--mask", "Mask user names, tenant and client ID in the report."],
    ],
  },
  practice: {
    summary: "Keep the practice tenant running and print its people and endpoints.",
    usage: "tokentray practice [--json] [--forget]",
    about: ["Runs until Ctrl-C. Its keys and refresh tokens are kept for the next time."],
    options: [
      ["--json", "Print people and endpoints as JSON."],
      ["--forget", "Begin with new keys; tokens of earlier runs stop working."],
    ],
  },
  serve: {
    summary: "Show TokenTray's windows in a browser, for computers without Electron.",
    usage: "tokentray serve [--port N] [--because SENTENCE]",
    about: [
      "Listens on 127.0.0.1 only and prints an address whose key works once. Sign-ins stay in memory.",
      "With BROWSER=none the address is printed but not opened. Runs until Ctrl-C.",
    ],
    options: [
      ["--port N", "Wished port; a free one where it is taken."],
      ["--because SENTENCE", "Why the desktop app is not used, for the page to show."],
    ],
  },
  help: {
    summary: "Explain a command.",
    usage: "tokentray help [COMMAND]",
    about: [],
    options: [],
  },
} as const satisfies Readonly<Record<string, CommandWords>>;

export type CommandWord = keyof typeof commandWords;

export const helpWords = {
  title: "TokenTray: fresh access tokens for work or school accounts.",
  usage: "Usage: tokentray COMMAND [OPTIONS]",
  commands: "Commands",
  options: "Options",
  exitCodesTitle: "Exit codes",
  exitCodes: [
    ["0", "It worked. Also when the reader of the output has gone."],
    ["1", "Something unexpected: a fault of TokenTray, logged under an incident ID."],
    ["2", "The command was not understood."],
    ["3", "The sign-in was refused, or a person is needed to go on."],
    ["4", "The network or the service failed; the same command may work later."],
    ["5", "The keyring or the data folder failed, or saved sign-ins can't be opened now. They are kept."],
    ["130", "Ended by Ctrl-C (143 by SIGTERM, 129 by SIGHUP)."],
  ],
  version: "Show the version, as --version and -V do.",
  more: "tokentray help COMMAND explains a command.",
  data: "Data is kept in a folder of its own, apart from the desktop app's; TOKENTRAY_DATA names another.",
} as const;

export const usageWords = {
  unknownCommand: (name: string): string => `There is no command “${name}”.`,
  unknownOption: (option: string): string => `There is no option ${option} here.`,
  valueMissing: (option: string): string => `${option} needs a value.`,
  noValueTaken: (option: string): string => `${option} takes no value.`,
  wrongValue: (option: string, values: readonly string[]): string => `${option}: choose one of ${values.join(", ")}.`,
  // The value is not repeated: it may be a password.
  straySomething: "A value stands there without an option before it. It is not shown here, as it may be a password.",
  passwordOption:
    "A password is never taken as an argument: other programs of this computer could read it, and the shell would keep it. Leave the option out and type it when asked, or send it to standard input.",
  onePlace: "Name exactly one of --authority, --connection, --account and --practice.",
  onlyWithAuthority: "--tenant, --kind, --client-id, --label, --federation, --mex and --ca-file belong to --authority.",
  mexAlone: "--mex goes with --federation ownMex, or without --federation.",
  clientIdMissing: "--authority needs --client-id.",
  oneWay: "Choose one of --browser, --device-code and --password-stdin.",
  promptAlone: "--prompt belongs to --browser.",
  scopeMissing: "--authority needs at least one --scope.",
  usernameMissing: "Name the account with --username.",
  usernameNotText: "The user name holds half of a character, which cannot be sent.",
  accountOrAll: "Name the account with --account, or all of them with --all.",
  minLife: "--min-life takes a time such as 90s, 10m or 1h, at most 24h.",
  inTenant: "--in-tenant takes one tenant of Entra's, by directory ID or domain, such as contoso.com.",
  maskAlone: "--mask belongs to --report.",
  reportOrJson: "Choose one of --json and --report.",
  port: "--port takes a number from 1 to 65535.",
  help: (command?: string): string =>
    `${command === undefined ? "tokentray help" : `tokentray help ${command}`} explains more.`,
  field: (field: ConnectionField, problem: string): string => `${fieldOptions[field]}: ${problem}`,
} as const;

const fieldOptions: Readonly<Record<ConnectionField, string>> = {
  label: "--label",
  colour: "colour",
  kind: "--kind",
  authority: "--authority",
  tenant: "--tenant",
  clientId: "--client-id",
  scopes: "--scope",
  federation: "--federation",
  mexAddress: "--mex",
  caFile: "--ca-file",
};

export const passwordWords = {
  prompt: (username: string): string => `Password for ${username} (not shown): `,
  reading: "Reading the password from standard input; end it with Ctrl-D.",
  signsInElsewhere: (account: string): string =>
    `${account} doesn't sign in with a password, so TokenTray didn't read one. Add --browser or --device-code to sign in as before, or --password-stdin to sign in with a password from now on.`,
  none: "No password was given. Type it when asked, or send it to standard input as one line.",
  tooLong: "What came on standard input is too long for a password.",
  manyLines: "Standard input held more than one line; a password is one.",
  notText: "What came on standard input is not UTF-8 text.",
} as const;

export const placeWords = {
  noAccount: (name: string): string =>
    `No account “${name}” is signed in here. “tokentray accounts” lists those that are.`,
  manyAccounts: (name: string): string =>
    `“${name}” names more than one account. Use the ID that “tokentray accounts” shows.`,
  noConnection: (name: string): string => `There is no connection “${name}” here.`,
  noConnectionBut: (name: string, known: readonly NamedConnection[]): string =>
    `There is no connection “${name}” here. There are, with the ID before each:\n${listed(known)}`,
  manyConnections: (name: string, named: readonly NamedConnection[]): string =>
    `“${name}” names more than one connection. Use the ID of one:\n${listed(named)}`,
  notSaved: "The connection could not be kept.",
} as const;

type NamedConnection = Pick<Connection, "id" | "label" | "authority" | "clientId">;

const listed = (connections: readonly NamedConnection[]): string =>
  connections
    .map(
      ({ id, label, authority, clientId }) => `  ${id}  ${label} (${[authority, clientId].filter(Boolean).join(", ")})`,
    )
    .join("\n");

export const answerWords = {
  signedIn: (account: string, connection: string): string => `Signed in as ${account} at ${connection}.`,
  somebodyElse: (signedIn: string, asked: string): string => `You asked for ${asked}, but ${signedIn} signed in.`,
  keptAll: "The password is that of the account that signed in, so TokenTray keeps it.",
  anotherPerson: (asked: string, signedInAs: string): string =>
    `You asked for ${asked}, but ${signedInAs} signed in. Use this account? [y/N] `,
  nobodyNamed: (asked: string): string =>
    `The server doesn't say who signed in. If you signed in as ${asked}, use this account? [y/N] `,
  calledElse: (typed: string, name: string): string => `The server knows ${typed} as ${name}.`,
  practice: "PRACTICE: this token is good for the practice tenant alone.",
  accepted: (name: string, url: string): string => `PRACTICE: ${url} accepted it: “${name}”.`,
  refused: (status: number, url: string): string => `PRACTICE: ${url} refused it with status ${status}.`,
  extended: (left: string): string =>
    `No new token can be had for now. This one has ended and serves only while the service is out of reach: ${left}.`,
  declined: (scopes: readonly string[]): string => `The server didn't grant: ${scopes.join(" ")}`,
  short: (left: string): string => `The server gave a token that lives shorter than asked: ${left}.`,
  /** Why a sign-in ends with the command; `why` and `todo` are the store's. */
  memoryOnly: (why: string, todo: string): string =>
    `Saving is not possible: ${why}. So nothing is kept, and the sign-in is needed each time.\n${todo}`,
  locked: (why: string, todo: string): string =>
    `The sign-in can't be saved, so it ends with this command: ${why}.\n${todo}`,
  waiting: (count: number, why: string, todo: string): string =>
    `${cannotBeOpened(count)}: ${why}.\n${todo} ${comeBack.terminal}`,
  signInAnew: "To sign in anew all the same: tokentray sign-in --help",
  forgotWaiting: (count: number): string => `Signed out unopened: ${savedSignIns(count)}.`,
  notSaved: "The sign-in could not be written to disk, so it ends with this command.",
  waitingForKeyring: (seconds: number): string =>
    `Waiting for the keyring, which may be asking to be unlocked: ${seconds} seconds left. Ctrl-C ends it.`,
  otherOrigin: (origin: string): string =>
    `This authority takes sign-ins at ${origin}, which is another place than its own address. Send yours there? [y/N] `,
  otherOriginHint: (origin: string): string => `If that is right, add: --token-origin ${origin}`,
  unknownAuthority: (origin: string): string =>
    `No cloud of Microsoft's vouches for ${origin}. Whoever runs it will get what you type. Trust it? [y/N] `,
  unknownAuthorityHint: (origin: string): string =>
    `If your organisation runs it and you trust it, add: --trust-authority ${origin}`,
  yes: /^\s*(y|yes)\s*$/i,
  noAccounts: "Nobody is signed in here.",
  noAccountsHint: "The desktop app's accounts are its own. To sign in: tokentray sign-in --help",
  signedOut: (account: string): string => `Signed out: ${account}.`,
  tokensLiveOn: "Access tokens already handed out live until they end.",
  endsAll: "To end every sign-in of a Microsoft work or school account: https://mysignins.microsoft.com",
  accountColumns: ["ACCOUNT", "CONNECTION", "FOR", "TOKEN", "ID"],
  states: {
    ready: "ready",
    refreshing: "refreshing",
    expired: "renewed when asked for",
    needsYou: "needs you: sign in again",
    waiting: "waits for the service",
  },
  practiceRuns: "The PRACTICE tenant runs until Ctrl-C.",
} as const;

export const reportWords = {
  youDo: "What you can do",
  othersDo: "What others can do",
  inBrowser: "To go on in the browser, run:",
  withCode: "To go on with a device code, run:",
  orInBrowser: "Or in the browser:",
  onAnotherDevice: "Where this computer has no browser:",
  readMore: "Read more",
  details: "Details",
  crashed: "Something unexpected stopped TokenTray. That is a fault of its own, not yours.",
} as const;

export const browserWords = {
  address: (url: string): string => `To sign in, open this address in a browser on this computer:\n\n    ${url}\n`,
  notOpened: "No browser could be opened from here. Open the address yourself.",
  waiting: (lifeMs: number): string => `Waiting ${wholeMinutes(lifeMs)} for you to sign in there. Ctrl-C ends it.`,
} as const;

export const deviceWords = {
  openPage: "To sign in, open this page in any browser, on any device:",
  openPageHere:
    "To sign in, open this page in a browser on this computer, whose own it is; no other device can reach it:",
  foreignPage: (host: string): string =>
    `Look twice: this page is at ${host}, which is not known to belong to the authority.`,
  enterCode: "and enter this code:",
  life: (lifeMs: number): string => `It is good for ${wholeMinutes(lifeMs)}; Ctrl-C ends it.`,
  onlyYours:
    "Enter only a code of a sign-in that you started yourself: whoever sends you another one is after your account.",
} as const;

function wholeMinutes(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.max(0, Math.floor(ms / 1_000))} seconds`;
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

export const serveWords = {
  address: "TokenTray is at this address; its key works once:",
  memory: "Sign-ins are kept in memory alone and end with this program. Ctrl-C ends it.",
  freshKey: "Press Enter for a new address.",
  opened: "A browser has opened it.",
  noPages: "The pages of TokenTray are not built: run “npm run build” first.",
  ended: "TokenTray has ended.",
} as const;
