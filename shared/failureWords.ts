// The words for every kind of failure. `explain.ts` puts names in, sharpens them by code and adds what is Entra's alone.
import type { AuthorityKind, ConnectionField } from "./connection.ts";
import type { FailureKind } from "./failure.ts";
import type { LinkId } from "./links.ts";

export type WhoActs = "you" | "admin" | "developer" | "nobody" | "wait";

/** `again`: by the way that failed: the form, the browser, or a new token after a refresh. `changePassword`: on the page that the server names, else in the browser sign-in. */
export type NextStep =
  | "nothing"
  | "again"
  | "tryAgain"
  | "signInAgain"
  | "otherAccount"
  | "confirmTokenOrigin"
  | "trustAuthority"
  | "unlockStorage"
  | "newToken"
  | "browserSignIn"
  | "deviceCodeSignIn"
  | "consentInBrowser"
  | "changePassword"
  | "askAdmin";

/** Text may hold `{username}`, `{tenant}`, `{clientId}`, `{authority}`, `{tokenOrigin}`, `{authorityOrigin}`, `{movedTo}`, `{askedFor}`, `{signedInAs}` and, inside a command, `{clientIdArgument}`. */
export interface FailureWords {
  readonly title: string;
  readonly whatHappened: string;
  readonly why?: string;
  readonly whoActs: WhoActs;
  readonly you: readonly string[];
  /** What only the admin or the app's developer can do. */
  readonly others: readonly string[];
  /** The same two, but only true where Microsoft Entra ID answers. */
  readonly inEntra?: {
    readonly you?: readonly string[];
    readonly others?: readonly string[];
    /** Of those who act, where there is a tenant that commands reach. */
    readonly commands?: readonly string[];
  };
  /** The same two for one kind of authority alone. */
  readonly inKind?: Readonly<Partial<Record<AuthorityKind, Pick<Partial<FailureWords>, "you" | "others">>>>;
  /** What reads differently when a saved sign-in was renewed and no password was sent. */
  readonly onRefresh?: OtherWords;
  /** What reads differently when the browser was the way. */
  readonly inBrowser?: OtherWords;
  /** What reads differently when a device code was the way. */
  readonly onDeviceCode?: OtherWords;
  readonly next?: NextStep | { readonly edit: ConnectionField };
  /** Further ways on, of less use than the first. */
  readonly orElse?: readonly (NextStep | { readonly edit: ConnectionField })[];
  readonly links: readonly LinkId[];
}

type OtherWords = Partial<Omit<FailureWords, "onRefresh" | "inBrowser" | "onDeviceCode">>;

/** What to do about a saved sign-in that has ended, where a password isn't how the account signs in. */
export const elsewhereWords = {
  browserSignIn: "Sign in again with the browser, as this account did before. A password isn't sent for it.",
  deviceCodeSignIn: "Sign in again with a device code, as this account did before. A password isn't sent for it.",
} as const;

