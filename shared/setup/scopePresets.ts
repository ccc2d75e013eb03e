// Common things to ask for: what each allows in plain words, how risky it is and why, and who can usually approve it.
import type { LinkId } from "../links.ts";
import { type ApiId, resourceOf } from "./apis.ts";
import type { Cloud, CloudId } from "./clouds.ts";
import { scopeParts, wholeList } from "./scopes.ts";

export type Risk = "low" | "medium" | "high";

/**
 * "user": anyone may approve it for themselves, unless the tenant says otherwise. "userOrAdmin": the same by its
 * definition, but Microsoft's own consent policy of 2025 sends it to an admin in many tenants. "admin": always an admin.
 */
export type ConsentNeed = "user" | "userOrAdmin" | "admin";

export interface ScopePreset {
  readonly id: string;
  readonly api: ApiId;
  /** The delegated permission to add to the app registration. */
  readonly permission: string;
  /** Its ID, the same in every tenant. */
  readonly permissionId: string;
  /** Continues "This app may …, as you". */
  readonly allows: string;
  readonly risk: Risk;
  /** Why it is that risky: a whole sentence. */
  readonly reason: string;
  readonly consent: ConsentNeed;
  readonly warning?: ScopeWarning;
}

export interface ScopeWarning {
  readonly words: string;
  readonly link: LinkId;
  /** The clouds where it is true. */
  readonly clouds: readonly CloudId[];
}

type Row = readonly [
  permission: string,
  permissionId: string,
  consent: ConsentNeed,
  risk: Risk,
  allows: string,
  reason: string,
];

// Permission IDs and admin consent: https://learn.microsoft.com/graph/permissions-reference
const graphRows: readonly Row[] = [
  [
    "User.Read",
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    "user",
    "low",
    "sign you in and read your own profile",
    "It shows nothing but your own profile and basic facts about your organisation.",
  ],
  [
    "User.ReadBasic.All",
    "b340eb25-3456-403f-be2f-af7a0d370277",
    "user",
    "low",
    "read everybody's name, email address and photo",
    "It shows little of each person, but of every person in the organisation.",
  ],
  [
    "User.Read.All",
    "a154be20-db9c-4678-8ab7-66f6cc099a59",
    "admin",
    "medium",
    "read everybody's full profile",
    "Full profiles hold phone numbers, managers and job details of the whole organisation.",
  ],
  [
    "Mail.Read",
    "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
    "userOrAdmin",
    "high",
    "read all mail in your mailbox",
    "Mailboxes hold confidential letters, links for new passwords and one-time codes.",
  ],
  [
    "Mail.Send",
    "e383f46e-2787-4529-855e-0e479a3ffac0",
    "userOrAdmin",
    "high",
    "send mail in your name",
    "Whoever holds such a token can write to anybody as you.",
  ],
  [
    "Calendars.Read",
    "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
    "userOrAdmin",
    "medium",
    "read your calendars",
    "Calendars tell whom you meet, when, and often where to join.",
  ],
  [
    "Contacts.Read",
    "ff74d97f-43af-4b68-9f2a-b77ee6968c5d",
    "userOrAdmin",
    "medium",
    "read your contacts",
    "It shows addresses and phone numbers of people who were not asked.",
  ],
  [
    "Tasks.Read",
    "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb",
    "user",
    "low",
    "read your tasks and task lists",
    "It shows your own lists and those shared with you, and changes nothing.",
  ],
  [
    "Team.ReadBasic.All",
    "485be79e-c497-4b35-9400-0e3fa7f2a5d4",
    "userOrAdmin",
    "low",
    "read the names and descriptions of teams",
    "It shows no messages and no members.",
  ],
  [
    "Files.Read",
    "10465720-29dd-4523-a11a-6a75c743c9d9",
    "userOrAdmin",
    "medium",
    "read your own files in OneDrive",
    "Your files may be confidential; other people's stay closed.",
  ],
  [
    "Files.Read.All",
    "df85f4d6-205c-4ac5-a5ea-6bf408dba283",
    "userOrAdmin",
    "high",
    "read every file that you can open",
    "That includes whatever was ever shared with you, on purpose or not.",
  ],
  [
    "Sites.Read.All",
    "205e70e5-aba6-4c52-a976-6d2d46c48043",
    "userOrAdmin",
    "high",
    "read documents and lists in every SharePoint site that you can open",
    "That is often most of what an organisation has written down.",
  ],
  [
    "Group.Read.All",
    "5f8c59db-677d-491f-a6b8-5f174b11ec1d",
    "admin",
    "high",
    "read all groups, their members, conversations and files",
    "It reaches into what groups keep, not only into their names.",
  ],
  [
    "GroupMember.Read.All",
    "bc024368-1153-4739-b217-4326f2e966d0",
    "admin",
    "medium",
    "read who is in which group",
    "Memberships tell who may do what in the organisation.",
  ],
  [
    "Application.Read.All",
    "c79f8feb-a9db-4090-85f9-90d820caa0eb",
    "admin",
    "medium",
    "read all app registrations and enterprise apps",
    "It shows which apps hold which permissions, but none of their secrets.",
  ],
  [
    "AuditLog.Read.All",
    "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20",
    "admin",
    "high",
    "read sign-in and audit logs",
    "Logs tell who signed in from where, and what admins changed.",
  ],
  [
    "Directory.Read.All",
    "06da0dbc-49e2-44d2-8312-53f166ab848a",
    "admin",
    "high",
    "read the whole directory: people, groups, apps, devices and roles",
    "It is a map of the organisation, of use to anyone who means harm.",
  ],
];

