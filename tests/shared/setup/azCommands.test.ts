// Generated commands: every one as it reads, by cloud and shell, and what a real sh makes of them.
import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { azAdminConsent, type AzCommands, azCommands } from "../../../shared/setup/azCommands.ts";
import { azStepWords, choiceProblemWords } from "../../../shared/setup/azWords.ts";
import { clouds } from "../../../shared/setup/clouds.ts";
import { graphPowerShell } from "../../../shared/setup/graphPowerShell.ts";
import { plainName } from "../../../shared/setup/setupChoices.ts";
import { addressesIn, china, choices, clientId, france, usGovernment } from "./choices.ts";

function linesOf(commands: AzCommands): readonly string[] {
  if (!commands.ok) throw new Error(`no commands: ${commands.problem}`);
  return commands.steps.flatMap((step) => step.lines);
}

const graph = "00000003-0000-0000-c000-000000000000";
const userRead = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";
const mailRead = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca";

describe("az commands for a new app", () => {
  it("read like this in sh", () => {
    expect(linesOf(azCommands(choices, "sh"))).toEqual([
      "az cloud set --name AzureCloud",
      "az login --tenant 'contoso.onmicrosoft.com' --allow-no-subscriptions",
      `APP_ID="$(az ad app create --display-name 'Token tests' --sign-in-audience AzureADMyOrg --public-client-redirect-uris 'http://localhost' --is-fallback-public-client true --query appId --output tsv)"`,
      'az ad sp create --id "${APP_ID}"',
      `az ad app permission add --id "\${APP_ID}" --api '${graph}' --api-permissions '${userRead}=Scope' '${mailRead}=Scope'`,
      `az ad app permission grant --id "\${APP_ID}" --api '${graph}' --scope 'openid profile offline_access User.Read Mail.Read' --consent-type Principal --principal-id "$(az ad signed-in-user show --query id --output tsv)"`,
      'az ad app permission admin-consent --id "${APP_ID}"',
      'echo "${APP_ID}"',
    ]);
  });

  it("read like this in PowerShell", () => {
    expect(linesOf(azCommands(choices, "powershell"))).toEqual([
      "az cloud set --name AzureCloud",
      "az login --tenant 'contoso.onmicrosoft.com' --allow-no-subscriptions",
      "$appId = az ad app create --display-name 'Token tests' --sign-in-audience AzureADMyOrg --public-client-redirect-uris 'http://localhost' --is-fallback-public-client true --query appId --output tsv",
      'az ad sp create --id "${appId}"',
      `az ad app permission add --id "\${appId}" --api '${graph}' --api-permissions '${userRead}=Scope' '${mailRead}=Scope'`,
      `az ad app permission grant --id "\${appId}" --api '${graph}' --scope 'openid profile offline_access User.Read Mail.Read' --consent-type Principal --principal-id (az ad signed-in-user show --query id --output tsv)`,
      'az ad app permission admin-consent --id "${appId}"',
      'echo "${appId}"',
    ]);
  });

  it("differ between clouds in the cloud and the tenant alone", () => {
    const first = (cloud: typeof china) => linesOf(azCommands({ ...choices, cloud, scopes: ["User.Read"] }, "sh"));
    expect(first(usGovernment)[0]).toBe("az cloud set --name AzureUSGovernment");
    expect(first(china)[0]).toBe("az cloud set --name AzureChinaCloud");
    expect(first(usGovernment).slice(1)).toEqual(first(choices.cloud).slice(1));
    expect(first(china).slice(1)).toEqual(first(choices.cloud).slice(1));
  });

  it("name no tenant for “organizations”", () => {
    const lines = linesOf(azCommands({ ...choices, tenant: "organizations" }, "sh"));
    expect(lines[1]).toBe("az login --allow-no-subscriptions");
  });

  it.each([
    [
      "499b84ac-1321-427f-aa17-267ca6975798/.default",
      "499b84ac-1321-427f-aa17-267ca6975798",
      "ee69721e-6c3a-468f-a9ec-302d16a4c599",
    ],
    [
      "https://management.azure.com/.default",
      "797f4846-ba00-4fd7-ba43-dac1f8f63013",
      "41094075-9dad-400e-a0bd-54e686782033",
    ],
    [
      "https://management.azure.com//user_impersonation",
      "797f4846-ba00-4fd7-ba43-dac1f8f63013",
      "41094075-9dad-400e-a0bd-54e686782033",
    ],
    [
      "https://vault.azure.net/.default",
      "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
      "f53da476-18e3-4152-8e01-aec403e6edc0",
    ],
    [
      "https://storage.azure.com/.default",
      "e406a681-f3d4-42a8-90b6-c2b029497af1",
      "03e0da56-190b-40ad-a80c-ea378c433f7f",
    ],
    [
      "https://database.windows.net/.default",
      "022907d3-0f1b-48f7-badc-1ba6abab6d66",
      "c39ef2d1-04ce-46dc-8b5f-e9a5c60f0fc9",
    ],
  ])("add the one permission of %s", (scope, api, permission) => {
    const lines = linesOf(azCommands({ ...choices, scopes: [scope] }, "sh"));
    expect(lines[4]).toBe(
      `az ad app permission add --id "\${APP_ID}" --api '${api}' --api-permissions '${permission}=Scope'`,
    );
    expect(lines[5]).toContain(`--api '${api}' --scope 'user_impersonation' --consent-type Principal`);
  });

  it("look up by name what has no known ID", () => {
    const scopes = ["https://graph.microsoft.com/Chat.Read", "api://orders/Orders.Read"];
    expect(linesOf(azCommands({ ...choices, scopes }, "sh")).slice(4, 8)).toEqual([
      `PERMISSION_ID="$(az ad sp show --id '${graph}' --query 'oauth2PermissionScopes[?value=='\\''Chat.Read'\\''].id' --output tsv)"`,
      `az ad app permission add --id "\${APP_ID}" --api '${graph}' --api-permissions "\${PERMISSION_ID}=Scope"`,
      `PERMISSION_ID="$(az ad sp show --id 'api://orders' --query 'oauth2PermissionScopes[?value=='\\''Orders.Read'\\''].id' --output tsv)"`,
      `az ad app permission add --id "\${APP_ID}" --api "$(az ad sp show --id 'api://orders' --query 'appId' --output tsv)" --api-permissions "\${PERMISSION_ID}=Scope"`,
    ]);
    expect(linesOf(azCommands({ ...choices, scopes: ["api://orders/Orders.Read"] }, "powershell")).slice(4, 6)).toEqual(
      [
        "$permissionId = az ad sp show --id 'api://orders' --query 'oauth2PermissionScopes[?value==''Orders.Read''].id' --output tsv",
        `az ad app permission add --id "\${appId}" --api (az ad sp show --id 'api://orders' --query 'appId' --output tsv) --api-permissions "\${permissionId}=Scope"`,
      ],
    );
  });

  it("leave to the portal what “.default” means for an API with a choice", () => {
    const commands = azCommands(
      { ...choices, scopes: ["https://graph.microsoft.com/.default", "api://orders/.default"] },
      "sh",
    );
    expect(commands).toMatchObject({ ok: true, chooseInPortal: ["Microsoft Graph", "api://orders"] });
    expect(commands.ok && commands.steps.map((step) => step.id)).toEqual([
      "cloud",
      "signIn",
      "createApp",
      "createEnterpriseApp",
      "grantAll",
      "showClientId",
    ]);
  });
});

