// The sentences of the letter to the admin.

export const adminMailWords = {
  subject: (app: string): string => `Please approve the app “${app}” for our organization`,
  hello: "Hello,",
  ask: "could you please approve an app registration for me? Only an admin can do it.",
  why: "The app signs in with my work or school account and gets access tokens for testing. It keeps no password.",
  app: (name: string): string => `App: ${name}`,
  clientId: (id: string): string => `Application (client) ID: ${id}`,
  directory: (tenant: string): string => `Directory: ${tenant}`,
  permissions: "It asks for these delegated permissions:",
  may: (allows: string): string => `may ${allows};`,
  wholeList: "everything that the app registration lists for this API.",
  notKnown: "described by the API itself; please read its text on the consent page.",
  onBehalf:
    "In this list “you” is whoever signs in. The permissions are delegated: the app can never do more than that person may do. Approving them approves them for everyone in the directory.",
  byAddress: "The shortest way is this address. It shows the list once more before anything is approved:",
  afterwards:
    "After you accept, the browser may say that localhost cannot be reached. That is as it should be, and the approval is done.",
  byPortal:
    "Or in the Microsoft Entra admin center: App registrations, the app, API permissions, “Grant admin consent” (earlier: “Grant/revoke admin consent”).",
  byCommand: "Or with the Azure CLI:",
  undo: "You can take it back at any time under Enterprise apps, the app, Permissions.",
  thanks: "Thank you very much!",
} as const;
