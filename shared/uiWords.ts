// Every word the windows show, by place. Words with values are functions, so that a translation can order them freely.
import type { AuthorityKind, Colour, ConnectionField, FederationMode } from "./connection.ts";
import type { ScreenName } from "./contract.ts";
import type { Grant } from "./failure.ts";
import { cannotBeOpened, causeWords } from "./storageCauseWords.ts";
import type { About, PasswordPause, ScopeSet, SignInStep, SignInStepName, StorageState } from "./snapshot.ts";

export const appName = "TokenTray";

/** Heading of each screen; the window's title is made of it. */
export const screenTitles: Readonly<Record<ScreenName, string>> = {
  welcome: "Welcome",
  setup: "Set up",
  settings: "Settings",
  signIn: "Sign in",
  accounts: "Accounts",
  connection: "Connection",
  diagnostics: "Diagnostics",
  about: "About",
};

export const frameWords = {
  title: (screen: string): string => `${screen} – ${appName}`,
  navigation: "Screens",
  skip: "Skip to the content",
  accounts: "Accounts",
  signIn: "Sign in",
  diagnostics: "Diagnostics",
  about: "About",
  welcome: "Welcome",
  opening: "Opening…",
  back: "Back",
  dismiss: "Dismiss",
  dismissNamed: (what: string): string => `Dismiss: ${what}`,
  cancel: "Cancel",
  edit: "Edit",
  practice: "PRACTICE",
  notices: "Notices",
  opensInBrowser: "opens in your browser",
} as const;

export const brokenWords = {
  title: "This window has stopped",
  text: "Something in this window went wrong that should not have. Your accounts and tokens are not touched: they live outside of it.",
  reload: "Reload",
} as const;

export const browserHostWords = {
  banner: "You are using TokenTray as a page in a browser, in place of the desktop app.",
  consequences:
    "Sign-ins are kept in memory only and end with the program. What you copy here may stay in your system's clipboard history: a page cannot keep it out.",
  lost: "The connection to TokenTray is lost. What you see may be out of date, and nothing can be copied. Trying again…",
  copied: "Copied. This page cannot clear the clipboard: copy something else when you are done.",
  endedTitle: "TokenTray has ended",
  ended:
    "Its sign-ins ended with it. You can close this page. To go on, start TokenTray again and open the new address.",
  refusedTitle: "This page has no key",
  refused:
    "Each address that TokenTray prints opens one page, once. This one was used before, or this page was opened without it. That keeps other programs and other people on this computer out.",
  refusedSteps: [
    "Go to the terminal where TokenTray runs and press Enter. It prints a new address.",
    "Open the new address here. You stay signed in.",
    "If no new address comes, start TokenTray again.",
  ],
  unreachableTitle: "TokenTray does not answer",
  unreachable:
    "The program that served this page has ended or is not to be reached. Start it again and open the new address.",
  blocked: (host: string): string => `Your browser kept TokenTray from opening a page at ${host}. Open it here.`,
  trayTitle: "Tray menu",
  trayHint: "The desktop app shows this menu at its tray icon.",
} as const;

export const welcomeWords = {
  lead: "Sign in once to a work or school account. From then on, a fresh access token is two clicks away.",
  points: [
    "Copy an access token for an API, always fresh, from the tray or from this window.",
    "Your password is sent once and never stored. Access tokens are never shown.",
    "When a sign-in fails, you are told what happened, who can fix it and what to do next.",
  ],
  practiceTitle: "Try it with the practice tenant",
  practiceText:
    "A make-believe authority on this computer, with people for every situation. Needs no account and no network.",
  practiceButton: "Use the practice tenant",
  savedTitle: "Use a connection you have set up",
  savedButton: (label: string): string => `Sign in with ${label}`,
} as const;

export const colourWords: Readonly<Record<Colour, string>> = {
  blue: "Blue",
  green: "Green",
  orange: "Orange",
  red: "Red",
  purple: "Purple",
  grey: "Grey",
};

export const kindWords: Readonly<Record<AuthorityKind, string>> = {
  practice: "Practice tenant",
  entra: "Microsoft Entra",
  adfs: "AD FS",
  b2c: "Azure AD B2C",
  ciam: "Entra External ID",
  openid: "OpenID authority",
};

