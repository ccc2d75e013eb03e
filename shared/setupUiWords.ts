// The words of the set-up guide's five steps. What is said about app registrations, scopes and consent is in `setup/`.
import type { Found } from "./contract.ts";
import type { Road } from "./setup/consentRoads.ts";
import type { SetupPlace } from "./setup/setupAnswers.ts";

export const setupStepTitles = [
  "Where do you sign in?",
  "Your app registration",
  "What for?",
  "Consent",
  "Try it and settle in",
] as const;

export const setupWords = {
  progress: "Steps of the set-up",
  stepOf: (step: number): string => `Step ${step} of ${setupStepTitles.length}`,
  stepSaid: (step: number): string => `Step ${step} of ${setupStepTitles.length}: ${setupStepTitles[step - 1] ?? ""}`,
  done: "done",
  back: "Back",
  next: "Next",
  skip: "Skip for now",
  skipHint: "What you entered is kept. You find the set-up again in the menu.",
  resumed: "This is where you left off.",
  startOver: "Start again from step 1",
  problems: (count: number): string =>
    count === 1 ? "One field needs another look." : `${count} fields need another look.`,
} as const;

export const placeWords: Readonly<Record<SetupPlace, { readonly title: string; readonly hint: string }>> = {
  practice: {
    title: "Practice tenant",
    hint: "Make-believe, on this computer. Needs no account, no network and no app registration.",
  },
  company: {
    title: "My company (practice)",
    hint: "Make-believe too, but nothing is ready: practise setting an app up, as in earnest.",
  },
  entra: { title: "Microsoft Entra ID", hint: "Work or school accounts, in any of its clouds." },
  adfs: { title: "AD FS", hint: "Your organisation's own sign-in service, 2016 or later." },
  b2c: { title: "Azure AD B2C", hint: "Local accounts of a customer directory, by a user flow for passwords." },
  ciam: {
    title: "Microsoft Entra External ID",
    hint: "Accounts of a customer directory (ciamlogin.com). In the browser alone: it takes no passwords from outside.",
  },
  openid: { title: "Another OpenID server", hint: "Keycloak and others, where they accept the password grant." },
};

export const placeStepWords = {
  places: "Places to sign in",
  lookUpLabel: "Domain, user name or address",
  lookUpHint: "Enough to find the rest. Only public metadata is asked for; no password is sent.",
  lookUp: "Look up",
  lookingUp: "Looking it up…",
  notReadable: "Enter a domain (contoso.com), a user name (ada@contoso.com) or an address that begins with https://.",
  cloud: "Cloud",
  cloudHint: "GCC is in the public cloud. In the DoD, Microsoft Graph is https://dod-graph.microsoft.us.",
  otherCloud: (authority: string): string => `Another address: ${authority}`,
  tenant: "Tenant",
  tenantHint: "Directory (tenant) ID, or a domain such as contoso.onmicrosoft.com.",
  address: "Address",
  addressHint: {
    adfs: "With /adfs at the end: https://adfs.contoso.com/adfs",
    b2c: "With directory and user flow: https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_ROPC_Auth",
    ciam: "The directory's own: https://contoso.ciamlogin.com",
    openid: "The issuer, exactly as its metadata has it: https://id.contoso.com/realms/staff",
  },
} as const;

const realmWords: Readonly<Record<NonNullable<Found["realm"]>, string>> = {
  managed: " Passwords of this account are checked by the directory itself.",
  federated:
    " The account is federated: its organisation checks the password. That works with a password only if the organisation allows it; else use the browser.",
  personal: "",
  unknown: " Nothing is known of this account.",
};

