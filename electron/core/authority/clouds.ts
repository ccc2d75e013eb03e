// The Entra clouds whose sign-in hosts are known beforehand, so that nobody needs to be asked whether to trust them.

export interface Cloud {
  readonly name: string;
  /** Where requests are sent. */
  readonly host: string;
  /** Other names of the same cloud; tokens got under one are good under all. */
  readonly aliases: readonly string[];
}

/** Facts of the instance metadata that MSAL carries, July 2026. */
export const clouds: readonly Cloud[] = [
  {
    name: "Public",
    host: "login.microsoftonline.com",
    aliases: ["login.windows.net", "login.microsoft.com", "sts.windows.net"],
  },
  { name: "US Government", host: "login.microsoftonline.us", aliases: ["login.usgovcloudapi.net"] },
  { name: "China (21Vianet)", host: "login.partner.microsoftonline.cn", aliases: ["login.chinacloudapi.cn"] },
  { name: "US (older)", host: "login-us.microsoftonline.com", aliases: [] },
  { name: "France (Bleu)", host: "login.sovcloud-identity.fr", aliases: [] },
  { name: "Germany (Delos)", host: "login.sovcloud-identity.de", aliases: [] },
  { name: "Singapore Government", host: "login.sovcloud-identity.sg", aliases: [] },
];

const byHost = new Map(clouds.flatMap((cloud) => [cloud.host, ...cloud.aliases].map((host) => [host, cloud] as const)));

/** The cloud that a host name belongs to. */
export function cloudOf(host: string): Cloud | undefined {
  return byHost.get(host.toLowerCase());
}
