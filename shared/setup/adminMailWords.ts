// The sentences of the letter to the admin.

export const adminMailWords = {
  subject: (app: string): string => `Please approve the app “${app}” for our organisation`,
  hello: "Hello,",
  ask: "could you please approve an app registration for me? It takes an admin.",
  why: "It signs in with my work or school account to get access tokens, and keeps no password.",
  app: (name: string): string => `App: ${name}`,
  clientId: (id: string): string => `Application (client) ID: ${id}`,
  directory: (tenant: string): string => `Directory: ${tenant}`,
  permissions: "It asks for these delegated permissions:",
  may: (allows: string): string => `may ${allows};`,
  wholeList: "everything that the app registration lists for this API.",
  notKnown: "described by the API itself; please read its text on the consent page.",
  onBehalf:
    "Whoever signs in is meant by “you”: the app can never do more than that person may do. Approving it approves it for everyone in the directory.",
  byAddress: "The shortest way, which shows the list once more:",
  afterwards: "If the browser says afterwards that localhost cannot be reached, that is as it should be.",
  byPortal:
    "Or in the Microsoft Entra admin center: App registrations, the app, API permissions, Grant admin consent (earlier: Grant/revoke admin consent).",
  byCommand: "Or with the Azure CLI:",
  undo: "To undo it: Enterprise apps, the app, Permissions.",
  thanks: "Thank you very much!",
} as const;