/** What a look-up found, in plain words. */
export function foundWords({ kind, domain = "", tenant = "", cloud, authority = "", realm }: Found): string {
  const account = realm === undefined ? "" : realmWords[realm];
  switch (kind) {
    case "organisation": {
      if (authority === "") return `Found: ${domain} is one of the practice tenant's directories.${account}`;
      const where = cloud === undefined ? "" : ` It is in the cloud “${cloud}”.`;
      return `Found: ${domain} belongs to the directory ${tenant}.${where}${account}`;
    }
    case "personal":
      return "This is a personal account: not with a password. Only work or school accounts can sign in with one. The browser can sign it in where the app allows personal accounts.";
    case "openid":
      return `Found: an OpenID server. Its issuer is ${authority}.`;
    case "adfs":
      return `Found: AD FS, at ${authority}.`;
    case "b2c":
      return `Found: a policy of Azure AD B2C, at ${authority}.`;
    case "ciam":
      return `Found: a customer directory of Microsoft Entra External ID, at ${authority}. It takes sign-ins in the browser alone.`;
    case "nothing":
      return `There is no directory of this name${domain === "" ? "" : ` (${domain})`}. Look for a typing mistake, or choose a place below.`;
  }
}

export const appStepWords = {
  practice: "The practice tenant brings its app along. There is nothing to do here.",
  have: "I have a client ID",
  make: "Help me make one",
  choice: "App registration",
  clientId: "Client ID",
  clientIdHint: "Application (client) ID of a public client. It is no secret.",
  clientIdAfter: "When it is made, paste its client ID here.",
  takeCompany: "Use the client ID of My company's app",
  label: "Name of this connection",
  labelHint: (name: string): string => `What you call it. Left empty: ${name}.`,
  appName: "Name of the app registration",
  appNameHint: "Goes into the steps and commands below.",
  needs:
    "It has to be a public client: redirect http://localhost, “Allow public client flows” set to Yes, and the permissions listed.",
  portal: "Step by step",
  portalCompany: "The practice portal has all of it on one page.",
  forScopes: (scopes: string): string => `For the scopes ${scopes}. You choose them in step 3; come back here then.`,
  az: "With the Azure CLI",
  shell: "Shell",
  shells: { sh: "sh (Linux, macOS)", powershell: "PowerShell" },
  oneWindow: "Run them one after the other in one window: later lines use what earlier ones kept.",
  powerShell: "With Microsoft Graph PowerShell",
  powerShellHint: "Registers the app and approves it for the whole organisation, which takes an admin.",
  admin: "Send this to my admin",
  adminHint: "For whoever may register apps in your organisation.",
  adminName: "Text for the admin",
  openPage: (title: string): string => `Page in the portal for “${title}”`,
  openCompany: "Page of the app registration",
  way: (path: string): string => `By hand: ${path}`,
  command: (what: string): string => `Command: ${what}`,
  line: (number: number): string => `Line ${number}`,
} as const;

/** The text for an admin who is to make the registration. */
export function makeAppLetter(
  app: string,
  steps: readonly { readonly title: string; readonly detail: string; readonly values: readonly string[] }[],
): string {
  const lines = steps.flatMap(({ title, detail, values }, index) => [
    `${index + 1}. ${title}`,
    `   ${detail}`,
    ...values.map((value) => `   ${value}`),
    "",
  ]);
  return [
    "Hello,",
    "",
    `could you please register an app named “${app}” for me? It signs in with my work or school account to get access tokens, and keeps no password.`,
    "",
    ...lines,
    "Please send me its Application (client) ID and the Directory (tenant) ID. Neither is a secret.",
    "",
    "Thank you very much!",
  ].join("\n");
}

/** What each drawing of a portal's panel shows, for people who do not see it, and the texts in it. */
export const panelWords = {
  register: "Drawing of the page for a new registration: the field for the name is marked.",
  singleTenant: "Drawing of the page for a new registration: the choice “Single tenant only” is marked.",
  redirect: "Drawing of the page for a new registration: the kind of redirect and its address are marked.",
  copyIds: "Drawing of the Overview page: client ID and tenant ID with their copy buttons are marked.",
  publicClient: "Drawing of the Authentication page: the switch “Allow public client flows” stands at Yes, and Save.",
  permissions: "Drawing of the API permissions page: “Add a permission”, and a delegated permission in the list.",
  name: "Name",
  registerButton: "Register",
  save: "Save",
  yes: "Yes",
  overview: "Overview",
  accountTypes: "Supported account types",
  severalTenants: "Multiple Entra ID tenants",
  redirectUri: "Redirect URI",
  delegatedShort: "Delegated",
  settings: "Settings",
} as const;

