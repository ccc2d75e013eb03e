// The protected resources that the tenants know, and their scopes.
export interface Resource {
  /** The `aud` of its access tokens. */
  readonly audience: string;
  readonly scopes: readonly string[];
}

export const graph: Resource = {
  audience: "https://graph.microsoft.com",
  scopes: [
    "User.Read",
    "User.ReadBasic.All",
    "Mail.Read",
    "Calendars.Read",
    "Contacts.Read",
    "Files.Read",
    "People.Read",
    "Directory.Read.All",
  ],
};

const practiceApi: Resource = {
  audience: "api://practice-api",
  scopes: ["Tasks.Read", "Tasks.Write"],
};

export const resources: readonly Resource[] = [graph, practiceApi];

/** Nobody but an admin can consent to these. */
export const adminScopes: readonly string[] = ["Directory.Read.All"];
