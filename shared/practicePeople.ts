// The practice tenant's people, its app and its words: what the sign-in screen, the terminal and its own page show.

export type PracticeSituation =
  | "works"
  | "wrongPassword"
  | "mfaRequired"
  | "mfaEnrolment"
  | "conditionalAccess"
  | "consentMissing"
  | "partConsent"
  | "disabled"
  | "locksAfterFailures"
  | "locked"
  | "passwordExpired"
  | "guest"
  | "personal"
  | "federated"
  | "federatedExpired"
  | "federatedLocked"
  | "federatedSaml"
  | "throttled"
  | "slow"
  | "shortLived"
  | "refreshTokenRevoked"
  | "stepUpOnRefresh"
  | "deviceCodeBlocked";

export interface PracticePerson {
  readonly username: string;
  /** Shown on purpose: these people exist only on this computer. */
  readonly password: string;
  readonly name: string;
  readonly situation: PracticeSituation;
  /** The other tenant that has invited this person as a guest. */
  readonly guestIn?: "company";
  /** May consent for everybody in the tenant. */
  readonly admin?: boolean;
  /** One plain sentence for the person choosing whom to sign in as. */
  readonly summary: string;
}

/** Where one signs in to practise. The IDs never change; only the port does, so the authority is asked of the running tenant. */
export const practiceTenant = {
  label: "Practice tenant",
  appName: "Practice app",
  tenantId: "7e57ab1e-0ac7-4c1e-9a11-0f0c0a57a1ed",
  domain: "practice.test",
  clientId: "c11e7701-5a3d-4b0a-8c2e-7e57ab1e0001",
  /** An app registered as confidential: a password sent by it gets AADSTS7000218. */
  confidentialClientId: "c0f1de71-5a3d-4b0a-8c2e-7e57ab1e0002",
  scopes: ["User.Read"],
} as const;

export const practicePeople: readonly PracticePerson[] = [
  {
    username: "ada@practice.test",
    password: "Analytical-Engine-1843",
    name: "Ada Works",
    situation: "works",
    summary: "Works: signs in at once.",
  },
  {
    username: "ulla@practice.test",
    password: 'blåbär & 100 % "grädde" + ägg = kaka; 🍓 ?#/<ja>',
    name: "Ulla Symbols",
    situation: "works",
    summary: "Works: signs in with a password full of spaces, symbols and letters beyond English.",
  },
  {
    username: "wendy@practice.test",
    password: "Last-Year-2025",
    name: "Wendy Wrong",
    situation: "wrongPassword",
    summary: "Wrong password: the one shown here is out of date and is refused.",
  },
  {
    username: "milo@practice.test",
    password: "Second-Factor-22",
    name: "Milo Multifactor",
    situation: "mfaRequired",
    summary: "Multifactor: the password is right, but a second proof is asked for, which a password alone cannot give.",
  },
  {
    username: "nora@practice.test",
    password: "Not-Enrolled-79",
    name: "Nora New",
    situation: "mfaEnrolment",
    summary: "Multifactor set-up: must register a second proof in a browser first.",
  },
  {
    username: "carl@practice.test",
    password: "Blocked-By-Policy-53",
    name: "Carl Conditional",
    situation: "conditionalAccess",
    summary: "Conditional Access: the password is right, but a policy blocks the sign-in.",
  },
  {
    username: "cora@practice.test",
    password: "Ask-The-Admin-65",
    name: "Cora Consent",
    situation: "consentMissing",
    summary: "Consent missing: nobody has approved the app for this account yet.",
  },
  {
    username: "mai@practice.test",
    password: "All-But-Mail-65",
    name: "Mai Mailless",
    situation: "partConsent",
    summary: "Consent in part: everything works except Mail.Read, which nobody has approved.",
  },
  {
    username: "dora@practice.test",
    password: "Turned-Off-57",
    name: "Dora Disabled",
    situation: "disabled",
    summary: "Disabled: an administrator has turned the account off.",
  },
  {
    username: "lars@practice.test",
    password: "Five-Tries-53",
    name: "Lars Lockable",
    situation: "locksAfterFailures",
    summary: "Locks: works, but five wrong passwords in a row lock the account for a minute.",
  },
  {
    username: "lea@practice.test",
    password: "Already-Locked-53",
    name: "Lea Locked",
    situation: "locked",
    summary: "Locked: the account is locked already, whatever the password.",
  },
  {
    username: "paul@practice.test",
    password: "Expired-Yesterday-55",
    name: "Paul Pastdate",
    situation: "passwordExpired",
    summary: "Expired password: it must be changed in a browser first.",
  },
  {
    username: "gustav@partner.test",
    password: "Just-Visiting-20",
    name: "Gustav Guest",
    situation: "guest",
    summary: "Guest: the account belongs to another tenant and was not invited to this one.",
  },
  {
    username: "pia@personal.test",
    password: "Family-Photos-34",
    name: "Pia Personal",
    situation: "personal",
    summary: "Personal account: not a work or school account, so a password cannot be used here.",
  },
  {
    username: "fred@federated.test",
    password: "Another-House-80",
    name: "Fred Federated",
    situation: "federated",
    summary: "Federated: works; the password goes to the organisation's own sign-in service, which vouches for Fred.",
  },
  {
    username: "faye@federated.test",
    password: "Stale-At-Home-42",
    name: "Faye Faded",
    situation: "federatedExpired",
    summary: "Federated, expired password: the organisation's own service wants it changed in a browser first.",
  },
  {
    username: "floyd@federated.test",
    password: "Bolted-At-Home-71",
    name: "Floyd Fastened",
    situation: "federatedLocked",
    summary: "Federated, locked: the organisation's own service has locked the account, whatever the password.",
  },
  {
    username: "fiona@saml.test",
    password: "Browsers-Only-05",
    name: "Fiona Frontdoor",
    situation: "federatedSaml",
    summary: "Federated by SAML: the organisation's own service takes passwords in a browser only.",
  },
  {
    username: "theo@practice.test",
    password: "Not-So-Fast-429",
    name: "Theo Throttled",
    situation: "throttled",
    summary: "Throttled: told to wait 20 seconds; the first try after that works.",
  },
  {
    username: "sam@practice.test",
    password: "Patience-Please-4",
    name: "Sam Slow",
    situation: "slow",
    summary: "Slow: works, but every answer takes four seconds.",
  },
  {
    username: "sara@practice.test",
    password: "Half-A-Minute-30",
    name: "Sara Shortlived",
    situation: "shortLived",
    summary: "Short-lived: works, but each access token lives for 30 seconds only.",
  },
  {
    username: "rita@practice.test",
    password: "Once-Only-50173",
    name: "Rita Revoked",
    situation: "refreshTokenRevoked",
    summary: "Revoked: signs in, but the first refresh is refused and the password is needed again.",
  },
  {
    username: "stella@practice.test",
    password: "One-More-Proof-76",
    name: "Stella Stepup",
    situation: "stepUpOnRefresh",
    summary: "Step-up: signs in, but the first refresh asks for a second proof, which the browser can give.",
  },
  {
    username: "dina@practice.test",
    password: "No-Codes-Here-35",
    name: "Dina Device",
    situation: "deviceCodeBlocked",
    summary: "Device code blocked: works with a password and in the browser, but not with a device code.",
  },
  {
    username: "greta@practice.test",
    password: "Two-Houses-One-Key-2",
    name: "Greta Goes-Abroad",
    situation: "works",
    guestIn: "company",
    summary: "Guest elsewhere: works, and is invited to company.test, so a token of that tenant can be had too.",
  },
  {
    username: "alma@practice.test",
    password: "Keys-To-The-House-1",
    name: "Alma Admin",
    situation: "works",
    admin: true,
    summary: "Administrator: works, and may approve an app for everybody in the practice tenant.",
  },
];

