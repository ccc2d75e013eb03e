// The Entra clouds: their hosts, and where each keeps its portals and APIs. What is not known for certain is left out.

export type CloudId = "public" | "usGovernment" | "china" | "usOlder" | "france" | "germany" | "singapore";

export interface Cloud {
  readonly id: CloudId;
  /** What people call it. */
  readonly name: string;
  /** Who is in it, where the name does not tell. */
  readonly hint?: string;
  /** Where requests are sent. */
  readonly host: string;
  /** Other names of the same cloud; tokens got under one are good under all. */
  readonly aliases: readonly string[];
  /** Host of the Microsoft Entra admin center. */
  readonly entraAdminCenter?: string;
  readonly azurePortal?: string;
  readonly graph?: string;
  /** What `az cloud set --name` calls it. */
  readonly azCloud?: "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud";
  /** What `Connect-MgGraph -Environment` calls it. */
  readonly graphEnvironment?: "Global" | "USGov" | "China";
}

/**
 * Sign-in hosts: the instance metadata that MSAL carries, July 2026. Portals and Graph:
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud,
 * https://learn.microsoft.com/graph/deployments and https://learn.microsoft.com/entra/fundamentals/faq.
 */
export const clouds: readonly Cloud[] = [
  {
    id: "public",
    name: "Public",
    host: "login.microsoftonline.com",
    aliases: ["login.windows.net", "login.microsoft.com", "sts.windows.net"],
    entraAdminCenter: "entra.microsoft.com",
    azurePortal: "portal.azure.com",
    graph: "graph.microsoft.com",
    azCloud: "AzureCloud",
    graphEnvironment: "Global",
  },
  {
    id: "usGovernment",
    name: "US Government",
    hint: "GCC High and DoD. GCC is in the public cloud.",
    host: "login.microsoftonline.us",
    aliases: ["login.usgovcloudapi.net"],
    entraAdminCenter: "entra.microsoft.us",
    azurePortal: "portal.azure.us",
    graph: "graph.microsoft.us",
    azCloud: "AzureUSGovernment",
    graphEnvironment: "USGov",
  },
  {
    id: "china",
    name: "China (21Vianet)",
    host: "login.partner.microsoftonline.cn",
    aliases: ["login.chinacloudapi.cn"],
    entraAdminCenter: "entra.microsoftonline.cn",
    azurePortal: "portal.azure.cn",
    graph: "microsoftgraph.chinacloudapi.cn",
    azCloud: "AzureChinaCloud",
    graphEnvironment: "China",
  },
  { id: "usOlder", name: "US (older)", host: "login-us.microsoftonline.com", aliases: [] },
  { id: "france", name: "France (Bleu)", host: "login.sovcloud-identity.fr", aliases: [] },
  { id: "germany", name: "Germany (Delos)", host: "login.sovcloud-identity.de", aliases: [] },
  { id: "singapore", name: "Singapore Government", host: "login.sovcloud-identity.sg", aliases: [] },
];

/** Closed for good, so nothing is ever sent there; known only to be able to say so. */
export const closedCloud = { name: "Germany (closed in October 2021)", host: "login.microsoftonline.de" } as const;

const byHost = new Map(clouds.flatMap((cloud) => [cloud.host, ...cloud.aliases].map((host) => [host, cloud] as const)));

/** The cloud that a host name belongs to. */
export function cloudOf(host: string): Cloud | undefined {
  return byHost.get(host.toLowerCase());
}

const graphHosts: ReadonlySet<string | undefined> = new Set(clouds.map(({ graph }) => graph));

/** Is this Microsoft Graph's host in one of the clouds? DoD's is its own within the US Government's. */
export function isGraphHost(host: string): boolean {
  return graphHosts.has(host) || host === "dod-graph.microsoft.us";
}
