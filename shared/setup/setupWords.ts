// The sentences of the checklists for an app registration.

export type SetupStepId = keyof typeof words;

const words = {
  // Microsoft Entra ID
  register: {
    title: "Register an app",
    detail: "Open App registrations, press New registration and give it a name that others will understand.",
  },
  singleTenant: {
    title: "For this directory alone",
    detail:
      "Under Supported account types choose “Single tenant only”. Older portals say “Accounts in this organizational directory only”.",
  },
  redirect: {
    title: "A way back from the browser",
    detail:
      "Under Redirect URI choose “Public client/native (mobile & desktop)” and enter the address below; then press Register. For an app that is there already: Authentication, Add Redirect URI (earlier: Add a platform), “Mobile and desktop applications”.",
  },
  copyIds: {
    title: "Copy the client ID",
    detail:
      "On the Overview page copy the Application (client) ID and the Directory (tenant) ID, and paste them here. Neither is a secret.",
  },
  publicClient: {
    title: "Allow public client flows: Yes",
    detail:
      "Under Authentication, Settings (older portals: Advanced settings), set “Allow public client flows” to Yes and press Save. Without it a sign-in with a password ends in AADSTS7000218. It was called “Treat application as a public client”. Do not make a client secret.",
  },
  permissions: {
    title: "List the permissions",
    detail:
      "Under API permissions press Add a permission, choose the API, then Delegated permissions, and tick the ones below. Listing them approves nothing yet: consent is the next step.",
  },

  // AD FS
  adfsGroup: {
    title: "Make an application group",
    detail:
      "On the AD FS server (2016 or later) open AD FS Management, Application Groups, Add Application Group, and choose “Native application accessing a web API”.",
  },
  adfsNative: {
    title: "The native application",
    detail: "Copy the Client Identifier that the wizard shows: it is the client ID. Add the redirect URI below.",
  },
  adfsApi: {
    title: "The web API",
    detail:
      "Enter the identifier of your API, which scopes then begin with, and choose who may have access. A policy that demands multifactor authentication stops a sign-in with a password.",
  },
  adfsScopes: {
    title: "Permitted scopes",
    detail:
      "Tick openid, and any scope of your own. A scope is asked for as the identifier of the API, a slash, and its name.",
  },
  adfsConnect: {
    title: "Connect",
    detail:
      "Here choose AD FS, enter its address with /adfs at the end, and the client ID. Where the certificate is your company's own, this computer has to trust it.",
  },

  // Azure AD B2C
  b2cRegister: {
    title: "Register an app",
    detail:
      "In the Azure portal switch to the B2C directory, open Azure AD B2C, App registrations, New registration, and keep “Accounts in any identity provider or organizational directory (for authenticating users with user flows)”.",
  },
  b2cRedirect: {
    title: "A way back from the browser",
    detail: "Choose “Public client/native (mobile & desktop)” and enter the address below.",
  },
  b2cFlow: {
    title: "Make the user flow",
    detail:
      "Under User flows press New user flow and choose “Sign in using resource owner password credentials (ROPC)”. Its name begins with B2C_1_. It works for local accounts only, and not with multifactor authentication or an expired password.",
  },
  b2cPermissions: {
    title: "Permissions, and consent by an admin",
    detail:
      "Under API permissions add openid and offline_access, and the scopes of your API, and press Grant admin consent. In B2C nobody can approve for themselves.",
  },
  b2cConnect: {
    title: "Connect",
    detail:
      "Here choose Azure AD B2C and enter its address, with the directory and the user flow: https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_ROPC_Auth. To get a token for the app itself, use the client ID as a scope.",
  },

  // Microsoft Entra External ID
  ciamRegister: {
    title: "Register an app",
    detail:
      "In the Microsoft Entra admin center switch to the external tenant, open App registrations, New registration, and keep “Accounts in this organizational directory only”. Copy its Application (client) ID.",
  },
  ciamPublicClient: {
    title: "Allow public client flows: Yes",
    detail:
      "Under Authentication, Settings, set “Allow public client flows” to Yes and press Save. Device codes need it. Do not make a client secret.",
  },
  ciamFlow: {
    title: "Add it to a user flow",
    detail:
      "Under External Identities, User flows, open the flow by which your customers sign in, then Applications, and add the app. Without a flow nobody can sign in to it.",
  },
  ciamPermissions: {
    title: "Permissions, and consent by an admin",
    detail:
      "Under API permissions add openid and offline_access, and the scopes of your API, and press Grant admin consent. Customers cannot approve for themselves.",
  },
  ciamConnect: {
    title: "Connect, and sign in with the browser",
    detail:
      "Here choose Microsoft Entra External ID and enter its address: https://contoso.ciamlogin.com. It takes no passwords from outside its own page, so sign in with the browser; after that tokens come by themselves.",
  },

  // Another OpenID server
  openidClient: {
    title: "Make a public client",
    detail: "In the console of your server add an OpenID Connect client without a secret. Its ID is the client ID.",
  },
  openidPassword: {
    title: "Allow passwords for it",
    detail:
      "Allow the grant “password” for this client. Keycloak calls it Direct access grants. Many servers refuse it on principle; the browser works there.",
  },
  // The practice company
  companyApp: {
    title: "Register the app",
    detail:
      "Open the page of the app registration. The app is called My company's app. Make sure “The app is registered” is selected.",
  },
  companyRedirect: {
    title: "A way back from the browser",
    detail: "Under “Mobile and desktop: redirect URIs”, select the address below.",
  },
  companyPublicClient: {
    title: "Allow public client flows",
    detail:
      "Select “Allow public client flows”. Without it, a sign-in with a password ends in AADSTS7000218, as in a real tenant.",
  },
  companyPermissions: {
    title: "Permissions",
    detail:
      "Under “API permissions (delegated)”, select what you want a token for, then select Save. You need the client ID below here.",
  },

  openidRedirect: {
    title: "A way back from the browser",
    detail:
      "Add the redirect URI below, for any port. Some servers want http://127.0.0.1 in its place, or a * at the end.",
  },
  openidScopes: {
    title: "Scopes",
    detail: "Allow openid, and offline_access where the server has it: without it there may be no refresh token.",
  },
  openidConnect: {
    title: "Connect",
    detail:
      "Here choose Another OpenID server and enter its issuer exactly as its metadata has it, with or without a final slash, and the client ID.",
  },
} as const;

export const setupStepWords: Readonly<Record<SetupStepId, { readonly title: string; readonly detail: string }>> = words;
