// The Microsoft APIs that people ask tokens for: what each is called in each cloud.
import type { Cloud, CloudId } from "./clouds.ts";

export type ApiId = "graph" | "devOps" | "resourceManager" | "keyVault" | "storage" | "sql";

export interface Api {
  readonly id: ApiId;
  readonly name: string;
  /** The same in every cloud. */
  readonly appId: string;
  /** What a scope begins with, by cloud. A cloud that is not named does not have the API, or its address is not known. */
  readonly resources: Readonly<Partial<Record<CloudId, string>>>;
  /** Other addresses that mean the same API. */
  readonly others?: readonly string[];
}

const devOpsAppId = "499b84ac-1321-427f-aa17-267ca6975798";

export const apis: Readonly<Record<ApiId, Api>> = {
  graph: {
    id: "graph",
    name: "Microsoft Graph",
    appId: "00000003-0000-0000-c000-000000000000",
    resources: {
      public: "https://graph.microsoft.com",
      usGovernment: "https://graph.microsoft.us",
      china: "https://microsoftgraph.chinacloudapi.cn",
    },
    others: ["https://dod-graph.microsoft.us"],
  },
  devOps: { id: "devOps", name: "Azure DevOps", appId: devOpsAppId, resources: { public: devOpsAppId } },
  resourceManager: {
    id: "resourceManager",
    name: "Azure Resource Manager",
    appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    resources: {
      public: "https://management.azure.com",
      usGovernment: "https://management.usgovcloudapi.net",
      china: "https://management.chinacloudapi.cn",
    },
    others: [
      "https://management.core.windows.net",
      "https://management.core.usgovcloudapi.net",
      "https://management.core.chinacloudapi.cn",
    ],
  },
  keyVault: {
    id: "keyVault",
    name: "Azure Key Vault",
    appId: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
    resources: {
      public: "https://vault.azure.net",
      usGovernment: "https://vault.usgovcloudapi.net",
      china: "https://vault.azure.cn",
    },
  },
  storage: {
    id: "storage",
    name: "Azure Storage",
    appId: "e406a681-f3d4-42a8-90b6-c2b029497af1",
    resources: {
      public: "https://storage.azure.com",
      usGovernment: "https://storage.azure.com",
      china: "https://storage.azure.com",
    },
  },
  sql: {
    id: "sql",
    name: "Azure SQL Database",
    appId: "022907d3-0f1b-48f7-badc-1ba6abab6d66",
    resources: {
      public: "https://database.windows.net",
      usGovernment: "https://database.usgovcloudapi.net",
      china: "https://database.chinacloudapi.cn",
    },
  },
};

const apiByResource = new Map<string, Api>(
  Object.values(apis).flatMap((api) =>
    [...Object.values(api.resources), ...(api.others ?? []), api.appId].map((name) => [name, api] as const),
  ),
);

/** The API that the first part of a scope names, by address or app ID; "" is Microsoft Graph, as it is to Entra. */
export function apiOf(resource: string): Api | undefined {
  return resource === "" ? apis.graph : apiByResource.get(resource.toLowerCase().replace(/\/$/, ""));
}

/** What a scope for this API begins with in this cloud. */
export function resourceOf(api: ApiId, cloud: Pick<Cloud, "id">): string | undefined {
  return apis[api].resources[cloud.id];
}
