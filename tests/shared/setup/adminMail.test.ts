// The letter to the admin: what it says, and what a mail program gets of it.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adminMail, type AdminMailFacts, longestMailto, mailtoUrl } from "../../../shared/setup/adminMail.ts";
import { type Cloud, clouds } from "../../../shared/setup/clouds.ts";
import { presetsIn } from "../../../shared/setup/scopePresets.ts";
import { addressesIn, china, clientId, france, knownHosts, publicCloud, tenant } from "./choices.ts";

const facts: AdminMailFacts = {
  origin: "https://login.microsoftonline.com",
  cloud: publicCloud,
  tenant,
  clientId,
  appName: "Token tests",
  scopes: ["User.Read", "https://graph.microsoft.com/Directory.Read.All", "api://orders/Orders.Read", "offline_access"],
};

function inCloud(cloud: Cloud): AdminMailFacts {
  return { ...facts, cloud, origin: `https://${cloud.host}` };
}

describe("the letter", () => {
  it("reads like this", () => {
    const address = `https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/adminconsent?client_id=${clientId}&scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read%20https%3A%2F%2Fgraph.microsoft.com%2FDirectory.Read.All%20api%3A%2F%2Forders%2FOrders.Read&redirect_uri=http%3A%2F%2Flocalhost`;
    expect(adminMail(facts)).toEqual({
      subject: "Please approve the app “Token tests” for our organisation",
      address,
      body: `Hello,

could you please approve an app registration for me? It takes an admin.
It signs in with my work or school account to get access tokens, and keeps no password.

App: Token tests
Application (client) ID: ${clientId}
Directory: contoso.onmicrosoft.com

It asks for these delegated permissions:
- User.Read (Microsoft Graph): may sign you in and read your own profile; low risk. It shows nothing but your own profile and basic facts about your organisation.
- Directory.Read.All (Microsoft Graph): may read the whole directory: people, groups, apps, devices and roles; high risk. It is a map of the organisation, of use to anyone who means harm.
- Orders.Read (api://orders): described by the API itself; please read its text on the consent page.

Whoever signs in is meant by “you”: the app can never do more than that person may do. Approving it approves it for everyone in the directory.

The shortest way, which shows the list once more:
${address}
If the browser says afterwards that localhost cannot be reached, that is as it should be.

Or in the Microsoft Entra admin center: App registrations, the app, API permissions, Grant admin consent (earlier: Grant/revoke admin consent).
https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}

Or with the Azure CLI:
az ad app permission admin-consent --id '${clientId}'

To undo it: Enterprise apps, the app, Permissions.

Thank you very much!`,
    });
  });

  it("goes to the right cloud, and leaves out what a cloud does not have", () => {
    expect(adminMail(inCloud(china)).body).toContain("https://login.partner.microsoftonline.cn/contoso");
    const french = adminMail(inCloud(france)).body;
    expect(french).toContain("https://login.sovcloud-identity.fr/contoso.onmicrosoft.com/v2.0/adminconsent");
    expect(french).not.toMatch(/Azure CLI|https:\/\/entra/);
  });

  it("can be written for the practice tenant", () => {
    const { cloud: _, ...practice } = { ...facts, origin: "http://127.0.0.1:5000", scopes: ["User.Read"] };
    expect(adminMail(practice).address).toBe(
      `http://127.0.0.1:5000/contoso.onmicrosoft.com/v2.0/adminconsent?client_id=${clientId}&scope=User.Read&redirect_uri=http%3A%2F%2Flocalhost`,
    );
  });

  it("has a subject of one line, whatever the app is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (appName) => {
        const { subject } = adminMail({ ...facts, appName });
        expect(subject).toMatch(/^Please approve the app “[^\r\n\0]+” for our organisation$/);
      }),
    );
  });

  it("names no unknown host and only https, in any cloud", () => {
    for (const cloud of clouds) {
      const scopes = presetsIn(cloud).map((preset) => preset.scope);
      const urls = addressesIn(adminMail({ ...inCloud(cloud), scopes }).body);
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
  const few = { ...inCloud(france), scopes: ["User.Read"] };
  const some = { ...facts, scopes: ["User.Read", "Mail.Read", "Directory.Read.All"] };
  const many = {
    ...facts,
    scopes: presetsIn(publicCloud)
      .map((preset) => preset.scope)
      .slice(0, 12),
  };

  it.each([
    ["whole", few],
    ["middle", some],
    ["short", many],
  ] as const)("holds the %s letter where that is the longest that fits, with CRLF line ends", (size, each) => {
    const mail = mailtoUrl(each);
    const { body, subject } = adminMail(each, size);
    expect(mail?.size).toBe(size);
    expect(readMailto(mail?.url ?? "")).toEqual({ subject, body: body.replaceAll("\n", "\r\n") });
    expect(mail?.url.length).toBeLessThanOrEqual(longestMailto);
  });

  it("holds what nobody can do without, however short", () => {
    const { address, body } = adminMail(facts, "short");
    expect(body).toContain(address);
    expect(body).toContain("- Directory.Read.All (Microsoft Graph)");
    expect(body).toContain(clientId);
  });

  it("is absent where even the short letter does not fit", () => {
    const scopes = Array.from({ length: 60 }, (_, index) => `api://orders/Permission.Number${index}`);
    expect(mailtoUrl({ ...facts, scopes })).toBeUndefined();
  });

  it("is never longer than a mail program takes, and gives back what was put in", () => {
    const scopes = fc.subarray(
      presetsIn(publicCloud)
        .map((preset) => preset.scope)
        .slice(0, 8),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), scopes, (appName, asked) => {
        const each = { ...facts, appName, scopes: asked };
        const url = mailtoUrl(each)?.url ?? "";
        expect(url.length).toBeLessThanOrEqual(longestMailto);
        expect(readMailto(url)["subject"]).toBe(adminMail(each).subject);
      }),
    );
  });
});