describe("az commands for an app that is there", () => {
  it("set its switch and leave its redirects alone", () => {
    const commands = azCommands({ ...choices, clientId }, "sh");
    expect(linesOf(commands).slice(2, 4)).toEqual([
      `APP_ID='${clientId}'`,
      'az ad app update --id "${APP_ID}" --is-fallback-public-client true',
    ]);
    expect(linesOf(commands).join("\n")).not.toContain("redirect");
    expect(linesOf(azCommands({ ...choices, clientId }, "powershell"))[2]).toBe(`$appId = '${clientId}'`);
  });

  it("come to one line for an admin", () => {
    expect(azAdminConsent(clientId, "sh")).toBe(`az ad app permission admin-consent --id '${clientId}'`);
  });
});

describe("choices that do not belong into a command", () => {
  it.each([
    ["tenant", { tenant: "" }],
    ["tenant", { tenant: "contoso.com; echo owned" }],
    ["tenant", { tenant: "contoso.com\necho owned" }],
    ["tenant", { tenant: "-contoso" }],
    ["clientId", { clientId: "$(echo owned)" }],
    ["scopes", { scopes: ["api://orders"] }],
    ["scopes", { scopes: ["api://orders/Read'; echo owned"] }],
    ["scopes", { scopes: ["api://orders/%PATH%&calc"] }],
    ["scopes", { scopes: ["@file"] }],
    ["cloud", { cloud: france }],
  ] as const)("are a problem with the %s: %j", (problem, change) => {
    for (const shell of ["sh", "powershell"] as const)
      expect(azCommands({ ...choices, ...change }, shell)).toEqual({ ok: false, problem });
    expect(choiceProblemWords[problem]).toMatch(/\.$/);
  });

  it.each([
    ["a & b | c > d < e ^ f % g ! \"h\" 'i' `j` $(k)", "a b c d e f g h i j (k)"],
    ["@/etc/passwd", "etc passwd"],
    ["--query x", "query x"],
    ["two\nlines\r\n", "two lines"],
    ["Prüfung – Ελλάδα 東京", "Prüfung Ελλάδα 東京"],
    ["'\"$`", "TokenTray"],
    ["x".repeat(500), "x".repeat(120)],
  ])("are made plain in a name: %j", (typed, plain) => {
    expect(plainName(typed)).toBe(plain);
  });
});

