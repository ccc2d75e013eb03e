// Every outside address the product offers, in one table. Commands and windows carry only the ID.

export interface Link {
  /** Always https. */
  readonly url: string;
  readonly label: string;
  /** Where it is known to lead in the end, where that is another address. */
  readonly redirectsTo?: string;
}

const table = {
  // The password grant and what to use instead
  passwordGrant: {
    url: "https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc",
    label: "Microsoft's advice on signing in with a password",
  },
  passwordGrantMigration: {
    url: "https://aka.ms/msal-ropc-migration",
    label: "Moving away from the password grant",
    redirectsTo: "https://learn.microsoft.com/entra/msal/",
  },
  whyPasswordsGo: {
    url: "https://news.microsoft.com/features/whats-solution-growing-problem-passwords-says-microsoft/",
    label: "Why passwords should go",
  },
  mandatoryMfa: {
    url: "https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication",
    label: "Where Microsoft requires multifactor authentication",
  },
  testTenants: {
    url: "https://learn.microsoft.com/entra/identity-platform/test-automate-integration-testing",
    label: "Test tenants and test accounts",
  },
  msalLibraries: { url: "https://learn.microsoft.com/entra/msal", label: "Microsoft's sign-in libraries (MSAL)" },
  browserFlow: {
    url: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow",
    label: "Signing in through the browser",
  },

  // Accounts and passwords
  workAccounts: {
    url: "https://docs.microsoft.com/en-us/azure/active-directory/fundamentals/sign-up-organization",
    label: "Work or school accounts and personal accounts",
    redirectsTo: "https://learn.microsoft.com/entra/fundamentals/sign-up-organization",
  },
  changePassword: { url: "https://myaccount.microsoft.com/", label: "Change your password (My Account)" },
  resetPassword: {
    url: "https://aka.ms/sspr",
    label: "Reset a forgotten password",
    redirectsTo: "https://passwordreset.microsoftonline.com/",
  },
  securityInfo: {
    url: "https://aka.ms/mysecurityinfo",
    label: "Your verification methods (Security info)",
    redirectsTo: "https://mysignins.microsoft.com/security-info",
  },
  smartLockout: {
    url: "https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout",
    label: "How lockout works",
  },
  federatedPasswords: {
    url: "https://learn.microsoft.com/entra/identity/enterprise-apps/home-realm-discovery-policy",
    label: "Passwords of federated accounts",
  },
  inviteGuests: {
    url: "https://learn.microsoft.com/entra/external-id/add-users-administrator",
    label: "Inviting an account from elsewhere",
  },

  // Ending sign-ins
  signOutEverywhere: {
    url: "https://mysignins.microsoft.com/security-info",
    label: "Sign out everywhere (Security info)",
  },
  refreshTokens: {
    url: "https://learn.microsoft.com/entra/identity-platform/refresh-tokens",
    label: "How long a saved sign-in lasts",
  },

  // Policy
  conditionalAccess: {
    url: "https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access",
    label: "Finding the policy that stopped a sign-in",
  },
  securityDefaults: {
    url: "https://learn.microsoft.com/entra/fundamentals/security-defaults",
    label: "What security defaults do",
  },
  deviceState: {
    url: "https://learn.microsoft.com/entra/identity/devices/troubleshoot-device-dsregcmd",
    label: "Checking how a Windows device is joined",
  },

  // The app registration and consent
  registerApp: {
    url: "https://learn.microsoft.com/entra/identity-platform/quickstart-register-app",
    label: "Registering an app",
  },
  publicClientFlows: {
    url: "https://learn.microsoft.com/entra/identity-platform/msal-client-applications",
    label: "Public clients and “Allow public client flows”",
  },
  addPermissions: {
    url: "https://docs.microsoft.com/en-us/azure/active-directory/develop/quickstart-configure-app-access-web-apis#add-permissions-to-access-web-apis",
    label: "Adding API permissions to an app",
    redirectsTo: "https://learn.microsoft.com/entra/identity-platform/quickstart-configure-app-access-web-apis",
  },
  scopes: { url: "https://learn.microsoft.com/entra/identity-platform/scopes-oidc", label: "How scopes are written" },
  userConsent: {
    url: "https://docs.microsoft.com/en-us/azure/active-directory/develop/v2-permissions-and-consent#requesting-individual-user-consent",
    label: "Consent by one person",
    redirectsTo: "https://learn.microsoft.com/entra/identity-platform/consent-types-developer",
  },
  tenantConsent: {
    url: "https://docs.microsoft.com/en-us/azure/active-directory/develop/v2-permissions-and-consent#requesting-consent-for-an-entire-tenant",
    label: "Consent for a whole tenant",
    redirectsTo: "https://learn.microsoft.com/entra/identity-platform/v2-admin-consent",
  },
  grantAdminConsent: {
    url: "https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent",
    label: "Granting admin consent in the portal",
  },
  assignPeople: {
    url: "https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal",
    label: "Assigning people to an app",
  },

  // Places, codes and health
  findTenant: {
    url: "https://learn.microsoft.com/entra/fundamentals/how-to-find-tenant",
    label: "Finding your tenant ID",
  },
  nationalClouds: {
    url: "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud",
    label: "Sign-in addresses of the national clouds",
  },
  errorCodes: {
    url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    label: "Microsoft's list of AADSTS codes",
  },
  errorLookup: { url: "https://login.microsoftonline.com/error", label: "Look up an AADSTS code" },
  serviceStatus: { url: "https://status.cloud.microsoft/", label: "Microsoft's service status" },
  gnomeTray: {
    url: "https://extensions.gnome.org/extension/615/appindicator-support/",
    label: "Tray icons for GNOME",
  },
} as const satisfies Readonly<Record<string, Link>>;

export type LinkId = keyof typeof table;

export const links: Readonly<Record<LinkId, Link>> = table;

export function isLinkId(text: string): text is LinkId {
  return Object.hasOwn(links, text);
}
