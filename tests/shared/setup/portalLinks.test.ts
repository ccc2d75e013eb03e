// Links into the portals: the exact page in the right cloud, or none at all.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clouds } from "../../../shared/setup/clouds.ts";
import { portalLink, type PortalPage } from "../../../shared/setup/portalLinks.ts";
import { portalWords } from "../../../shared/setup/portalWords.ts";
import { china, clientId, france, knownHosts, publicCloud, usGovernment } from "./choices.ts";

const registered = "#view/Microsoft_AAD_RegisteredApps";
const enterpriseObjectId = "99998888-ffff-7777-eeee-6666dddd5555";

const expected: readonly (readonly [PortalPage, string, string])[] = [
  [
    "newRegistration",
    `${registered}/CreateApplicationBlade/quickStartType~/null/isMSAApp~/false`,
    "App registrations, New registration",
  ],
  ["appRegistrations", `${registered}/ApplicationsListBlade`, "App registrations"],
  ["appOverview", `${registered}/ApplicationMenuBlade/~/Overview/appId/${clientId}`, "App registrations"],
  [
    "authentication",
    `${registered}/ApplicationMenuBlade/~/Authentication/appId/${clientId}`,
    "App registrations, Authentication",
  ],
  [
    "apiPermissions",
    `${registered}/ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}`,
    "App registrations, API permissions",
  ],
  ["enterpriseApps", "#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview", "Enterprise apps"],
  [
    "enterprisePermissions",
    `#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/objectId/${enterpriseObjectId}/appId/${clientId}`,
    "Enterprise apps, Permissions",
  ],
];

describe("a portal link", () => {
  it.each(expected)("to %s", (page, view, path) => {
    const app = { clientId, enterpriseObjectId };
    expect(portalLink(page, publicCloud, app)).toEqual({
      url: `https://entra.microsoft.com/${view}`,
      path: path.split(", "),
    });
    expect(portalLink(page, usGovernment, app)?.url).toBe(`https://entra.microsoft.us/${view}`);
    expect(portalLink(page, china, app)?.url).toBe(`https://entra.microsoftonline.cn/${view}`);
    expect(portalLink(page, publicCloud, app, "azure")?.url).toBe(`https://portal.azure.com/${view}`);
    expect(portalLink(page, usGovernment, app, "azure")?.url).toBe(`https://portal.azure.us/${view}`);
    expect(portalLink(page, china, app, "azure")?.url).toBe(`https://portal.azure.cn/${view}`);
    expect(portalLink(page, france, app)).toBeUndefined();
  });

  it("leads to the list to choose from while the app is not known", () => {
    const list = `https://entra.microsoft.com/${registered}/ApplicationsListBlade`;
    expect(portalLink("authentication", publicCloud)?.url).toBe(list);
    expect(portalLink("authentication", publicCloud, { clientId: "my app" })?.url).toBe(list);
    expect(portalLink("enterprisePermissions", publicCloud, { clientId })?.url).toContain("AppAppsPreview");
  });

  it("holds nothing of a client ID that is not one, and never an unknown host", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clouds),
        fc.constantFrom(...expected.map(([page]) => page)),
        fc.constantFrom("entra" as const, "azure" as const),
        fc.string({ minLength: 1 }),
        (cloud, page, portal, typed) => {
          const link = portalLink(page, cloud, { clientId: typed, enterpriseObjectId: typed }, portal);
          const bare = portalLink(page, cloud, undefined, portal);
          expect(link?.url).toBe(bare?.url);
          const url = new URL(link?.url ?? `https://${cloud.host}`);
          expect(url.protocol).toBe("https:");
          expect(knownHosts).toContain(url.host);
        },
      ),
    );
  });

  it("goes by the names of today, and the old names are mentioned", () => {
    expect(portalWords.grant).toEqual({
      today: "Grant admin consent",
      before: ["Grant/revoke admin consent", "Grant permissions", "Grant"],
    });
    expect(portalWords.publicClientSwitch.before).toContain("Treat application as a public client");
  });
});