/** What `az` was really called with, one list for each call, according to sh itself. */
function callsBySh(lines: readonly string[]): readonly (readonly string[])[] {
  const az = `az() { { printf 'CALL'; for word in "$@"; do printf '\\037%s' "$word"; done; printf '\\036'; } >&3; printf 'id-of-%s' "$2"; }`;
  const script = ["exec 3>&1 1>/dev/null", az, ...lines].join("\n");
  const said = execFileSync("sh", ["-eu", "-c", script], { encoding: "utf8", env: { PATH: "/usr/bin:/bin" } });
  return said
    .split("\u001E")
    .filter((call) => call !== "")
    .map((call) => call.split("\u001F").slice(1));
}

describe("a real sh", () => {
  it("hands az the words that were meant, and what an earlier step printed", () => {
    const calls = callsBySh(linesOf(azCommands({ ...choices, scopes: ["api://orders/Orders.Read"] }, "sh")));
    expect(calls.map((call) => call.slice(0, 4).join(" "))).toEqual([
      "cloud set --name AzureCloud",
      "login --tenant contoso.onmicrosoft.com --allow-no-subscriptions",
      "ad app create --display-name",
      "ad sp create --id",
      "ad sp show --id",
      "ad sp show --id",
      "ad app permission add",
      "ad sp show --id",
      "ad signed-in-user show --query",
      "ad app permission grant",
      "ad app permission admin-consent",
    ]);
    expect(calls[2]?.[4]).toBe("Token tests");
    expect(calls[3]?.[4]).toBe("id-of-app");
    expect(calls[4]?.[6]).toBe("oauth2PermissionScopes[?value=='Orders.Read'].id");
    expect(calls[6]).toEqual([
      "ad",
      "app",
      "permission",
      "add",
      "--id",
      "id-of-app",
      "--api",
      "id-of-sp",
      "--api-permissions",
      "id-of-sp=Scope",
    ]);
    expect(calls[9]?.slice(-2)).toEqual(["--principal-id", "id-of-signed-in-user"]);
  });

  it("makes one word of any name, and runs nothing of it", () => {
    const shellish = fc.string({ unit: fc.constantFrom("'", '"', "$", "(", ")", "`", "\\", "\n", ";", "a", " ", "&") });
    fc.assert(
      fc.property(fc.oneof(shellish, fc.string({ unit: "binary" })), (appName) => {
        const calls = callsBySh(linesOf(azCommands({ ...choices, appName }, "sh")));
        expect(calls).toHaveLength(8);
        expect(calls[2]?.[4]).toBe(plainName(appName));
      }),
      { numRuns: 40 },
    );
  });
});

describe("Microsoft Graph PowerShell", () => {
  it("reads like this", () => {
    const scopes = ["User.Read", "https://vault.usgovcloudapi.net/.default"];
    expect(graphPowerShell({ ...choices, cloud: usGovernment, scopes })).toEqual({
      ok: true,
      lines: [
        "Connect-MgGraph -Environment USGov -TenantId 'contoso.onmicrosoft.com' -Scopes 'Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'",
        `$app = New-MgApplication -DisplayName 'Token tests' -SignInAudience 'AzureADMyOrg' -IsFallbackPublicClient -PublicClient @{ RedirectUris = @('http://localhost') } -RequiredResourceAccess @(@{ ResourceAppId = '${graph}'; ResourceAccess = @(@{ Id = '${userRead}'; Type = 'Scope' }) }, @{ ResourceAppId = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'; ResourceAccess = @(@{ Id = 'f53da476-18e3-4152-8e01-aec403e6edc0'; Type = 'Scope' }) })`,
        "$enterpriseApp = New-MgServicePrincipal -AppId $app.AppId",
        `$api = Get-MgServicePrincipal -Filter 'appId eq ''${graph}'''`,
        "New-MgOauth2PermissionGrant -ClientId $enterpriseApp.Id -ConsentType 'AllPrincipals' -ResourceId $api.Id -Scope 'User.Read'",
        "$api = Get-MgServicePrincipal -Filter 'appId eq ''cfa8b339-82a2-471a-a3c9-0fc0be7a4093'''",
        "New-MgOauth2PermissionGrant -ClientId $enterpriseApp.Id -ConsentType 'AllPrincipals' -ResourceId $api.Id -Scope 'user_impersonation'",
        "$app.AppId",
      ],
    });
  });

  it.each([
    ["scopes", { scopes: ["api://orders/Read"] }],
    ["scopes", { scopes: ["https://graph.microsoft.com/.default"] }],
    ["cloud", { cloud: france }],
    ["tenant", { tenant: "a b" }],
  ] as const)("is not offered for want of the %s: %j", (problem, change) => {
    expect(graphPowerShell({ ...choices, ...change })).toEqual({ ok: false, problem });
  });
});

it("every step of the commands is explained, and no command names an address but this computer's", () => {
  const withAz = clouds.filter((cloud) => cloud.azCloud !== undefined);
  expect(withAz).toHaveLength(3);
  for (const cloud of withAz) {
    const commands = azCommands({ ...choices, cloud }, "sh");
    for (const step of commands.ok ? commands.steps : []) expect(azStepWords[step.id]).toMatch(/\.$/);
    expect(addressesIn(linesOf(commands).join("\n")).map((url) => url.href)).toEqual(["http://localhost/"]);
  }
});
