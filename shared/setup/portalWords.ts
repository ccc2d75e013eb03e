// What the portals call their pages and buttons today, and what they called them before, for people with an older guide.

export interface PortalWord {
  readonly today: string;
  /** Earlier names, latest first. */
  readonly before: readonly string[];
}

const words = {
  adminCenter: { today: "Microsoft Entra admin center", before: ["Azure Active Directory admin center"] },
  entraId: { today: "Entra ID", before: ["Identity, Applications", "Azure Active Directory"] },
  appRegistrations: { today: "App registrations", before: ["Applications"] },
  newRegistration: { today: "New registration", before: ["New application registration", "Add"] },
  singleTenant: {
    today: "Single tenant only",
    before: ["Accounts in this organizational directory only (Single tenant)"],
  },
  publicClientRedirect: { today: "Public client/native (mobile & desktop)", before: ["Native"] },
  addRedirect: { today: "Add Redirect URI", before: ["Add a platform"] },
  desktopPlatform: { today: "Mobile and desktop applications", before: ["Public client (mobile & desktop)", "Native"] },
  authentication: { today: "Authentication", before: [] },
  publicClientSwitch: {
    today: "Allow public client flows",
    before: ["Treat application as a public client", "Default client type"],
  },
  apiPermissions: { today: "API permissions", before: ["Required permissions"] },
  addPermission: { today: "Add a permission", before: ["Add"] },
  delegated: { today: "Delegated permissions", before: [] },
  clientId: { today: "Application (client) ID", before: ["Application ID"] },
  tenantId: { today: "Directory (tenant) ID", before: ["Directory ID"] },
  enterpriseApps: { today: "Enterprise apps", before: ["Enterprise applications"] },
  permissions: { today: "Permissions", before: [] },
  grant: { today: "Grant admin consent", before: ["Grant/revoke admin consent", "Grant permissions", "Grant"] },
} as const satisfies Readonly<Record<string, PortalWord>>;

export type PortalWordId = keyof typeof words;

export const portalWords: Readonly<Record<PortalWordId, PortalWord>> = words;
