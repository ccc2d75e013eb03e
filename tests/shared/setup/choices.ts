// Choices with fixed values for the tests of the set-up guide, and every host that may ever be named by it.
import { type Cloud, cloudOf, clouds } from "../../../shared/setup/clouds.ts";
import type { SetupChoices } from "../../../shared/setup/setupChoices.ts";

export const clientId = "00001111-aaaa-2222-bbbb-3333cccc4444";
export const tenant = "contoso.onmicrosoft.com";

export function cloud(host: string): Cloud {
  const found = cloudOf(host);
  if (found === undefined) throw new Error(`no cloud at ${host}`);
  return found;
}

export const publicCloud = cloud("login.microsoftonline.com");
export const usGovernment = cloud("login.microsoftonline.us");
export const china = cloud("login.partner.microsoftonline.cn");
export const france = cloud("login.sovcloud-identity.fr");

export const choices: SetupChoices = {
  cloud: publicCloud,
  tenant,
  appName: "Token tests",
  scopes: ["https://graph.microsoft.com/User.Read", "https://graph.microsoft.com/Mail.Read"],
};

/** From the national-cloud pages of Microsoft's documentation, written down again and not taken from the tables. */
export const knownHosts: ReadonlySet<string> = new Set([
  ...clouds.map((each) => each.host),
  "entra.microsoft.com",
  "entra.microsoft.us",
  "entra.microsoftonline.cn",
  "portal.azure.com",
  "portal.azure.us",
  "portal.azure.cn",
  "graph.microsoft.com",
  "graph.microsoft.us",
  "microsoftgraph.chinacloudapi.cn",
  "management.azure.com",
  "management.usgovcloudapi.net",
  "management.chinacloudapi.cn",
  "vault.azure.net",
  "vault.usgovcloudapi.net",
  "vault.azure.cn",
  "storage.azure.com",
  "database.windows.net",
  "database.usgovcloudapi.net",
  "database.chinacloudapi.cn",
]);

/** Every address in a text. */
export function addressesIn(text: string): readonly URL[] {
  return [...text.matchAll(/\b[a-z]+:\/\/[^\s'"“”,)]+/g)].map((match) => new URL(match[0]));
}
