// The letter to the admin: what it says, and what a mail program gets of it.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adminMail, type AdminMailFacts, longestMailto, mailtoUrl } from "../../../shared/setup/adminMail.ts";
import { clouds } from "../../../shared/setup/clouds.ts";
import { presetsIn } from "../../../shared/setup/scopePresets.ts";
import { addressesIn, china, clientId, france, knownHosts, publicCloud, tenant } from "./choices.ts";

const facts: AdminMailFacts = {
  cloud: publicCloud,
  tenant,
  clientId,
  appName: "Token tests",
  scopes: ["User.Read", "https://graph.microsoft.com/Directory.Read.All", "api://orders/Orders.Read", "offline_access"],
};

describe("the letter", () => {
  it("reads like this", () => {
    expect(adminMail(facts)).toEqual({
      subject: "Please approve the app “Token tests” for our organization",
      body: `Hello,

could you please approve an app registration for me? Only an admin can do it.
The app signs in with my work or school account and gets access tokens for testing. It keeps no password.

App: Token tests
Application (client) ID: ${clientId}
Directory: contoso.onmicrosoft.com

It asks for these delegated permissions:
- User.Read (Microsoft Graph): may sign you in and read your own profile; low risk. It shows nothing but your own profile and basic facts about your organization.
- Directory.Read.All (Microsoft Graph): may read the whole directory: people, groups, apps, devices and roles; high risk. It is a map of the organization, of use to anyone who means harm.
- Orders.Read (api://orders): described by the API itself; please read its text on the consent page.

In this list “you” is whoever signs in. The permissions are delegated: the app can never do more than that person may do. Approving them approves them for everyone in the directory.

The shortest way is this address. It shows the list once more before anything is approved:
https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/adminconsent?client_id=${clientId}&scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read%20https%3A%2F%2Fgraph.microsoft.com%2FDirectory.Read.All%20api%3A%2F%2Forders%2FOrders.Read&redirect_uri=http%3A%2F%2Flocalhost
After you accept, the browser may say that localhost cannot be reached. That is as it should be, and the approval is done.

Or in the Microsoft Entra admin center: App registrations, the app, API permissions, “Grant admin consent” (earlier: “Grant/revoke admin consent”).
https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}

Or with the Azure CLI:
az ad app permission admin-consent --id '${clientId}'

You can take it back at any time under Enterprise apps, the app, Permissions.

Thank you very much!`,
    });
  });

  it("goes to the right cloud, and leaves out what a cloud does not have", () => {
    expect(adminMail({ ...facts, cloud: china }).body).toContain("https://login.partner.microsoftonline.cn/contoso");
    const french = adminMail({ ...facts, cloud: france }).body;
    expect(french).toContain("https://login.sovcloud-identity.fr/contoso.onmicrosoft.com/v2.0/adminconsent");
    expect(french).not.toMatch(/Azure CLI|entra\.microsoft/);
  });

  it("has a subject of one line, whatever the app is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (appName) => {
        const { subject } = adminMail({ ...facts, appName });
        expect(subject).toMatch(/^Please approve the app “[^\r\n\0]+” for our organization$/);
      }),
    );
  });

  it("names no unknown host and only https, in any cloud", () => {
    for (const cloud of clouds) {
      const scopes = presetsIn(cloud).map((preset) => preset.scope);
      const urls = addressesIn(adminMail({ ...facts, cloud, scopes }).body);
      expect(urls.length).toBeGreaterThan(0);
      for (const url of urls) {
        expect(url.protocol).toBe("https:");
        expect(knownHosts).toContain(url.host);
      }
    }
  });
});

/** As a mail program reads RFC 6068: percent-encoding only, a plus is a plus. */
function readMailto(url: string): Readonly<Record<string, string>> {
  expect(url).toMatch(/^mailto:\?[!-~]*$/);
  const fields = url.slice("mailto:?".length).split("&");
  return Object.fromEntries(fields.map((field) => field.split("=").map(decodeURIComponent)) as [string, string][]);
}

describe("the address for a mail program", () => {
  it("holds a short letter whole, with CRLF line ends", () => {
    const few: AdminMailFacts = { ...facts, scopes: ["User.Read"], cloud: france };
    const { cut, url = "" } = mailtoUrl(few);
    const letter = adminMail(few, cut ? "short" : "whole");
    expect(readMailto(url)).toEqual({ subject: letter.subject, body: letter.body.replaceAll("\n", "\r\n") });
  });

  it("holds a shorter letter where the whole is too long, and says that it was cut", () => {
    const { cut, url = "" } = mailtoUrl(facts);
    expect(cut).toBe(true);
    const short = adminMail(facts, "short");
    expect(readMailto(url)).toEqual({ subject: short.subject, body: short.body.replaceAll("\n", "\r\n") });
    expect(short.body).toContain("/v2.0/adminconsent?");
    expect(short.body).toContain("- Directory.Read.All (Microsoft Graph)");
  });

  it("is never longer than a mail program takes, and gives back what was put in", () => {
    const scopes = fc.subarray(
      presetsIn(publicCloud).map((preset) => preset.scope),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), scopes, (appName, asked) => {
        const each = { ...facts, appName, scopes: asked };
        const { cut, url } = mailtoUrl(each);
        if (url === undefined) {
          expect(cut).toBe(true);
          return;
        }
        expect(url.length).toBeLessThanOrEqual(longestMailto);
        expect(readMailto(url)["subject"]).toBe(adminMail(each).subject);
      }),
    );
  });

  it("is absent where even the short letter does not fit", () => {
    const scopes = Array.from({ length: 60 }, (_, index) => `api://orders/Permission.Number${index}`);
    expect(mailtoUrl({ ...facts, scopes })).toEqual({ cut: true });
  });
});