export const failureWords: Readonly<Record<FailureKind, FailureWords>> = {
  // The account
  wrongCredentials: {
    title: "The user name or password was not accepted",
    whatHappened: "{authority} did not accept this user name with this password.",
    why: "One of the two is mistyped, the password was changed, or this account cannot sign in with a password at all.",
    whoActs: "you",
    you: [
      "Check Caps Lock, the keyboard layout and the full user name, then type the password again.",
      "Each wrong password counts towards a lock of the account, so do not try many times.",
      "Or sign in with the browser. Its page tells more, and can help with a forgotten password.",
    ],
    others: ["Your admin can reset the password."],
    inEntra: {
      you: ["A password that begins or ends with a blank does not work in this kind of sign-in."],
      others: ["For a federated domain, your admin can let Entra check the password itself."],
    },
    next: "again",
    orElse: ["browserSignIn"],
    links: ["resetPassword", "federatedPasswords", "passwordGrant"],
  },
  accountNotFound: {
    title: "This account was not found",
    whatHappened: "There is no account {username} in {tenant}. The password was not checked.",
    why: "The user name is mistyped, is an email address rather than the sign-in name, or belongs to another tenant.",
    whoActs: "you",
    you: ["Check the spelling of the user name.", "Check that the connection names the tenant your account is in."],
    others: ["Your admin can tell you your sign-in name, or add your account."],
    next: "tryAgain",
    links: ["findTenant", "inviteGuests"],
  },
  accountDisabled: {
    title: "This account is turned off",
    whatHappened: "An admin turned off {username}, so no password will work.",
    whoActs: "admin",
    you: ["Ask your admin. It may be on purpose."],
    others: ["Your admin can turn the account on again."],
    inEntra: {
      others: [
        "In the Entra admin center: Users, the person, Edit, Account enabled. An account synced from Active Directory is enabled there.",
      ],
    },
    next: "otherAccount",
    links: [],
  },
  accountLocked: {
    title: "This account is locked for now",
    whatHappened: "Too many sign-ins failed, so sign-in is locked for a time. Nothing was said about this password.",
    why: "Often an app or a phone with an old password keeps trying. Each further try can make the lock longer.",
    whoActs: "wait",
    you: [
      "Stop trying, here and in every other app that may hold an old password.",
      "Wait. A first lock often lasts about a minute, later ones longer.",
    ],
    others: ["Your admin can unlock the account."],
    inEntra: {
      you: [
        "To end the lock yourself, reset the password and choose “I forgot my password”.",
        "The same answer comes for a network address that looks hostile, even with the right password. Then another network helps.",
      ],
      others: ["The sign-in log says whether it was the lock or the address."],
    },
    onRefresh: {
      whatHappened: "Too many sign-ins failed, so sign-in is locked for a time. The saved sign-in is kept.",
    },
    links: ["resetPassword", "smartLockout"],
  },
  passwordExpired: {
    title: "The password has to be changed first",
    whatHappened: "The password of {username} has expired or must be changed before it works here.",
    why: "A new password can only be set on the service's own page, which the browser shows.",
    whoActs: "you",
    you: [
      "Go on in the browser and set a new password there.",
      "Where that does not sign you in here as well, type the new password here.",
    ],
    others: ["Your admin can set a new password."],
    next: "changePassword",
    orElse: ["again"],
    links: ["changePassword", "resetPassword"],
  },
  personalAccount: {
    title: "Personal accounts cannot sign in this way",
    whatHappened:
      "{username} looks like a personal Microsoft account. Those never sign in with a password through an app.",
    whoActs: "you",
    you: [
      "Use a work or school account.",
      "Or sign in with the browser, which works where the app takes personal accounts.",
    ],
    inBrowser: {
      title: "Personal accounts are not accepted here",
      whatHappened: "A personal Microsoft account was used, and this app or tenant takes only work or school accounts.",
      you: ["Sign in with a work or school account. If the browser chose by itself, sign out there first."],
      next: "otherAccount",
      orElse: [],
    },
    others: [],
    next: "browserSignIn",
    orElse: ["otherAccount"],
    links: ["workAccounts", "browserFlow"],
  },
  federatedAccount: {
    title: "This account signs in somewhere else",
    whatHappened: "The password of {username} is not kept at {authority}, so it could not be checked there.",
    why: "The account signs in at its own organisation's sign-in service, or without a password.",
    whoActs: "you",
    you: [
      "Sign in with the browser. It leads to your organisation's own page, and from there back here.",
      "Or use another account that has its password here.",
    ],
    others: [],
    inEntra: {
      others: [
        "If passwords have to work here, your admin can let Entra check them itself, by password hash sync and a home realm discovery policy.",
      ],
    },
    next: "browserSignIn",
    orElse: ["otherAccount"],
    links: ["federatedPasswords", "browserFlow"],
  },
  federationFailed: {
    title: "Your organisation's sign-in service could not be used",
    whatHappened:
      "{authority}, where the password of {username} is checked, refused the request or did not answer as a sign-in service does.",
    why: "It may be down, closed to this network, or have the endpoint for passwords switched off.",
    whoActs: "admin",
    you: ["Sign in with the browser. It leads to your organisation's own page, and from there back here."],
    others: [
      "Whoever runs the federation service can check that its user name endpoint (usernamemixed) is on and can be reached.",
    ],
    next: "browserSignIn",
    orElse: ["again", "otherAccount"],
    links: ["federatedPasswords", "browserFlow"],
  },
  guestAccount: {
    title: "This account is not a member of this tenant",
    whatHappened: "{username} belongs to another organisation or provider and is not known in {tenant}.",
    why: "Guests cannot always sign in with a password even after an invitation.",
    whoActs: "you",
    you: [
      "If you were invited, sign in with the browser. It leads to your own organisation's page, and there you can accept the invitation.",
      "Otherwise use an account of this tenant, or a connection to your own tenant.",
    ],
    inBrowser: {
      why: "The account was not invited, or the browser chose another account than you meant.",
      you: ["Use an account of this tenant, or a connection to your own tenant."],
      next: "otherAccount",
      orElse: [],
    },
    others: ["An admin of this tenant can invite the account."],
    next: "browserSignIn",
    orElse: ["otherAccount"],
    links: ["inviteGuests", "findTenant"],
  },
  notAssigned: {
    title: "You are not assigned to this app",
    whatHappened: "The app is open only to people who are assigned to it, and {username} is not one of them.",
    whoActs: "admin",
    you: ["Ask your admin to assign you, and tell them the client ID {clientId}."],
    others: [
      "Your admin can add you, or a group you are directly in, under Enterprise apps, the app, Users and groups.",
    ],
    next: "again",
    links: ["assignPeople"],
  },

  somebodyElse: {
    title: "Another account signed in",
    whatHappened: "You asked for {askedFor}, but {signedInAs} signed in. TokenTray didn't keep that sign-in.",
    why: "The browser was already signed in to that account, or one person goes by both names.",
    whoActs: "you",
    you: [
      "On the page, choose the account you asked for. If the page doesn't offer it, sign out of the other account there first.",
      "If {signedInAs} is the account you want, sign in again and choose to use it.",
    ],
    others: [],
    next: "again",
    orElse: ["otherAccount"],
    links: [],
  },

  // Policy and consent
  mfaRequired: {
    title: "A second step is needed to sign in",
    whatHappened: "The sign-in needs multifactor authentication or another step that only a browser can show.",
    why: "A user name and password alone cannot do this step. It will fail each time while the rule applies.",
    whoActs: "you",
    you: [
      "Sign in with the browser. It shows the step, and then you are signed in here.",
      "Do not type the password again: most likely it was right.",
      "Where this computer has no browser, use a device code and do the step on another one.",
    ],
    onRefresh: {
      whatHappened:
        "To renew this sign-in, multifactor authentication or another step is needed that only a browser can show.",
      why: "A rule of the organisation changed, the last such step is too long ago, or the sign-in comes from a new place.",
      you: [
        "Sign in with the browser. After the step, tokens are renewed by themselves again.",
        "The saved sign-in is kept, and other scopes may go on working.",
      ],
    },
    inBrowser: {
      title: "A step in the browser is still open",
      whatHappened: "The sign-in in the browser ended before every step that is needed was done.",
      why: "The rule for what was asked needs one more step than the page has shown so far.",
      you: ["Sign in with the browser once more, and finish every step that it shows."],
    },
    onDeviceCode: {
      why: "What was asked for needs a step that a device code does not lead to.",
      you: ["Sign in with the browser on this computer. It shows the step, and then you are signed in here."],
    },
    others: [
      "Your admin decides which apps and accounts need the second step.",
      "For tests, an admin can set up a test account in a tenant without this rule.",
      "For jobs without a person, a developer should use a service principal or a managed identity.",
    ],
    next: "browserSignIn",
    orElse: ["otherAccount"],
    links: ["browserFlow", "mandatoryMfa", "testTenants", "passwordGrantMigration"],
  },
  policyBlocked: {
    title: "A policy of your organisation stopped this sign-in",
    whatHappened: "The organisation's rules do not allow this sign-in.",
    why: "Such rules look at place, network, device, kind of app or risk. They are checked after the password, so it was most likely right.",
    whoActs: "admin",
    you: [
      "Try it once with the browser. Some rules refuse only the password form, or want to see the device, which the browser can show.",
      "If it is refused there too, give your admin the correlation ID and the time from the details below.",
      "It can also help to try from your usual network, without a VPN to another place.",
    ],
    onRefresh: {
      why: "Such rules look at place, network, device, kind of app or risk, and are checked again at each renewal.",
    },
    inBrowser: {
      whatHappened: "The organisation's rules do not allow this sign-in, not in the browser either.",
      why: "Such rules look at place, network, device, kind of app or risk.",
      you: [
        "Give your admin the correlation ID and the time from the details below.",
        "Try from your usual network, without a VPN to another place.",
      ],
      next: "nothing",
    },
    onDeviceCode: {
      title: "A policy does not allow device codes",
      whatHappened: "The organisation's rules do not allow this sign-in by device code.",
      why: "People can be tricked into typing the code of someone else, so many organisations turn device codes off.",
      whoActs: "you",
      you: [
        "Sign in with the browser on this computer, which is often allowed all the same.",
        "Do not ask for another code: it would be refused as well.",
      ],
      next: "browserSignIn",
    },
    others: ["Your admin can see which rule it was and decide."],
    inEntra: {
      others: [
        "In the Entra admin center: Monitoring & health, Sign-in logs, filter by correlation ID, Conditional Access.",
      ],
    },
    next: "browserSignIn",
    links: ["conditionalAccess", "browserFlow"],
  },
  deviceBlocked: {
    title: "This sign-in must come from a managed device",
    whatHappened: "The organisation asks for proof of the device, and this sign-in carries none.",
    why: "Even a device that fulfils the rule is refused, because this kind of sign-in cannot show it.",
    whoActs: "admin",
    you: [
      "If your organisation manages this computer, sign in with the browser, which can show the proof.",
      "On any other computer every way of signing in is refused. Use one that your organisation manages.",
      "On Windows, “dsregcmd /status” shows how the device is joined.",
    ],
    inBrowser: {
      whatHappened: "The organisation asks for proof of the device, and the browser gave none that was accepted.",
      why: "This computer is not managed by your organisation, does not meet its rules, or the browser does not show it.",
      you: [
        "Use a computer that your organisation manages. No other way of signing in gets round this rule.",
        "If it is such a computer, do not use a private window, and try the browser that your organisation supports.",
        "On Windows, “dsregcmd /status” shows how the device is joined.",
      ],
      orElse: [],
    },
    onDeviceCode: {
      title: "Device codes are refused because of the device",
      whatHappened: "The organisation asks for proof of the device, and a device code carries none.",
      why: "A device code says nothing about the computer that will use the token.",
      whoActs: "you",
      you: [
        "If your organisation manages this computer, sign in with the browser, which can show the proof.",
        "On any other computer every way of signing in is refused. Use one that your organisation manages.",
      ],
      next: "browserSignIn",
      orElse: [],
    },
    others: ["Your admin decides which devices are accepted and can say what is missing on yours."],
    orElse: ["browserSignIn"],
    links: ["deviceState", "conditionalAccess"],
  },
  consentRequired: {
    title: "Nobody has approved this app's access yet",
    whatHappened: "The app {clientId} may not have the scopes it asks for until you or an admin approve them.",
    why: "The page for approving can only be shown by the browser.",
    whoActs: "you",
    you: [
      "Go on in the browser, look at what the app asks for, and accept if you agree. Then you are signed in here.",
      "Where people may not approve for themselves, the page says so. Then ask your admin, and name the app and its scopes.",
    ],
    others: ["Your admin can approve for everyone, after a look at what the app asks for."],
    inEntra: { others: ["In the Entra admin center: Enterprise apps, the app, Permissions, Grant admin consent."] },
    next: "consentInBrowser",
    orElse: ["again"],
    links: ["userConsent", "tenantConsent", "grantAdminConsent"],
  },

  // The connection
  wrongAuthority: {
    title: "No sign-in service at this address",
    whatHappened: "There is no sign-in service for this connection at {authority}.",
    why: "The address is mistyped, belongs to another cloud, or its OAuth service is turned off.",
    whoActs: "you",
    you: ["Check the authority of this connection."],
    others: ["The people who run the server can tell its address."],
    inEntra: { you: ["US Government and China have sign-in addresses of their own."] },
    next: { edit: "authority" },
    links: ["nationalClouds"],
  },
  untrustedAuthority: {
    title: "This address is not known as a sign-in service",
    whatHappened: "{authorityOrigin} is not an address that Microsoft vouches for, so no password was sent there.",
    why: "It is mistyped, it is not Microsoft's, or it belongs to a cloud or a domain that only your organisation knows.",
    whoActs: "you",
    you: [
      "Check the authority of this connection letter by letter.",
      "For a server that is not Microsoft's, choose the kind “OpenID” or “AD FS” for the connection.",
      "Trust the address only if your organisation told you to sign in there: whoever runs it gets what you type.",
    ],
    others: ["The people who run your sign-in service can confirm its address."],
    next: { edit: "authority" },
    orElse: ["trustAuthority"],
    links: ["nationalClouds"],
  },
  tokenOriginUnconfirmed: {
    title: "The password would go to another address",
    whatHappened: "{authority} wants passwords sent to {tokenOrigin}. Nothing was sent yet.",
    why: "This can be in order, but a wrong or hostile configuration looks the same.",
    whoActs: "you",
    you: [
      "Agree only if you know that {tokenOrigin} belongs to the same service. It is asked once for this connection.",
    ],
    others: ["The people who run the service can confirm the address."],
    next: "confirmTokenOrigin",
    links: [],
  },
  wrongTenant: {
    title: "The tenant is not right for this sign-in",
    whatHappened: "{authority} could not use the tenant {tenant} for this sign-in.",
    why: "The tenant is mistyped, is in another cloud, or is a shared name that this kind of sign-in does not accept.",
    whoActs: "you",
    you: [
      "Enter the tenant ID from the app's Overview page, or a domain of the tenant.",
      "Use the full user name with its domain.",
    ],
    others: ["The app's developer can tell you the tenant ID."],
    next: { edit: "tenant" },
    links: ["findTenant", "nationalClouds"],
  },
  wrongClient: {
    title: "The app is not known or not usable here",
    whatHappened: "{authority} does not accept the client ID {clientId}.",
    why: "The client ID or the tenant is mistyped, the app was never set up here, it is turned off, or it expects a secret.",
    whoActs: "developer",
    you: ["Compare the client ID with the app's registration."],
    others: ["The app's developer can check that the app exists here, is turned on and is a public client."],
    inEntra: {
      you: ["It is the Application (client) ID on the Overview page, not the object ID."],
      others: ["An admin can add an app of another tenant by admin consent."],
    },
    next: { edit: "clientId" },
    links: ["registerApp", "findTenant"],
  },
  notPublicClient: {
    title: "The app is not set up as a public client",
    whatHappened: "{authority} expects a secret from the app {clientId}. It has nothing to do with your password.",
    why: "A desktop app cannot keep a secret, so its registration has to allow sign-in without one.",
    whoActs: "developer",
    you: ["Ask the app's developer, or use the client ID of an app that is set up as a public client."],
    others: [
      "The app's developer can make the app a public client. Anyone who knows the client ID can then start a sign-in as this app.",
    ],
    inEntra: {
      others: ["App registrations, the app, Authentication, Allow public client flows: Yes."],
      commands: ["Or with the Azure CLI: az ad app update --id {clientIdArgument} --is-fallback-public-client true."],
    },
    inKind: {
      adfs: {
        others: [
          "In AD FS Management, Application Groups: use the client ID of a native application. One of a server application always has a secret.",
        ],
      },
      openid: {
        others: [
          "Keycloak: Clients, the client, Settings, Client authentication: Off, and Direct access grants: On.",
          "authentik: Applications, Providers, the provider, Client type: Public.",
          "LemonLDAP::NG: the relying party, Options, Security, Public client: On.",
          "Elsewhere it is called a public or native client, or the authentication method “none”.",
        ],
      },
    },
    next: { edit: "clientId" },
    links: ["publicClientFlows", "registerApp"],
  },
  grantNotAllowed: {
    title: "This kind of sign-in is not allowed here",
    whatHappened: "{authority} does not let the app {clientId} use this kind of sign-in.",
    why: "Many servers turn this off, because passwords are safer on the server's own page.",
    whoActs: "you",
    you: [
      "Sign in with the browser, which most servers allow.",
      "Or use another app or connection for which passwords are allowed.",
    ],
    inBrowser: {
      title: "Sign-in with the browser is not allowed here",
      whatHappened: "{authority} does not offer sign-in with the browser, or not to the app {clientId}.",
      why: "The service has no page for it, or the app's registration leaves it out.",
      whoActs: "developer",
      you: ["Use a password or a device code, if the account allows it, or another app or connection."],
      others: [
        "The app's developer can allow it; servers call it “authorization code with PKCE” or “standard flow”, with the redirect address http://localhost.",
      ],
      next: { edit: "clientId" },
      orElse: [],
    },
    onDeviceCode: {
      title: "Device codes are not allowed here",
      whatHappened: "{authority} does not offer sign-in by device code, or not to the app {clientId}.",
      why: "Many services offer device codes only to apps that are set up for them.",
      you: ["Sign in with the browser on this computer."],
      others: ["The app's developer can allow it; servers call it “device authorization grant”."],
    },
    onRefresh: {
      title: "This app may not renew its sign-ins here",
      whatHappened: "{authority} doesn't let the app {clientId} renew a saved sign-in.",
      why: "The app's registration leaves it out, or it was taken back.",
      you: ["Sign in again whenever a new token is needed.", "Or use another app or connection."],
      others: [
        "The app's developer or the people who run the server can allow it. Servers call it “refresh token” or “offline access”.",
      ],
      next: "signInAgain",
      orElse: ["browserSignIn", { edit: "clientId" }],
    },
    others: [
      "The app's developer or the people who run the server can allow it; servers call it “resource owner password” or “direct access grants”.",
    ],
    next: "browserSignIn",
    orElse: [{ edit: "clientId" }],
    links: ["publicClientFlows", "passwordGrant"],
  },
  passwordNotOffered: {
    title: "Passwords cannot be used here from outside a browser",
    whatHappened: "{authority} offers no password grant, so no password was sent.",
    why: "Microsoft Entra External ID signs its users in on a page of its own, or through its native authentication API.",
    whoActs: "you",
    you: [
      "Sign in with the browser; from then on tokens come by themselves, as they would here.",
      "For an automatic test without a browser, its native authentication API is the way, which the app has to be set up for.",
    ],
    others: [],
    next: "browserSignIn",
    orElse: [],
    links: ["browserFlow"],
  },
  wrongScope: {
    title: "The scopes are not right",
    whatHappened:
      "{authority} does not know what the scopes of this request ask for, or does not offer it to this app.",
    why: "A scope is mistyped, its API is not in this tenant, or the scopes belong to more than one API.",
    whoActs: "you",
    you: ["Check the spelling, and ask for one API at a time."],
    others: [
      "The app's developer can add the API to the app's list of permissions.",
      "An admin can add a missing API to the tenant.",
    ],
    inEntra: {
      you: [
        "Scopes look like https://graph.microsoft.com/User.Read or api://name/scope. Do not mix them with one that ends in /.default.",
      ],
    },
    onRefresh: { orElse: ["signInAgain"] },
    next: { edit: "scopes" },
    links: ["scopes", "addPermissions"],
  },

  // The service and the way there
  throttled: {
    title: "Too many requests, wait a little",
    whatHappened: "{authority} asks for a pause before the next request.",
    why: "This app, this account or the whole tenant sent more than is allowed.",
    whoActs: "wait",
    you: ["Wait. Trying sooner makes the pause longer."],
    others: [],
    next: "again",
    links: ["serviceStatus"],
  },
  serviceDown: {
    title: "The sign-in service has a problem",
    whatHappened:
      "{authority} could not handle this request. That says nothing about the password, and saved sign-ins are kept.",
    whoActs: "wait",
    you: ["Wait a few minutes. A saved sign-in is tried again by itself."],
    others: ["If it goes on, the people who run the service need the correlation ID and the time below."],
    next: "again",
    links: ["serviceStatus"],
  },
  offline: {
    title: "This computer is offline",
    whatHappened: "There is no network connection. Nothing was sent.",
    whoActs: "you",
    you: ["Connect to a network. A saved sign-in goes on by itself then."],
    others: [],
    next: "again",
    links: [],
  },
  dns: {
    title: "The server's name was not found",
    whatHappened: "The name of {authority} could not be looked up. Nothing was sent.",
    why: "The network is down, a VPN is needed for this name, or the address is mistyped.",
    whoActs: "you",
    you: ["Check the network, and the VPN if this server needs one.", "Check the authority of this connection."],
    others: [],
    next: "again",
    links: [],
  },
  clockWrong: {
    title: "The clocks do not agree",
    whatHappened:
      "{authority} refused the message because its time is too far from the service's own. The password was not checked.",
    why: "This computer's clock is wrong, or the server's is.",
    whoActs: "you",
    you: ["Let this computer set its date and time from the network, then try again."],
    others: ["Whoever runs the server can check its clock."],
    next: "again",
    orElse: ["browserSignIn"],
    links: [],
  },
  tls: {
    title: "The connection is not secure",
    whatHappened:
      "{authority} did not prove who it is with a certificate that this computer trusts. No password was sent.",
    why: "A company proxy that reads traffic, a private certificate authority, a wrong clock, or someone in between.",
    whoActs: "you",
    you: ["Check this computer's date and time.", "On a guest network, open a browser and accept its terms first."],
    others: [
      "Your admin can install the company's certificate authority on this computer, or renew the server's certificate.",
    ],
    next: "again",
    links: [],
  },
  proxy: {
    title: "The proxy did not let the request through",
    whatHappened: "A proxy on the way to {authority} did not answer or wants a sign-in of its own.",
    whoActs: "you",
    you: ["Check whether other programs reach the internet."],
    others: ["Your admin can tell you the right proxy, or let {authority} through it."],
    next: "again",
    links: [],
  },
  timeout: {
    title: "No answer in time",
    whatHappened: "{authority} did not answer in time. Whether it saw the request is not known.",
    whoActs: "wait",
    you: ["Check the network and try again in a moment."],
    inBrowser: {
      title: "The browser did not come back in time",
      whatHappened: "The sign-in in the browser was not finished within two minutes, so it was ended here.",
      why: "The page was left open or closed, or it shows an error of its own.",
      whoActs: "you",
      you: [
        "Start again and finish in the browser within two minutes.",
        "If the page shows an error, it says why. “redirect URI” in it means that the app's developer has to act.",
      ],
      others: [
        "The app's developer can add the redirect address http://localhost to the app, under “Mobile and desktop applications”.",
      ],
      links: [],
    },
    others: [],
    next: "again",
    links: ["serviceStatus"],
  },
  connectionLost: {
    title: "The connection was lost",
    whatHappened:
      "The connection to {authority} could not be made or broke off. Whether the request arrived is not known.",
    why: "The network changed, a firewall closed the connection, or the server is not running.",
    whoActs: "you",
    you: ["Check the network, and the VPN if this server needs one, then try again."],
    others: ["Your admin can check whether a firewall blocks {authority}."],
    next: "again",
    links: [],
  },
  notOAuth: {
    title: "Something else answered",
    whatHappened: "What came back from {authority} is not an answer of a sign-in service.",
    why: "A guest network's page, a proxy or a wrong address.",
    whoActs: "you",
    you: [
      "Open any page in a browser. If a guest network asks for something, accept it there and try again.",
      "Check the authority of this connection.",
    ],
    others: ["Your admin can check whether a proxy changes the traffic."],
    next: "again",
    links: [],
  },
  untrustedReply: {
    title: "The answer could not be trusted",
    whatHappened: "The answer speaks for another service, or is not signed by it, so it was not used.",
    why: "The connection names the wrong issuer, the server is set up wrongly, or someone changed the answer on the way.",
    whoActs: "developer",
    you: ["Check the authority of this connection: an OpenID issuer has to match letter by letter."],
    others: ["The people who run the server can check its issuer and keys."],
    next: { edit: "authority" },
    links: [],
  },

  // What we hold
  signInNeeded: {
    title: "Sign in to go on",
    whatHappened: "There is no saved sign-in that could be used for this.",
    whoActs: "you",
    you: ["Sign in again. Other accounts are not affected."],
    others: [],
    next: "signInAgain",
    orElse: ["browserSignIn"],
    links: [],
  },
  refreshRejected: {
    title: "The saved sign-in is no longer accepted",
    whatHappened: "{authority} does not renew this sign-in any more.",
    why: "It lapsed, the password was changed, or someone ended all sign-ins of the account.",
    whoActs: "you",
    you: [
      "Sign in again with your current password.",
      "If you changed nothing, ask your admin whether sign-ins were ended.",
    ],
    others: [],
    next: "signInAgain",
    orElse: ["browserSignIn"],
    links: ["refreshTokens"],
  },
  appLocked: {
    title: "TokenTray is locked",
    whatHappened: "Nothing of an account can be used or seen until it is unlocked.",
    whoActs: "you",
    you: ["Unlock it, from the tray or in its window."],
    others: [],
    next: "nothing",
    links: [],
  },
  vaultLocked: {
    title: "The saved sign-in can't be opened now",
    whatHappened:
      "It is sealed with a key in the keyring of this computer, and that keyring is locked, cannot be reached, or is another one than the one that sealed it. The saved sign-in is kept.",
    whoActs: "you",
    you: ["Unlock that keyring, or start it, then try again."],
    others: [],
    next: "unlockStorage",
    links: [],
  },
  vaultDamaged: {
    title: "A saved sign-in cannot be read",
    whatHappened:
      "The sealed record of this account could not be opened. It was set aside, and other accounts are not affected.",
    why: "It was written by another user or computer, its key is gone, or the file is damaged.",
    whoActs: "you",
    you: ["Sign in again."],
    others: [],
    next: "signInAgain",
    links: [],
  },
  vaultWriteFailed: {
    title: "The sign-in could not be saved",
    whatHappened: "The new sign-in works, but only until TokenTray is closed, because it could not be written to disk.",
    why: "The disk is full, or the data folder cannot be written.",
    whoActs: "you",
    you: ["Make room on the disk and check the data folder. Saving is tried again by itself."],
    others: [],
    next: "newToken",
    links: [],
  },

  // Everything else
  badInput: {
    title: "Something in the form needs a change",
    whatHappened: "A value cannot be used as it is. Nothing was sent.",
    whoActs: "you",
    you: ["Correct the marked field and try again."],
    others: [],
    next: "tryAgain",
    links: [],
  },
  cancelled: {
    title: "Cancelled",
    whatHappened: "The request was stopped before it was done. Nothing was changed here.",
    whoActs: "nobody",
    you: [],
    others: [],
    next: "again",
    links: [],
  },
  refusedByServer: {
    title: "The sign-in service refused the request",
    whatHappened: "{authority} refused, for a reason that TokenTray has no better words for.",
    whoActs: "developer",
    you: [
      "Read what the server said in the details below.",
      "Check the connection: authority, tenant, client ID and scopes.",
    ],
    others: ["The app's developer or your admin can find the request by its correlation ID and time."],
    inEntra: { you: ["A code that begins with AADSTS can be looked up."] },
    onRefresh: {
      title: "The saved sign-in couldn't be renewed",
      whatHappened: "{authority} refused to renew this sign-in, for the reason in the details below.",
      you: ["Sign in again.", "If that's refused too, check the connection: authority, tenant, client ID, and scopes."],
      next: "signInAgain",
      orElse: ["browserSignIn"],
    },
    next: "again",
    links: ["errorLookup", "errorCodes"],
  },
  unexpected: {
    title: "Something went wrong in TokenTray",
    whatHappened: "This is a fault of the program, not yours. Your saved sign-ins are kept.",
    whoActs: "developer",
    you: ["Try again. If it happens again, start TokenTray anew."],
    others: ["The developers of TokenTray can find the fault in the log by the incident ID below."],
    next: "again",
    links: [],
  },
};
