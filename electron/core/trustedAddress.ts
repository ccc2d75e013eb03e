// Which addresses that a server sends may be opened by a button. All others are shown as text.
import { isLoopbackHost } from "../../shared/connection.ts";
import type { Authority } from "./authority/authority.ts";
import { cloudOf } from "./authority/clouds.ts";

/** Where Microsoft's clouds send people beside their sign-in hosts. Exact hosts, no suffixes. */
const microsoftPages: ReadonlySet<string> = new Set([
  "microsoft.com",
  "www.microsoft.com",
  "login.microsoft.com",
  "login.microsoftonline.com",
  "microsoftonline.us",
  "account.activedirectory.windowsazure.com",
  "portal.microsoftonline.com",
  "passwordreset.microsoftonline.com",
  "mysignins.microsoft.com",
  "myaccount.microsoft.com",
  "mysignins.azure.us",
  "mysignins.azure.cn",
  "aka.ms",
]);

/**
 * https (or loopback, where the authority itself is on loopback), without credentials, at the authority's own origin; and
 * Microsoft's own pages where the authority is one of its clouds.
 */
export function mayOpen(address: string, authority: Pick<Authority, "origin">): boolean {
  const url = URL.parse(address);
  const own = URL.parse(authority.origin);
  if (url === null || own === null || url.username !== "" || url.password !== "") return false;
  if (url.protocol === "http:") return isLoopbackHost(url.hostname) && url.origin === own.origin;
  if (url.protocol !== "https:") return false;
  return (
    url.origin === own.origin ||
    (cloudOf(own.host) !== undefined && (microsoftPages.has(url.host) || cloudOf(url.host) !== undefined))
  );
}
