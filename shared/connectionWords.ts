// What is said at a field of the connection form. Apart from the schema so that a window carries no schemas.
import type { ConnectionProblem } from "./connection.ts";

export const connectionProblemWords: Readonly<Record<ConnectionProblem, string>> = {
  empty: "Fill this in.",
  tooLong: "This is too long.",
  notUnicode: "This holds half of a character, which cannot be sent. Type it again.",
  notAUrl: "Enter a web address, such as https://login.microsoftonline.com.",
  notHttps: "The address must begin with https://. Only a loopback address (127.0.0.1, localhost) may use http.",
  credentialsInUrl: "The address must not hold a user name or password.",
  extraInUrl: "Leave out everything after ? or #.",
  commonTenant:
    "“common” and “consumers” do not accept a password. Enter your directory ID, a domain of yours, or “organizations”.",
  tenantTwice: "The address names another tenant than this field. Keep one of them.",
  notATenant: "Enter a directory ID (a GUID) or a domain, such as contoso.onmicrosoft.com.",
  blankInside: "No blanks inside.",
  reservedScopesOnly: "Name at least one scope besides openid, profile, email and offline_access.",
  noPolicy:
    "The address must name the tenant and the policy: https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_ropc.",
  notAbsolute: "Enter the whole path of the file, from the root or the drive on.",
  notOffered: "Choose one of those offered.",
};
