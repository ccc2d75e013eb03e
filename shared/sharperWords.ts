// Words for single codes, where they say more than the words for the kind. What is left out stays as the kind has it.
import type { FailureWords } from "./failureWords.ts";
import { wrongTokenWords } from "./wrongTokenWords.ts";

export type Sharper = Partial<Omit<FailureWords, "onRefresh" | "inBrowser" | "onDeviceCode">> & {
  /** True by whatever way one signs in. */
  readonly everyWay?: true;
};

const secondStepSetUp: Sharper = {
  title: "Set up a second step for signing in",
  whatHappened: "The sign-in needs multifactor authentication, and {username} has no method for it yet.",
  you: [
    "Sign in with the browser. It leads you through adding a method, such as an authenticator app.",
    "Or add one under Security info first, and sign in with the browser after that.",
  ],
  links: ["securityInfo", "mandatoryMfa", "browserFlow"],
};

const passwordCheckDown: Sharper = {
  title: "Your company's password check is not working",
  whatHappened: "Entra passes this password on to your company to check, and got no usable answer. It was not judged.",
  whoActs: "admin",
  you: ["Wait a little before trying again, because repeated tries may still count towards a lock."],
  others: ["Your admin can check the pass-through authentication agents and the way to Active Directory."],
  links: ["serviceStatus"],
};

const wrongCloud: Sharper = {
  title: "This belongs to another Microsoft cloud",
  whatHappened: "The app or the tenant is in another national cloud than {authority}.",
  you: ["Enter the sign-in address of that cloud as the authority of this connection."],
};

const signInFrequency: Sharper = {
  title: "Time to sign in again",
  whatHappened: "Your organisation has people sign in again at set times, and that time has come.",
  why: "A policy sets how long a sign-in may last, so this will come again.",
  you: ["Sign in again."],
  links: ["refreshTokens"],
};

const riskFound: Sharper = {
  everyWay: true,
  title: "This account is thought to be at risk",
  whatHappened: "The organisation sees signs that someone else may use this account, so the sign-in was stopped.",
  why: "Take it seriously: the password may be known to others.",
  you: [
    "Do not go on trying. Tell your admin.",
    "Where your organisation lets you, reset the password in your browser.",
  ],
  others: ["Your admin can look into it under ID Protection, Risky users, and clear the risk after that."],
  inEntra: {},
  next: "nothing",
  links: ["resetPassword"],
};

/** The rule looks at the app, which is the same in the browser. */
const otherApp: Sharper = {
  everyWay: true,
  why: "The rule looks at the app, so it is the same with a password, in the browser and by device code.",
  you: [
    "Use the client ID of an app that your organisation accepts. Your admin knows which.",
    "Give your admin the correlation ID and the time from the details below.",
  ],
  next: "nothing",
  orElse: [],
};

const deviceCodeOver: Sharper = {
  title: "The device code cannot be used any more",
  whatHappened: "The code ran out, was mistyped or was used already.",
  you: ["Start again with a new code, and only ever enter a code that you asked for yourself."],
  next: "again",
  orElse: ["browserSignIn"],
};

const federationUndescribed: Sharper = {
  whatHappened: "{authority} did not describe itself as a federation service does. No password was sent.",
  why: "It may be down, closed to this network, or at another address by now.",
};

const assertionRefused: Sharper = {
  title: "Your organisation's word for you was not accepted",
  whatHappened:
    "Your organisation's service accepted the password, but {authority} does not trust what that service says about {username}.",
  why: "The service's signing certificate or name may have changed, or its clock may be wrong.",
  others: [
    "Your admin can compare the federation settings of the domain with the service: its issuer and certificate.",
  ],
};

/** Many servers keep to themselves which of the two it is. */
const unknownOrSecret: Sharper = {
  title: "The app is not known here, or expects a secret",
  whatHappened:
    "{authority} does not accept the app {clientId} as it is. It does not say which: it may not know it, or expect a secret from it.",
  why: "The client ID is mistyped, or the app is not set up as a public client. It has nothing to do with your password.",
  you: ["Compare the client ID with the app's registration, letter by letter."],
};

const adfsNotPermitted: Sharper = {
  title: "AD FS has not given the app access to this API",
  whatHappened: "At {authority} the app {clientId} may not have tokens for the API that the scopes name.",
  why: "The scope was not permitted for the app, or the API is in another application group.",
  whoActs: "admin",
  you: ["Ask whoever runs AD FS, and name the app and its scopes."],
  others: [
    "In AD FS Management, Application Groups, the web API, Client permissions: add the app and its scopes, openid too.",
    "In PowerShell it is Grant-AdfsApplicationPermission.",
  ],
  next: "again",
  orElse: [{ edit: "scopes" }],
};