export const connectionFieldWords: Readonly<
  Record<ConnectionField, { readonly label: string; readonly hint: string }>
> = {
  kind: { label: "Kind of authority", hint: "" },
  label: { label: "Name", hint: "What you call it, such as “Contoso test”." },
  colour: { label: "Colour", hint: "Tells test and production apart at a glance." },
  authority: { label: "Authority", hint: "The web address that sign-ins go to." },
  tenant: { label: "Tenant", hint: "Directory (tenant) ID, or a domain such as contoso.onmicrosoft.com." },
  clientId: { label: "Client ID", hint: "Application (client) ID of a public client." },
  scopes: {
    label: "Scopes",
    hint: "Separated by blanks. All for one API, such as https://graph.microsoft.com/User.Read.",
  },
  federation: {
    label: "Where passwords are checked",
    hint: "Entra knows which accounts sign in at a service of their organisation. Choose another way only if you were told to.",
  },
  mexAddress: {
    label: "Federation metadata",
    hint: "Where the federation service describes itself (MEX), such as https://sts.contoso.com/adfs/services/trust/mex.",
  },
  caFile: {
    label: "Certificate authority",
    hint: "A PEM file that is trusted for this connection beside your system's certificates. Leave empty unless the server has a certificate of your company's own.",
  },
};

export const federationModeWords: Readonly<Record<FederationMode, string>> = {
  automatic: "Found out for each account",
  managed: "Always at Entra",
  federated: "Always at the organisation's own service",
  ownMex: "At the service I name below",
};

export const connectionWords = {
  advanced: "Advanced",
  addTitle: "Add a connection",
  editTitle: (label: string): string => `Connection ${label}`,
  lead: "Where you sign in, and as which app. Nothing of this is secret.",
  save: "Save connection",
  issuerHint: "The issuer, exactly as its metadata has it. It must accept the password grant.",
  problems: (count: number): string =>
    count === 1 ? "One field needs another look." : `${count} fields need another look.`,
  saved: "Connection saved.",
  remove: "Remove connection…",
  removeTitle: (label: string): string => `Remove ${label}?`,
  removeText: (accounts: number): string =>
    accounts === 0
      ? "No account uses it."
      : `${accounts === 1 ? "One account uses it and is" : `${accounts} accounts use it and are`} signed out of this computer with it. Access tokens that were issued live until they end.`,
  removeButton: "Remove connection",
} as const;

export const signInWords = {
  title: screenTitles.signIn,
  titleAgain: (username: string): string => `Sign in again: ${username}`,
  honest:
    "A password alone works only for a work or school account that needs no second factor. Microsoft advises against it where another way exists. The browser also does multifactor, passkeys and personal accounts.",
  adviceLink: "Microsoft's advice on passwords",
  connection: "Connection",
  addConnection: "Add a connection",
  editConnection: "Edit this connection",
  noConnection: "There is no connection yet.",
  username: "User name",
  password: "Password",
  show: "Show password",
  hide: "Hide password",
  shown: "Your password is visible.",
  hidden: "Your password is hidden.",
  capsLock: "Caps Lock is on.",
  blankAtEdge: "It begins or ends with a blank. It is sent exactly as it is.",
  neverStored: "Sent once, never stored.",
  otherScopes: "Ask for other scopes",
  otherScopesLabel: "Scopes in place of the connection's",
  otherScopesHint: (scopes: string): string => `Separated by blanks. Left empty: ${scopes}.`,
  submit: "Sign in",
  otherWays: "Without a password here:",
  browserOnly: "This directory takes no password from outside its own page. Sign in with the browser.",
  browser: "Sign in with the browser",
  deviceCode: "Use a device code",
  usernameProblem: {
    empty: "Enter the user name.",
    tooLong: "A user name has at most 1,024 characters.",
    notUnicode: "This holds half of a character, which cannot be sent. Type it again.",
  },
  passwordProblem: {
    empty: "Enter the password.",
    tooLong: "A password has at most 10,000 characters.",
    notUnicode: "This holds half of a character, which cannot be sent. Type it again.",
  },
  scopesProblem: {
    empty: "",
    tooLong: "A list of scopes has at most 100 of at most 500 characters.",
    notUnicode: "This holds half of a character, which cannot be sent. Type it again.",
  },
  progressTitle: (username: string): string => (username === "" ? "Signing in" : `Signing in ${username}`),
  succeededTitle: "Signed in",
  succeeded: (username: string): string => `${username} is signed in.`,
  toAccounts: "Show the account",
  another: "Sign in another account",
} as const;

