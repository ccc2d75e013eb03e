// The checklists for an app registration: what they say, in which order, and what they offer to copy.
import { describe, expect, it } from "vitest";
import { companyTenant } from "../../../shared/practicePeople.ts";
import { isLinkId } from "../../../shared/links.ts";
import { portalLink } from "../../../shared/setup/portalLinks.ts";
import { type SetupKind, setupSteps } from "../../../shared/setup/setupSteps.ts";
import { setupStepWords } from "../../../shared/setup/setupWords.ts";
import { choices, clientId, publicCloud } from "./choices.ts";

const kinds: readonly SetupKind[] = ["entra", "adfs", "b2c", "ciam", "company", "openid"];

describe("the checklist for Microsoft Entra ID", () => {
  const steps = setupSteps("entra", choices);

  it("goes from a new registration to its permissions", () => {
    expect(steps.map(({ copy, id, page }) => ({ id, page, copy }))).toEqual([
      { id: "register", page: "newRegistration", copy: [{ label: "Name", value: "Token tests" }] },
      { id: "singleTenant", page: "newRegistration", copy: [] },
      { id: "redirect", page: "newRegistration", copy: [{ label: "Redirect URI", value: "http://localhost" }] },
      { id: "copyIds", page: "appOverview", copy: [] },
      { id: "publicClient", page: "authentication", copy: [] },
      {
        id: "permissions",
        page: "apiPermissions",
        copy: [
          { label: "Microsoft Graph", value: "User.Read" },
          { label: "Microsoft Graph", value: "Mail.Read" },
        ],
      },
    ]);
  });

  it("has a page in the portal for every step", () => {
    for (const { page } of steps)
      expect(page && portalLink(page, publicCloud, { clientId })?.url).toMatch(
        /^https:\/\/entra\.microsoft\.com\/#view\//,
      );
  });

  it("tells what the switch is called, what it was called, and what happens without it", () => {
    expect(setupStepWords.publicClient.detail).toMatch(
      /“Allow public client flows” to Yes.*AADSTS7000218.*“Treat application as a public client”/,
    );
  });

  it("copies the one permission behind .default, and none where there is a choice", () => {
    const copied = (scope: string) => setupSteps("entra", { ...choices, scopes: [scope] }).at(-1)?.copy;
    expect(copied("https://vault.azure.net/.default")).toEqual([
      { label: "Azure Key Vault", value: "user_impersonation" },
    ]);
    expect(copied("api://orders/Orders.Read")).toEqual([{ label: "api://orders", value: "Orders.Read" }]);
    expect(copied("https://graph.microsoft.com/.default")).toEqual([]);
    expect(copied("openid")).toEqual([]);
  });
});

describe("every checklist", () => {
  it.each(kinds)("for %s has whole sentences, a redirect to copy and no client ID of ours", (kind) => {
    const steps = setupSteps(kind, choices);
    expect(steps.length).toBeGreaterThan(3);
    for (const { detail, link, title } of steps) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(detail).toMatch(/^[A-Z].*\.$/);
      expect(link === undefined || isLinkId(link)).toBe(true);
    }
    expect(steps.flatMap((step) => step.copy).map((copy) => copy.value)).toContain("http://localhost");
    const ids = JSON.stringify(steps).replaceAll(companyTenant.clientId, "");
    expect(ids).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/i);
  });

  it("uses each of the words once or more", () => {
    const used = new Set(kinds.flatMap((kind) => setupSteps(kind, choices).map((step) => step.id)));
    expect(used).toEqual(new Set(Object.keys(setupStepWords)));
  });

  it("sends nobody outside Entra to a page of the wrong portal", () => {
    for (const kind of kinds.slice(1)) for (const step of setupSteps(kind, choices)) expect(step.page).toBeUndefined();
  });
});
