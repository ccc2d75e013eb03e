// The same set-up with Microsoft Graph PowerShell, for those who have that and not the Azure CLI.
import { presetOf } from "./scopePresets.ts";
import { wholeList } from "./scopes.ts";
import {
  type ChoiceProblem,
  choiceProblem,
  loopbackRedirect,
  plainName,
  type SetupChoices,
  type WantedApi,
  wantedApis,
} from "./setupChoices.ts";
import { quotePowerShell as word } from "./shellQuote.ts";

export type GraphPowerShell =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly problem: ChoiceProblem };

interface Wanted {
  readonly api: WantedApi;
  readonly names: readonly string[];
  readonly ids: readonly string[];
}

/**
 * A new registration only, and only for permissions whose IDs are known; everything else is "scopes". The last lines
 * approve for the whole organisation, which takes an admin.
 * https://learn.microsoft.com/powershell/module/microsoft.graph.applications/new-mgapplication
 */
export function graphPowerShell(choices: SetupChoices): GraphPowerShell {
  const environment = choices.cloud.graphEnvironment;
  const problem = environment === undefined ? "cloud" : choiceProblem(choices);
  if (problem !== undefined || environment === undefined) return { ok: false, problem: problem ?? "cloud" };
  const wanted = wantedApis(choices.scopes).map(withIds);
  if (wanted.some(({ ids, names }) => ids.length === 0 || ids.length < names.length))
    return { ok: false, problem: "scopes" };
  return {
    ok: true,
    lines: [
      `Connect-MgGraph -Environment ${environment}${tenantOf(choices)} -Scopes 'Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'`,
      newApplication(choices, wanted),
      "$enterpriseApp = New-MgServicePrincipal -AppId $app.AppId",
      ...wanted.flatMap(grant),
      "$app.AppId",
    ],
  };
}

function withIds(api: WantedApi): Wanted {
  const presets = api.permissions.map((permission) => presetOf(`${api.resource}/${permission}`));
  const names = api.permissions.map((permission, index) =>
    permission === wholeList ? (presets[index]?.permission ?? permission) : permission,
  );
  return { api, names, ids: presets.flatMap((preset) => (preset === undefined ? [] : [preset.permissionId])) };
}

function tenantOf({ tenant }: SetupChoices): string {
  return tenant.toLowerCase() === "organizations" ? "" : ` -TenantId ${word(tenant)}`;
}

function newApplication(choices: SetupChoices, wanted: readonly Wanted[]): string {
  const access = wanted.map(({ api, ids }) => {
    const list = ids.map((id) => `@{ Id = ${word(id)}; Type = 'Scope' }`).join(", ");
    return `@{ ResourceAppId = ${word(api.resource)}; ResourceAccess = @(${list}) }`;
  });
  return [
    `$app = New-MgApplication -DisplayName ${word(plainName(choices.appName))} -SignInAudience 'AzureADMyOrg'`,
    `-IsFallbackPublicClient -PublicClient @{ RedirectUris = @(${word(loopbackRedirect)}) }`,
    `-RequiredResourceAccess @(${access.join(", ")})`,
  ].join(" ");
}

function grant({ api, names }: Wanted): readonly string[] {
  return [
    `$api = Get-MgServicePrincipal -Filter ${word(`appId eq '${api.resource}'`)}`,
    `New-MgOauth2PermissionGrant -ClientId $enterpriseApp.Id -ConsentType 'AllPrincipals' -ResourceId $api.Id -Scope ${word(names.join(" "))}`,
  ];
}