/** While a person is to do something elsewhere. */
export const waitingWords = {
  browser: "Go on in your browser. When you are done there, come back here.",
  browserLink: "Open the page and sign in there. When you're done, come back here.",
  browserNotOpened: "No browser could be opened. Open the address below in a browser on this computer.",
  again: "Open the page again",
  address: "Show the address",
  addressName: "Address",
  addressHint: "For another browser on this computer. It is good for this one sign-in.",
  device: "On this or another computer or phone, open the address and type the code.",
  deviceHere:
    "On this computer, open the address and type the code. No other device can reach it: it is this computer's own.",
  code: "Code",
  copyCode: "Copy code",
  codeCopied: "Code copied.",
  openPage: "Open the page",
  notOpened: (host: string): string =>
    `The address is at ${host}, which is not one of the authority's own. Open it yourself only if you know it.`,
  qr: (address: string): string => `QR code of ${address}`,
  warning: "Only ever enter a code that you asked for yourself. Whoever sends you one wants to sign in as you.",
  left: (time: string): string => `${time} to finish`,
  over: "The time is over.",
} as const;

export const personWords = {
  title: "Another account signed in",
  nobodyTitle: "The server doesn't say who signed in",
  another: (asked: string, who: string): string => `You asked for ${asked}, but ${who} signed in. Use this account?`,
  nobody: (asked: string): string => `You asked for ${asked}. If you know that you signed in as that, use the account.`,
  kept: "TokenTray keeps nothing of this sign-in until you agree. If you do, you aren't asked again for this account.",
  use: "Use this account",
  refuse: "Don't use it",
} as const;

export const pauseWords: Readonly<Record<PasswordPause["because"], (username: string, wrongInARow: number) => string>> =
  {
    wrongPasswords: (username, wrongInARow) =>
      `${wrongInARow} wrong passwords in a row for ${username}. The form rests a while, because a few more could lock the account.`,
    locked: (username) =>
      `${username} is locked. The form rests for as long as the lock is known to last, because each further try can make it longer.`,
  };

export const pauseEnd = (left: string): string =>
  `A password can be sent again in ${left}. The browser works meanwhile.`;

export const signInStepWords: Readonly<Record<SignInStepName, string>> = {
  authority: "Finding the authority",
  realm: "Asking what kind of account it is",
  federation: "Signing in at your organisation",
  browser: "Waiting for your browser",
  device: "Waiting for the code to be typed",
  token: "Asking for the token",
  seal: "Sealing it on this computer",
};

export const stepStateWords: Readonly<Record<SignInStep["state"], string>> = {
  waiting: "waiting",
  running: "under way",
  done: "done",
  failed: "failed",
  skipped: "not needed",
};

export const practiceWords = {
  people: "Practice people",
  peopleHint: "Each shows a situation. They and their passwords exist on this computer only.",
  take: "Use",
  takeNamed: (name: string): string => `Use ${name}`,
  filled: (name: string): string => `User name and password of ${name} are filled in.`,
  password: "Password",
} as const;

export const failureWords = {
  others: "What others can do",
  you: "What you can do",
  why: "Why",
  details: "Technical details",
  diagnostics: "Details and checks",
  whyNeeded: "Why?",
  helpRefused: (host: string): string =>
    `The server named a page at ${host}, which is not one of the authority's own, so it is not opened. Look at the address before you use it.`,
  helpName: "Address",
  copy: "Copy",
  copyDetail: (name: string): string => `Copy ${name}`,
  copied: (name: string): string => `${name} copied.`,
  notCopied: "The system did not take it. It is selected: copy it with the keyboard.",
  retryAt: (time: string): string => `Not before ${time}.`,
} as const;

