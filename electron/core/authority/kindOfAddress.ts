// What kind of authority an address stands for, as far as the address alone tells.
import { isCiamHost } from "../../../shared/connection.ts";
import { authorityTypes } from "./authorityType.ts";

/** By the host, or by the path that AD FS always has; any OpenID server otherwise. Entra takes a tenant to be told. */
export function kindOfAddress({ host, hostname, pathname }: URL): "adfs" | "b2c" | "ciam" | "openid" {
  if (isCiamHost(hostname)) return "ciam";
  if (authorityTypes.b2c.knowsHost(host)) return "b2c";
  return /^\/adfs(?:\/|$)/i.test(pathname) ? "adfs" : "openid";
}