const graphPresets: readonly ScopePreset[] = graphRows.map(
  ([permission, permissionId, consent, risk, allows, reason]) => ({
    id: `graph:${permission}`,
    api: "graph",
    permission,
    permissionId,
    consent,
    risk,
    allows,
    reason,
  }),
);

// These APIs have one permission for everything; what it comes to is decided by the roles of the account.
const onePermission = "user_impersonation";

const otherPresets: readonly ScopePreset[] = [
  {
    id: "devOps",
    api: "devOps",
    permission: onePermission,
    permissionId: "ee69721e-6c3a-468f-a9ec-302d16a4c599",
    allows: "do in Azure DevOps whatever you may do there",
    risk: "high",
    reason: "It can change code, pipelines and their secrets as far as you can.",
    consent: "user",
  },
  {
    id: "resourceManager",
    api: "resourceManager",
    permission: onePermission,
    permissionId: "41094075-9dad-400e-a0bd-54e686782033",
    allows: "manage Azure resources as far as your roles reach",
    risk: "high",
    reason: "It can create, change and delete whatever you can.",
    consent: "user",
    warning: {
      words:
        "Microsoft requires multifactor authentication for creating, changing and deleting Azure resources. A token from a password sign-in can only read there; sign in through the browser for the rest.",
      link: "mandatoryMfa",
      clouds: ["public"],
    },
  },
  {
    id: "keyVault",
    api: "keyVault",
    permission: onePermission,
    permissionId: "f53da476-18e3-4152-8e01-aec403e6edc0",
    allows: "use the key vaults that are open to you",
    risk: "high",
    reason: "It can read the secrets and use the keys in them.",
    consent: "user",
  },
  {
    id: "storage",
    api: "storage",
    permission: onePermission,
    permissionId: "03e0da56-190b-40ad-a80c-ea378c433f7f",
    allows: "read and write the storage accounts that are open to you",
    risk: "high",
    reason: "It can read, change and delete data as far as your roles reach.",
    consent: "user",
  },
  {
    id: "sql",
    api: "sql",
    permission: onePermission,
    permissionId: "c39ef2d1-04ce-46dc-8b5f-e9a5c60f0fc9",
    allows: "open the Azure SQL databases that know you",
    risk: "high",
    reason: "It can read and change whatever your database roles allow.",
    consent: "user",
  },
];

export const scopePresets: readonly ScopePreset[] = [...graphPresets, ...otherPresets];

/** What to write into the scope field for a preset; undefined where the cloud does not have the API. */
function presetScope(preset: Pick<ScopePreset, "api" | "permission">, cloud: Pick<Cloud, "id">): string | undefined {
  const resource = resourceOf(preset.api, cloud);
  if (resource === undefined) return undefined;
  return `${resource}/${preset.api === "graph" ? preset.permission : wholeList}`;
}

/** The presets that a cloud has, each with its scope. */
export function presetsIn(cloud: Pick<Cloud, "id">): readonly (ScopePreset & { readonly scope: string })[] {
  return scopePresets.flatMap((preset) => {
    const scope = presetScope(preset, cloud);
    return scope === undefined ? [] : [{ ...preset, scope }];
  });
}

/** What to be warned of in a cloud before asking for this. */
export function warningIn(preset: ScopePreset, cloud: Pick<Cloud, "id">): ScopeWarning | undefined {
  return preset.warning?.clouds.includes(cloud.id) === true ? preset.warning : undefined;
}

/** What is known of a scope, however it was typed: by name, by `.default` where that is one permission, with or without an address. */
export function presetOf(scope: string): ScopePreset | undefined {
  const { api, permission } = scopeParts(scope);
  if (api === undefined) return undefined;
  const wanted = permission === wholeList && api.id !== "graph" ? onePermission : permission.toLowerCase();
  return scopePresets.find((preset) => preset.api === api.id && preset.permission.toLowerCase() === wanted);
}

/** The strictest need of a list; "unknown" where something in it is not known here and nothing known needs an admin. */
export function consentNeedOf(scopes: readonly string[]): ConsentNeed | "unknown" {
  const needs = scopes.map((scope) => presetOf(scope)?.consent ?? "unknown");
  return (["admin", "unknown", "userOrAdmin"] as const).find((need) => needs.includes(need)) ?? "user";
}
