// Scopes: taken apart, recognised, offered by cloud, and refused where they cannot go together.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLinkId } from "../../../shared/links.ts";
import { type Cloud, clouds } from "../../../shared/setup/clouds.ts";
import { consentNeedOf, presetOf, presetsIn, scopePresets, warningIn } from "../../../shared/setup/scopePresets.ts";
import { fittingStyle, fullScope, scopeParts, scopeTroubles } from "../../../shared/setup/scopes.ts";
import { scopeStyleWords, scopeTroubleWords } from "../../../shared/setup/scopeWords.ts";
import { china, france, knownHosts, publicCloud, usGovernment } from "./choices.ts";

describe("a scope", () => {
  it.each([
    ["User.Read", "", "User.Read", "graph"],
    ["https://graph.microsoft.com/User.Read", "https://graph.microsoft.com", "User.Read", "graph"],
    [
      "https://management.azure.com//user_impersonation",
      "https://management.azure.com/",
      "user_impersonation",
      "resourceManager",
    ],
    ["499b84ac-1321-427f-aa17-267ca6975798/.default", "499b84ac-1321-427f-aa17-267ca6975798", ".default", "devOps"],
    ["api://orders/Orders.Read", "api://orders", "Orders.Read", undefined],
    ["api://orders", "api://orders", "", undefined],
    ["https://graph.microsoft.com", "https://graph.microsoft.com", "", "graph"],
    [".default", "", ".default", "graph"],
    ["https://adfs.contoso.com/api/openid", "https://adfs.contoso.com/api", "openid", undefined],
  ])("%s names an API and a permission", (scope, resource, permission, api) => {
    const parts = scopeParts(scope);
    expect([parts.resource, parts.permission, parts.api?.id]).toEqual([resource, permission, api]);
  });

  it("loses nothing when taken apart, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^(api|https):\/\/[\w.:-]+(\/[\w.~]*)*$/),
        fc.stringMatching(/^[\w.-]+$/),
        (address, permission) => {
          const parts = scopeParts(`${address}/${permission}`);
          expect(`${parts.resource}/${parts.permission}`).toBe(`${address}/${permission}`);
          expect(parts.permission).toBe(permission);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { permission, resource } = scopeParts(text);
        expect([`${resource}/${permission}`, `${resource}${permission}`]).toContain(text);
      }),
    );
  });

  it("gets the address of Microsoft Graph in its cloud where it has none", () => {
    expect(fullScope("User.Read", publicCloud)).toBe("https://graph.microsoft.com/User.Read");
    expect(fullScope("User.Read", china)).toBe("https://microsoftgraph.chinacloudapi.cn/User.Read");
    expect(fullScope("User.Read", france)).toBe("User.Read");
    expect(fullScope("openid", publicCloud)).toBe("openid");
    expect(fullScope("api://orders/Read", usGovernment)).toBe("api://orders/Read");
  });
});

describe("several scopes", () => {
  it.each([
    [["User.Read", "https://graph.microsoft.com/Mail.Read", "openid"], []],
    [["https://graph.microsoft.com/.default", "openid", "offline_access"], []],
    [["https://graph.microsoft.com/.default", "User.Read"], ["mixed"]],
    [["User.Read", "api://orders/Read"], ["severalApis"]],
    [["https://graph.microsoft.com/.default", "https://vault.azure.net/.default"], ["severalApis"]],
    [
      ["https://vault.azure.net/.default", "User.Read"],
      ["mixed", "severalApis"],
    ],
    [["api://orders"], ["noPermission"]],
    [[], []],
  ] as const)("%j: %j", (scopes, troubles) => {
    expect(scopeTroubles(scopes)).toEqual(troubles);
    for (const trouble of troubles) expect(scopeTroubleWords[trouble]).toMatch(/\.$/);
  });

  it("are asked for by name where there is a choice, and as a whole where there is none", () => {
    expect(fittingStyle("")).toBe("named");
    expect(fittingStyle("https://graph.microsoft.us")).toBe("named");
    expect(fittingStyle("api://orders")).toBe("named");
    expect(fittingStyle("https://management.azure.com/")).toBe("whole");
    expect(fittingStyle("499b84ac-1321-427f-aa17-267ca6975798")).toBe("whole");
    expect(Object.keys(scopeStyleWords)).toEqual(["named", "whole"]);
  });
});