export const sharperByCode: ReadonlyMap<string, Sharper> = new Map<string, Sharper>([
  // The account
  [
    "AADSTS50126",
    { whatHappened: "The user name or password is wrong, or this account's password is not kept at Entra." },
  ],
  [
    "AADSTS50054",
    { whatHappened: "An older password was typed. Use the current one.", why: "The password was changed since." },
  ],
  [
    "AADSTS50056",
    {
      title: "This account has no password here",
      whatHappened: "The directory holds no password for {username}, so no password can be right.",
      why: "The account signs in without a password, comes from outside, or is federated.",
      you: ["Stop trying passwords.", "Sign in with the browser, which offers what this account signs in with."],
      others: ["Your admin can set a password for the account, or sync its password to Entra."],
      next: "browserSignIn",
      orElse: ["otherAccount"],
    },
  ],
  [
    "AADSTS50055",
    { whatHappened: "The password has expired, or a new account has to change it at the first sign-in." },
  ],
  [
    "AADSTS50144",
    {
      whatHappened: "The company (Active Directory) password has expired.",
      you: [
        "Change it on a computer in the company's network (Ctrl+Alt+Del), or by self-service reset if your company has it.",
        "Then sign in here with the new one.",
      ],
      next: "again",
      orElse: ["browserSignIn"],
      links: ["resetPassword"],
    },
  ],
  [
    "AADSTS50135",
    {
      ...riskFound,
      you: ["Sign in with the browser and change the password there. Choose one that you use nowhere else."],
      next: "browserSignIn",
      links: ["changePassword"],
    },
  ],
  [
    "AADSTS50034",
    {
      others: [
        "Your admin can tell you your sign-in name.",
        "An account from elsewhere has to be invited by an admin of this tenant.",
      ],
    },
  ],
  [
    "AADSTS50020",
    {
      title: "This account belongs to another organisation",
      whatHappened: "{username} is kept at another organisation or provider and was not invited into {tenant}.",
      why: "A personal account, or an account of another tenant, was used with this connection.",
    },
  ],
  [
    "AADSTS500571",
    {
      title: "This guest account is turned off",
      whatHappened: "The tenant that {username} visits has turned the guest account off.",
      whoActs: "admin",
      you: ["Ask an admin of that tenant."],
      others: ["An admin of that tenant can turn the guest account on again."],
      next: "otherAccount",
      orElse: [],
    },
  ],
  [
    "AADSTS500341",
    {
      title: "This account was deleted",
      whatHappened: "{username} was deleted from the directory, so signing in again cannot help.",
      others: ["An admin can restore a deleted account for some time."],
      inEntra: {},
    },
  ],
  [
    "AADSTS80012",
    {
      title: "Not at this hour",
      whatHappened: "This account may not sign in at this time of the day.",
      why: "Your company sets the hours.",
      you: ["Sign in at another time, or ask your admin about the hours."],
      others: ["Your admin can change the hours in Active Directory."],
      everyWay: true,
      next: "again",
      inEntra: {},
      links: [],
    },
  ],
  [
    "AADB2C90111",
    {
      title: "This account is locked",
      whoActs: "admin",
      you: ["Ask support to unlock the account."],
      inEntra: {},
      links: [],
    },
  ],

  // AD FS
  ["MSIS9321", adfsNotPermitted],
  ["MSIS9605", adfsNotPermitted],
  [
    "MSIS9602",
    {
      title: "AD FS does not know this API",
      whatHappened: "No API of {authority} has the identifier that the scopes begin with.",
      why: "It is mistyped, or the API was never added. AD FS compares it letter by letter.",
      you: ["Write a scope as the identifier of the API, a slash, and its name."],
      others: ["Whoever runs AD FS can look the identifier up under Application Groups, the web API."],
    },
  ],
  [
    "MSIS9611",
    {
      whatHappened: "{authority} takes no passwords from apps: its version or its settings leave that out.",
      why: "AD FS before 2016 does not have this kind of sign-in, and later ones can turn it off.",
    },
  ],

  // The second step, policy and devices
  ["AADSTS50072", secondStepSetUp],
  [
    "AADSTS50079",
    {
      ...secondStepSetUp,
      others: ["For a federated account, your admin can have its sign-in service do the second step and say so."],
    },
  ],
  ["AADSTS50203", secondStepSetUp],
  [
    "AADSTS50076",
    {
      why: "A policy, a change by an admin or a new place asks for multifactor authentication, which a password alone cannot do.",
    },
  ],
  ["AADSTS50078", { why: "The last multifactor step is too long ago for what is asked." }],
  [
    "AADSTS500121",
    {
      title: "The second step was not completed",
      whatHappened: "The request for the second step was denied, failed or ran out.",
      you: [
        "Try once more in the browser. Refuse every request that you did not start, and then change your password.",
      ],
    },
  ],
  [
    "AADSTS50158",
    {
      title: "One more step is open, in the browser",
      whatHappened:
        "The organisation asks for an extra step, such as accepting terms of use or a check by another service.",
    },
  ],
  [
    "AADSTS53003",
    {
      title: "Conditional Access stopped this sign-in",
      whatHappened: "A Conditional Access policy of the organisation refuses to give a token for this sign-in.",
    },
  ],
  [
    "AADSTS53004",
    {
      ...riskFound,
      whatHappened: "A second step should be set up, but that was refused because the sign-in looks risky.",
    },
  ],
  ["AADSTS53011", riskFound],
  [
    "AADSTS530034",
    {
      ...riskFound,
      others: ["Only the admin of the partner's own tenant can clear this, not the customer."],
      links: [],
    },
  ],
  [
    "AADSTS530035",
    {
      title: "Security defaults refuse this kind of sign-in",
      whatHappened: "The tenant's security defaults refuse sign-in with a password alone.",
      why: "They ask for multifactor authentication, which this kind of sign-in cannot do.",
      whoActs: "you",
      you: ["Sign in with the browser, which can do the second step.", "For tests, use a separate test tenant."],
      others: [
        "Your admin can use Conditional Access in place of the defaults where finer rules are needed. Just turning them off is not advised.",
      ],
      inEntra: {},
      links: ["securityDefaults", "testTenants", "browserFlow"],
    },
  ],
  [
    "AADSTS53002",
    { whatHappened: "The organisation accepts only apps on its list, and this one is not on it.", ...otherApp },
  ],
  [
    "AADSTS53005",
    { whatHappened: "The organisation accepts only apps with Intune protection, and this one has none.", ...otherApp },
  ],
  [
    "AADSTS53000",
    {
      whatHappened:
        "The organisation accepts only devices that pass its checks, and this sign-in carries no proof of one.",
    },
  ],
  [
    "AADSTS53001",
    {
      whatHappened: "The organisation accepts only domain-joined computers, and this sign-in carries no proof of one.",
    },
  ],
  ["AADSTS530033", { whatHappened: "The organisation's device rules refuse sign-in by device code." }],
  ["AADSTS70043", signInFrequency],
  ["AADSTS70044", signInFrequency],
  ["AADSTS70046", signInFrequency],

  // Consent
  [
    "AADSTS90094",
    {
      title: "Only an admin can approve this app",
      whoActs: "admin",
      you: [
        "Ask your admin, and name the app {clientId} and its scopes. Signing in again cannot help before that.",
        "If you are an admin yourself, consent in the browser.",
      ],
      next: "askAdmin",
      orElse: ["again", "consentInBrowser"],
      links: ["grantAdminConsent", "tenantConsent"],
    },
  ],
  [
    "AADSTS90095",
    {
      title: "An admin has to approve this app",
      whoActs: "admin",
      you: [
        "Go on in the browser, say there why you need the app, and choose “Request approval”.",
        "When your admin has approved, sign in again.",
      ],
      others: ["Your admin finds requests under Enterprise apps, Admin consent requests."],
      orElse: ["askAdmin", "again"],
    },
  ],
  [
    "AADSTS65002",
    {
      title: "This client ID belongs to Microsoft",
      whatHappened: "{clientId} is an app of Microsoft's own and may not ask for this API. Nobody can approve it.",
      why: "Microsoft decides beforehand what its own apps may ask for.",
      you: ["Use the client ID of an app that you or your developer registered."],
      others: ["A developer can register an app for you."],
      inEntra: {},
      next: { edit: "clientId" },
      orElse: [],
    },
  ],
  [
    "AADSTS65004",
    {
      title: "The request for approval was declined",
      whatHappened: "Someone pressed Cancel where the app asked for approval.",
      you: ["If you want to approve it after all, go on in the browser and accept."],
    },
  ],

  // The app registration and the place
  [
    "AADSTS7000215",
    {
      title: "The app's secret was refused",
      whatHappened:
        "{authority} expects another secret from the app {clientId}. It has nothing to do with your password.",
    },
  ],
  [
    "AADSTS7000222",
    {
      title: "The app's secret has expired",
      whatHappened:
        "{authority} expects a new secret from the app {clientId}. It has nothing to do with your password.",
    },
  ],
  [
    "AADSTS700016",
    {
      title: "This app is not known in this tenant",
      whatHappened: "There is no app {clientId} in {tenant}.",
      why: "The client ID or the tenant is mistyped, or the app was never set up in this tenant.",
    },
  ],
  [
    "AADSTS7000112",
    {
      title: "This app is turned off",
      whatHappened: "The app {clientId} is turned off in the tenant, for everyone.",
      why: "An admin turned it off, perhaps on purpose.",
      whoActs: "admin",
      you: ["Ask your admin why."],
      others: ["Your admin can turn it on: Enterprise apps, the app, Properties, Enabled for users to sign in."],
      inEntra: {},
    },
  ],
  [
    "AADSTS9002331",
    {
      title: "This app is for personal accounts only",
      whatHappened:
        "The app {clientId} takes only personal accounts, and those never sign in with a password through an app.",
      why: "Its registration allows no work or school accounts.",
    },
  ],
  [
    "AADSTS50194",
    {
      whatHappened: "The app {clientId} belongs to one tenant, and {tenant} is not that tenant's own address.",
      why: "A single-tenant app cannot be used with a shared name such as “organizations”.",
    },
  ],
  [
    "AADSTS90002",
    {
      title: "There is no such tenant",
      whatHappened: "{authority} knows no tenant {tenant}.",
      why: "It is mistyped, or it is in another Microsoft cloud.",
    },
  ],
  ["AADSTS900023", { title: "This is not a tenant", whatHappened: "{tenant} is neither a tenant ID nor a domain." }],
  [
    "AADSTS50059",
    {
      whatHappened: "Neither the connection nor the user name says which tenant to use.",
      you: ["Use the full user name with its domain.", "Or enter the tenant in the connection."],
    },
  ],
  [
    "AADSTS50128",
    {
      title: "This domain leads to no tenant",
      whatHappened: "The part of {username} after the @ leads to no tenant.",
      why: "The domain is mistyped, or it is not a domain of a tenant.",
      you: ["Check what is after the @."],
      next: "tryAgain",
    },
  ],
  [
    "AADSTS9001023",
    {
      whatHappened: "“common” and “consumers” do not accept a password.",
      why: "A password goes to one tenant, or to “organizations”.",
      you: [
        "Enter the tenant ID, a domain of the tenant, or “organizations”.",
        "Or sign in with the browser, which accepts shared names.",
      ],
      orElse: ["browserSignIn"],
    },
  ],
  ["AADSTS900383", wrongCloud],
  ["AADSTS900439", wrongCloud],
  ["AADSTS90038", wrongCloud],
  [
    "AADSTS500011",
    {
      title: "This API is not in the tenant",
      whatHappened: "The API that the scopes name is not set up in {tenant}.",
      why: "Its name or the tenant is mistyped, or nobody has added the API to this tenant yet.",
      others: ["An admin can add the API to the tenant by approving its own app."],
    },
  ],
  [
    "AADSTS650053",
    { whatHappened: "A scope does not exist on its API.", why: "It is mistyped, or the API calls it something else." },
  ],
  [
    "AADSTS700022",
    {
      whatHappened: "The scopes belong to more than one API.",
      why: "A token is for one API. Ask for each API by a scope set of its own.",
      you: ["Split the scopes by API."],
    },
  ],

  // The service, and what is saved
  [
    "AADSTS50196",
    {
      title: "The same request came too often",
      whatHappened: "Entra stopped the app because it asked for the same thing again and again.",
      links: [],
    },
  ],
  ["AADSTS80001", passwordCheckDown],
  ["AADSTS80002", passwordCheckDown],
  ["AADSTS80005", passwordCheckDown],
  ["AADSTS80007", passwordCheckDown],
  ["AADSTS80010", passwordCheckDown],
  ["AADSTS80013", passwordCheckDown],
  ["AADSTS80014", passwordCheckDown],
  [
    "AADSTS50173",
    {
      whatHappened: "Saved sign-ins of this account were ended, usually by a change of the password.",
      why: "A new password ends what was signed in before.",
    },
  ],
  [
    "AADSTS700082",
    {
      title: "The saved sign-in lapsed",
      whatHappened: "It was not used for too long, usually 90 days.",
      why: "This is normal after a long pause.",
      you: ["Sign in again."],
    },
  ],
  ["AADSTS70018", deviceCodeOver],
  ["AADSTS70019", deviceCodeOver],
  ["AADSTS70020", deviceCodeOver],
]);