export const accountsWords = {
  empty: "No account is signed in.",
  reason: (why: string): string => `The reason: ${why}.`,
  emptyHint: "Sign in to get the first access token.",
  count: (accounts: number): string => (accounts === 1 ? "1 account" : `${accounts} accounts`),
  signIn: "Sign in another account",
  manage: "Manage account",
  notSaved: "In memory only: this sign-in ends with the program.",
  noRefresh: "The authority gave no refresh token: when the access token ends, you sign in again.",
  refreshRefused: "The saved sign-in was refused. Sign in again to keep getting tokens.",
  refreshEnds: (time: string): string => `You will have to sign in again by ${time}.`,
  signedIn: (how: string, time: string): string => `Signed in ${how}, ${time}`,
  rename: "Name",
  renameHint: "What you call this account. Empty: its user name.",
  save: "Save name",
  renamed: "Name saved.",
  again: "Sign in again",
  signOut: "Sign out…",
  signOutTitle: (name: string): string => `Sign out ${name}?`,
  signOutText: "Its refresh token is removed from this computer.",
  signOutLives:
    "Access tokens that were issued already live until they end, up to the time shown at each. TokenTray cannot call them back.",
  signOutEverywhere: "End all sign-ins of this account everywhere",
  signOutButton: "Sign out",
  addScopeSet: "Add a scope set",
  addScopeSetHint: "For another API. Separated by blanks.",
  scopes: "Scopes",
  tenant: "Tenant (optional)",
  tenantHint:
    "Directory ID or domain of another tenant, where this account is a guest or a member. Empty: the connection's own.",
  tenantProblem: "Enter one tenant, by directory ID or domain, such as contoso.com.",
  guestIn: (tenant: string, name: string): string => `Guest in ${tenant} as ${name}`,
  scopeSetLabel: "Name (optional)",
  add: "Add",
  added: "Scope set added.",
  scopesEmpty: "Enter at least one scope.",
  scopesTooLong: "That is too long: at most 20,000 characters.",
} as const;

export const grantWords: Readonly<Record<Grant, string>> = {
  password: "with a password",
  refreshToken: "with a refresh token",
  authorizationCode: "in the browser",
  deviceCode: "with a device code",
  samlBearer: "through a federated sign-in",
};

export const scopeSetWords = {
  copy: "Copy token",
  copyAs: "Copy as…",
  copyCommand: "Copy command",
  copyCommandHint:
    "Holds no token: it gets a fresh one each time it runs. The terminal keeps its own sign-ins, so it asks you to sign in once.",
  shellNote: "Shells keep a history: a line with a token in it stays there.",
  newToken: "New token",
  gotNew: (time: string): string => `New token, good until ${time}.`,
  showClaims: "Show claims",
  hideClaims: "Hide claims",
  claimsCaption: (api: string): string => `Claims of the access token for ${api}`,
  claimName: "Claim",
  claimValue: "Value",
  unreadable: "This token cannot be read: only the API it is for understands it.",
  more: "More",
  rename: "Name",
  renameHint: "What you call this scope set. Empty: the name of the API.",
  save: "Save name",
  renamed: "Name saved.",
  remove: "Remove scope set…",
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText:
    "Its access token is forgotten here. If it was copied, it lives until it ends. The account stays signed in.",
  removeButton: "Remove scope set",
  scopes: "Scopes asked for",
  granted: "Scopes granted",
  declined: "Scopes not granted",
  tenant: "Tenant",
  issued: "Issued",
  ends: "Ends",
  lifeBar: (api: string): string => `Life left of the token for ${api}`,
  refusedSoon: (time: string): string => `It couldn't be renewed. Sign in again by ${time}, when this token expires.`,
  noToken: "No access token yet. Copy gets one.",
  inOutage: (time: string): string =>
    `This token has ended. The service may take it until ${time}, as long as no new one can be had.`,
  outageEnd: "Serves in an outage until",
  nextTry: (time: string): string => `Next try at ${time}.`,
  copied: "Copied",
  whatHappened: "What happened",
} as const;

export const scopeSetStateWords: Readonly<Record<ScopeSet["state"], string>> = {
  ready: "Ready",
  refreshing: "Refreshing",
  expired: "Ended",
  needsYou: "Needs you",
  waiting: "Waiting",
};