/** A second tenant, for setting an app up: nothing in it is ready until somebody makes it so at `/company/app`. */
export const companyTenant = {
  label: "My company (practice)",
  tenantId: "c0a9a111-0ac7-4c1e-9a11-0f0c0a57a1ed",
  domain: "company.test",
  clientId: "c0a9a111-5a3d-4b0a-8c2e-7e57ab1e0003",
  appName: "My company's app",
  scopes: ["User.Read"],
} as const;

export const companyPeople: readonly PracticePerson[] = [
  {
    username: "uma@company.test",
    password: "Quite-Usual-2026",
    name: "Uma Usual",
    situation: "works",
    summary: "Developer: an ordinary account that registered the app; may consent for herself where that is allowed.",
  },
  {
    username: "axel@company.test",
    password: "Yes-For-Everyone-94",
    name: "Axel Admin",
    situation: "works",
    admin: true,
    summary: "Administrator: may consent for everybody in the company.",
  },
  {
    username: "mona@company.test",
    password: "Proof-Of-Two-76",
    name: "Mona Multifactor",
    situation: "mfaRequired",
    summary: "Multifactor: the password is right, but a second proof is asked for.",
  },
];

/** Words of the practice tenant's own page. */
export const practicePageWords = {
  title: "PRACTICE tenant",
  warning:
    "PRACTICE only. Nothing here is Microsoft's, nothing leaves this computer, and its tokens open nothing else.",
  peopleHeading: "People",
  peopleColumns: ["Name", "User name", "Password", "What happens"],
  endpointsHeading: "Endpoints",
  appHeading: "App",
  labels: {
    authority: "Authority",
    clientId: "Client ID",
    confidentialClientId: "Client ID of an app registered as confidential",
    companyClientId: "Client ID of My company's app",
    scopes: "Scopes",
    companyHeading: "My company, for setting up an app",
    companyAuthority: "My company's authority",
    companyApp: "My company's app registration",
    device: "Where a device code is typed",
    authorize: "Authorization endpoint",
    deviceCode: "Device authorization endpoint",
    me: "Checks an access token",
    metadata: "OpenID metadata",
    keys: "Signing keys",
    token: "Token endpoint",
  },
} as const;
