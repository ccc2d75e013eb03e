// What people are told a token is for. Only Entra's bare scopes are Graph's.
import { expect, it } from "vitest";
import { resourceName } from "../../../electron/core/tokens/resourceName.ts";

const guid = "2f1c1a52-4d3e-4c55-9d3b-0d6f6ad2a6b1";

it.each([
  [["User.Read"], "entra", "Graph"],
  [["openid", "Mail.Read"], "entra", "Graph"],
  [["User.Read"], "practice", "Graph"],
  [["https://graph.microsoft.com/.default"], "entra", "Graph"],
  [["https://graph.microsoft.us/User.Read"], "entra", "Graph"],
  [["https://dod-graph.microsoft.us/User.Read"], "entra", "Graph"],
  [["https://microsoftgraph.chinacloudapi.cn/User.Read"], "entra", "Graph"],
  [["https://graph.example.test/read"], "entra", "graph.example.test"],
  [["https://vault.azure.net/.default"], "entra", "vault.azure.net"],
  [["api://practice-api/read"], "practice", "practice-api"],
  // AD FS and B2C know no Graph: a bare scope there is a scope of the client's own API.
  [["openid", "allatclaims"], "adfs", "openid allatclaims"],
  [["User.Read"], "adfs", "User.Read"],
  [["https://adfs.contoso.test/api/read"], "adfs", "adfs.contoso.test"],
  [[guid], "b2c", guid],
  [["User.Read"], "ciam", "Graph"],
  [["api.read", "api.write"], "openid", "api.read api.write"],
] as const)("people are told that %j at %s is for %s", (scopes, kind, name) => {
  expect(resourceName(scopes, kind)).toBe(name);
});