/** By kind and OAuth `error`, or by kind and a server's sentence that is always the same. */
export const sharperBySaying: ReadonlyMap<string, Sharper> = new Map<string, Sharper>([
  ...wrongTokenWords,
  [
    "untrustedReply: opened_twice",
    {
      everyWay: true,
      title: "Someone else may have opened this sign-in",
      whatHappened:
        "The address that TokenTray gave your browser works once, and it was opened twice. TokenTray ended the sign-in, so that nobody can finish it in your place.",
      why: "Another user or program on this computer opened it, or two browsers did.",
      whoActs: "you",
      you: ["Start again. If it happens again, use a device code, or a computer that you don't share."],
      others: [],
      next: "again",
      links: [],
    },
  ],
  [
    "accountLocked: too_many_attempts",
    {
      title: "This account is blocked",
      you: ["Stop trying. The server may have sent an email that tells how to end the block."],
    },
  ],
  [
    "mfaRequired: Account is not fully set up",
    {
      title: "This account is not fully set up",
      whatHappened:
        "Something is still open for {username}, such as a new password, a second step or details of the profile.",
      why: "The server shows these steps on its own page alone.",
      you: ["Sign in with the browser and finish what it asks for. Then you are signed in here."],
      others: ["The people who run the server can see which required actions are open."],
    },
  ],
  [
    "consentRequired: authorization_declined",
    {
      title: "The sign-in was declined",
      whatHappened: "Someone declined the sign-in in the browser.",
      why: "Where the code was typed, someone said no.",
      you: ["If it was by mistake, start again.", "If it was not you, someone else had the code; ask for a new one."],
      next: "again",
      orElse: [],
    },
  ],
  ["signInNeeded: expired_token", deviceCodeOver],
  [
    "wrongAuthority: cloud_closed",
    {
      title: "This Microsoft cloud was closed",
      whatHappened: "{authority} was Microsoft's cloud in Germany, which ended in October 2021. Nothing was sent.",
      why: "Its tenants were moved to other regions.",
      you: ["Enter https://login.microsoftonline.com as the authority of this connection."],
      inEntra: {},
    },
  ],
  ["notPublicClient: Invalid client or Invalid client credentials", unknownOrSecret],
  ["notPublicClient: client authentication failed", unknownOrSecret],
  [
    "notPublicClient: Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)",
    unknownOrSecret,
  ],
  [
    "federationFailed: realm_names_no_service",
    {
      title: "No service of its own is known for this account",
      whatHappened:
        "This connection wants passwords checked by the organisation itself, but {authority} names no service of {username} that does so.",
      why: "The account has its password at Entra, or its organisation takes passwords in a browser only.",
      whoActs: "you",
      you: ["Let the connection choose by itself where passwords are checked.", "Or sign in with the browser."],
      others: [],
      next: { edit: "federation" },
      orElse: ["browserSignIn"],
    },
  ],
  [
    "federationFailed: mex_no_endpoint",
    { whatHappened: "{authority} describes no endpoint that takes a user name and password. No password was sent." },
  ],
  [
    "wrongCredentials: FailedAuthentication",
    {
      whatHappened:
        "Your organisation's sign-in service at {authority} did not accept this user name with this password.",
      why: "One of the two is mistyped, the password was changed, or the service lets this account in only in a browser.",
      inEntra: {},
      links: ["browserFlow"],
    },
  ],
  ["federationFailed: mex_unreadable", federationUndescribed],
  ["federationFailed: mex_refused", federationUndescribed],
  ["federationFailed: invalid_grant", assertionRefused],
  ["federationFailed: invalid_request", assertionRefused],
  [
    "tokenOriginUnconfirmed: federation_origin",
    {
      whatHappened: "With this connection, passwords are checked at {tokenOrigin}. Nothing was sent yet.",
      why: "Entra did not name this address for the account. It is in the connection, or in what a federation service says about itself.",
      you: [
        "Agree only if you know that {tokenOrigin} belongs to your organisation. It is asked once for this connection.",
      ],
      others: ["Whoever runs the federation service can confirm the address."],
    },
  ],
  [
    "badInput: not_xml",
    {
      title: "This cannot be sent to your organisation's service",
      whatHappened: "It holds a control character, which messages to that service cannot carry. Nothing was sent.",
      you: ["Type it again by hand, without pasting.", "Or sign in with the browser."],
      orElse: ["browserSignIn"],
    },
  ],
]);