describe("the presets", () => {
  it("have one ID each, and IDs of permissions that are GUIDs of their own", () => {
    expect(new Set(scopePresets.map((preset) => preset.id)).size).toBe(scopePresets.length);
    expect(new Set(scopePresets.map((preset) => preset.permissionId)).size).toBe(scopePresets.length);
    for (const preset of scopePresets) {
      expect(preset.permissionId).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
      expect(preset.reason).toMatch(/^[A-Z].*\.$/);
      expect(preset.allows).toMatch(/^[a-z].*[^.]$/);
      const link = preset.warning?.link;
      expect(link === undefined || isLinkId(link)).toBe(true);
    }
  });

  it("are written for the cloud they are offered in", () => {
    const scopes = (cloud: Pick<Cloud, "id">) =>
      presetsIn(cloud).flatMap((preset) =>
        preset.api === "graph" && preset.permission !== "User.Read" ? [] : [preset.scope],
      );
    expect(scopes(publicCloud)).toEqual([
      "https://graph.microsoft.com/User.Read",
      "499b84ac-1321-427f-aa17-267ca6975798/.default",
      "https://management.azure.com/.default",
      "https://vault.azure.net/.default",
      "https://storage.azure.com/.default",
      "https://database.windows.net/.default",
    ]);
    expect(scopes(usGovernment)).toEqual([
      "https://graph.microsoft.us/User.Read",
      "https://management.usgovcloudapi.net/.default",
      "https://vault.usgovcloudapi.net/.default",
      "https://storage.azure.com/.default",
      "https://database.usgovcloudapi.net/.default",
    ]);
    expect(scopes(china)).toEqual([
      "https://microsoftgraph.chinacloudapi.cn/User.Read",
      "https://management.chinacloudapi.cn/.default",
      "https://vault.azure.cn/.default",
      "https://storage.azure.com/.default",
      "https://database.chinacloudapi.cn/.default",
    ]);
    expect(scopes(france)).toEqual([]);
  });

  it("are recognised again from their own scopes, name no unknown host and have no trouble by themselves", () => {
    const offered = clouds.flatMap((cloud) => presetsIn(cloud));
    expect(offered.length).toBeGreaterThan(60);
    const hosts = offered.flatMap((preset) => URL.parse(preset.scope)?.host ?? []);
    expect([...knownHosts]).toEqual(expect.arrayContaining(hosts));
    expect(hosts.length).toBeGreaterThan(60);
    for (const preset of offered) {
      expect(presetOf(preset.scope)?.id).toBe(preset.id);
      expect(scopeTroubles([preset.scope])).toEqual([]);
    }
  });

  it("warn that Azure Resource Manager wants a second factor for changes, in the cloud where it does", () => {
    const preset = presetOf("https://management.core.windows.net//.default");
    expect(preset?.api).toBe("resourceManager");
    expect(preset && warningIn(preset, publicCloud)?.words).toContain("multifactor");
    expect(preset && warningIn(preset, china)).toBeUndefined();
    expect(presetOf("https://vault.azure.net/.default")?.warning).toBeUndefined();
  });

  it("know mail by either way of writing it, and nothing of other people's APIs", () => {
    expect(presetOf("mail.read")?.permission).toBe("Mail.Read");
    expect(presetOf("https://graph.microsoft.com/Mail.Read")?.risk).toBe("high");
    expect(presetOf("https://graph.microsoft.com/.default")).toBeUndefined();
    expect(presetOf("api://orders/Mail.Read")).toBeUndefined();
  });

  it.each([
    [["User.Read"], "user"],
    [["User.Read", "Mail.Read"], "userOrAdmin"],
    [["Mail.Read", "api://orders/Read"], "unknown"],
    [["api://orders/Read", "Directory.Read.All"], "admin"],
    [["https://graph.microsoft.com/.default"], "unknown"],
  ])("tell who has to approve %j: %s", (scopes, need) => {
    expect(consentNeedOf(scopes)).toBe(need);
  });
});