export const scopeStepWords = {
  sets: "Scope sets",
  hint: "One token is for one API. Each scope set gets a token of its own; the sign-in is shared.",
  setTitle: (number: number): string => (number === 1 ? "First scope set" : `Scope set ${number}`),
  label: (number: number): string => (number === 1 ? "Scopes" : `Scopes of set ${number}`),
  scopesHint: "Separated by blanks.",
  ownHint: {
    practice: "Also known here: api://practice-api/Tasks.Read and api://practice-api/Tasks.Write.",
    entra: "For an API of your own: api://…/name, as its registration calls it under Expose an API.",
    adfs: "The identifier of your API, a slash, and the name of the scope.",
    b2c: "https://contoso.onmicrosoft.com/api/name; or the client ID, for a token for the app itself.",
    ciam: "For an API of your own: api://…/name, as its registration calls it under Expose an API.",
    openid: "At least one besides openid and offline_access, as the server names it: profile does not count.",
  },
  presets: "Choose from common APIs",
  mayDo: (allows: string): string => `May ${allows}`,
  default: "By name, or all at once with .default?",
  fits: "fits here",
  add: "Add another scope set",
  remove: (number: number): string => `Remove scope set ${number}`,
  removed: "Scope set removed.",
  after: "Its token is asked for after the first sign-in.",
  save: "Save and go on",
} as const;

export const consentStepWords = {
  lead: "The app needs consent once, by you or by an admin. There are four roads to it; whichever you take, press “Check now” afterwards.",
  you: "You are",
  who: {
    unknown: "not sure",
    owner: "the owner of the app registration",
    admin: "an admin of the directory",
    neither: "neither",
  },
  recommended: "Recommended",
  gone: "The connection was removed. Go back to step 3 and save it again.",
  buttons: {
    developerGrant: "Show where",
    adminInPortal: "Show where",
    userInBrowser: "Approve in the browser",
    adminByAddress: "Approve as an admin in the browser",
  } satisfies Readonly<Record<Road, string>>,
  letter: "Send it to an admin",
  press: {
    developerGrant:
      "There: API permissions. The command “Approve them for yourself alone” in step 2 does it in the Azure CLI.",
    adminInPortal: "There: API permissions, then “Grant admin consent”.",
    companyGrant: "There: “Grant for me”, with your account chosen.",
    companyAdmin: "There: “Grant admin consent for My company”.",
  },
  noPortal: "The practice tenant has no portal. Choose My company in step 1 to practise this.",
  page: "Page of the permissions",
  userDone: (name: string): string => `Approved, and ${name} is signed in. The token is kept.`,
  adminWaiting: "Go on in your browser: sign in as an admin, read the list and press Accept.",
  adminCancel: "Stop waiting",
  adminDone: (tenant: string): string =>
    `The page says that the app is approved for everyone in ${tenant}. “Check now” proves it.`,
  letterTitle: "Letter to an admin",
  letterSubject: "Subject",
  letterBody: "Text",
  letterAddress: "Address for the admin",
  openMail: "Open in the mail program",
  mail: {
    whole: "",
    shortened: "Mail programs take only so much: it opens shortened. Copy the text for the whole.",
    tooLong: "It is too long for a mail program. Copy it instead.",
  },
  mailOpened: "Handed to the mail program.",
  check: "Check now",
  checkTitle: "Is it approved?",
  checkAccount: (name: string): string => `Asks for a new token for ${name}.`,
  checkSignIn:
    "Nobody is signed in with this connection yet. The sign-in in the next step shows whether it's approved.",
  signInFirst: "Sign in first. There's no account to check with.",
  toSignIn: "Go to the sign-in",
  checking: "Asking for a token…",
  checked: (time: string): string => `It works: a new token, good until ${time}.`,
} as const;

export const tryStepWords = {
  signIn: "Sign in",
  works: (name: string): string => `${name} is signed in. The set-up works.`,
  another: "Sign in another account",
  otherSets: (count: number): string =>
    count === 1 ? "Get a token for the other scope set" : `Get tokens for the ${count} other scope sets`,
  otherSetsDone: "Tokens for the other scope sets are there.",
  settle: "Settle in",
  tray: "Where the tray icon is",
  done: "Done",
} as const;