/** Heard, not seen: said when a token's life crosses a threshold. */
export const countdownWords = {
  minutes: (name: string, minutes: number): string =>
    minutes === 1 ? `The token for ${name} ends in one minute.` : `The token for ${name} ends in ${minutes} minutes.`,
  ended: (name: string): string => `The token for ${name} has ended.`,
} as const;

export const quitWords = {
  title: (signIns: number): string => (signIns === 1 ? "1 sign-in ends. Quit?" : `${signIns} sign-ins end. Quit?`),
  text: "What's in memory only isn't saved, so you'll have to sign in again. Tokens that you've copied stay valid until they expire.",
} as const;

export const aboutWords = {
  version: "Version",
  host: "Runs as",
  platform: "System",
  dataFolder: "Data folder",
  noDataFolder: "None: nothing is written.",
  openFolder: "Open data folder",
  tray: "Tray icon",
  storage: "Sign-ins are kept",
  clipboard: "Clear the clipboard after a copy",
  clipboardNever: "Never",
  clipboardAfter: (seconds: number): string => (seconds < 60 ? `After ${seconds} s` : `After ${seconds / 60} min`),
  clipboardHint: "Only if it still holds what TokenTray put there.",
  notifyOnCopy: "System notice after a copy",
  notifyWhenNeeded: "System notice before an account needs you",
  links: "Good to know",
  removeTitle: "Start over",
  removeText:
    "Signs out every account and removes all accounts, connections and settings of TokenTray from this computer.",
  remove: "Remove everything from this computer…",
  removeConfirmTitle: "Remove everything from this computer?",
  removeConfirmText:
    "All accounts, refresh tokens, connections and settings are removed. This cannot be undone. Access tokens that were copied live until they end.",
  /** On the desktop. */
  keyStays:
    "What stays is the key with which the system's secret storage sealed the records: no app can remove it through Electron, and with the records gone it opens nothing.",
  removeConfirm: "Remove everything",
  removed: "Everything is removed from this computer.",
  quit: "Quit TokenTray",
  trademark:
    "TokenTray is not made by Microsoft. Microsoft and Entra are trademarks of the Microsoft group of companies.",
} as const;

/** Where the tray icon is, by platform as Node names it. */
export const trayPlaceWords: Readonly<Record<"win32" | "darwin" | "linux", string>> = {
  win32: "At the right end of the taskbar. If you do not see it, press the arrow there and drag it out.",
  darwin: "In the menu bar, at the top right of the screen.",
  linux: "In the panel, with the other status icons.",
};

export const trayStateWords: Readonly<Record<Exclude<About["tray"], "shown">, string>> = {
  unknown: "Not known yet.",
  missing: "This desktop shows no tray icons. Everything is in this window; starting TokenTray again brings it up.",
  drawnInPage: "Drawn on this page as a menu.",
};

const storageKinds: Readonly<Record<StorageState["kind"], (storage: StorageState) => string>> = {
  loading: () => "Asking the system's secret storage…",
  protected: ({ backEnd }) => `Sealed on this computer, protected by ${backEnd}.`,
  memoryOnly: (storage) => `In memory only, because ${whyInMemory(storage)}. They end with the program.`,
  locked: ({ backEnd }) => `Sealed, but ${backEnd === "" ? "the system's secret storage" : backEnd} is locked.`,
};

function whyInMemory({ backEnd, cause }: StorageState): string {
  // The browser host's, which has no store by design.
  return backEnd === "memory" ? "this page saves nothing" : causeWords(cause ?? "noStorage", backEnd).why;
}

/** How sign-ins are kept, and which of them cannot be opened now. */
export function storageWords(storage: StorageState): string {
  const { kind, backEnd, waiting, cause } = storage;
  const kept = storageKinds[kind](storage);
  if (waiting === 0) return kind === "locked" ? `${kept} Nothing is lost.` : kept;
  const why = kind === "protected" ? `: ${causeWords(cause, backEnd).why}` : "";
  return `${kept} ${cannotBeOpened(waiting)}${why}. Nothing is lost.`;
}
