// The Azure CLI commands that set up an app registration as chosen, for sh and PowerShell, one step after the other.
import { apis } from "./apis.ts";
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
import { type Dialect, dialects, type Shell } from "./shells.ts";

export type AzStepId =
  | "cloud"
  | "signIn"
  | "createApp"
  | "useApp"
  | "allowPublic"
  | "createEnterpriseApp"
  | "addPermissions"
  | "grantMyself"
  | "grantAll"
  | "showClientId";

export interface AzStep {
  readonly id: AzStepId;
  /** One line each. A later step uses what an earlier one kept, so all belong into one window. */
  readonly lines: readonly string[];
}

export type AzCommands =
  | { readonly ok: true; readonly steps: readonly AzStep[]; readonly chooseInPortal: readonly string[] }
  | { readonly ok: false; readonly problem: ChoiceProblem };

/**
 * https://learn.microsoft.com/cli/azure/ad/app. With a client ID the registration is kept and only its public-client
 * switch is set; its redirects are left alone, as az would replace them all. `chooseInPortal` names the APIs whose
 * permissions have to be picked by hand, because `.default` means a list that is not known here.
 */
export function azCommands(choices: SetupChoices, shell: Shell): AzCommands {
  const problem = choices.cloud.azCloud === undefined ? "cloud" : choiceProblem(choices);
  if (problem !== undefined) return { ok: false, problem };
  const dialect = dialects[shell];
  const wanted = wantedApis(choices.scopes).map((api) => ({ ...api, permissions: permissionsOf(api) }));
  const named = wanted.filter((api) => api.permissions.length > 0);
  const steps: readonly AzStep[] = [
    { id: "cloud", lines: [`az cloud set --name ${choices.cloud.azCloud ?? ""}`] },
    { id: "signIn", lines: [signIn(choices, dialect)] },
    ...(choices.clientId === undefined ? [createApp(choices, dialect)] : keepApp(choices.clientId, dialect)),
    { id: "createEnterpriseApp", lines: [`az ad sp create --id ${dialect.use("appId")}`] },
    { id: "addPermissions", lines: named.flatMap((api) => addPermissions(api, dialect)) },
    { id: "grantMyself", lines: named.map((api) => grantMyself(api, dialect)) },
    { id: "grantAll", lines: [`az ad app permission admin-consent --id ${dialect.use("appId")}`] },
    { id: "showClientId", lines: [`echo ${dialect.use("appId")}`] },
  ];
  return {
    ok: true,
    steps: steps.filter((step) => step.lines.length > 0),
    chooseInPortal: wanted.filter((api) => api.permissions.length === 0).map((api) => api.name),
  };
}

/** The one line that an admin needs: consent for everything that the registration lists. */
export function azAdminConsent(clientId: string, shell: Shell): string {
  return `az ad app permission admin-consent --id ${dialects[shell].word(clientId)}`;
}

function permissionsOf(api: WantedApi): readonly string[] {
  return api.permissions.flatMap((permission) => {
    if (permission !== wholeList) return [permission];
    const single = presetOf(`${api.resource}/${wholeList}`);
    return single === undefined ? [] : [single.permission];
  });
}

function signIn(choices: SetupChoices, { word }: Dialect): string {
  const tenant = choices.tenant.toLowerCase() === "organizations" ? "" : ` --tenant ${word(choices.tenant)}`;
  return `az login${tenant} --allow-no-subscriptions`;
}

function createApp(choices: SetupChoices, { keep, word }: Dialect): AzStep {
  const create = [
    `az ad app create --display-name ${word(plainName(choices.appName))} --sign-in-audience AzureADMyOrg`,
    `--public-client-redirect-uris ${word(loopbackRedirect)} --is-fallback-public-client true`,
    "--query appId --output tsv",
  ];
  return { id: "createApp", lines: [keep("appId", create.join(" "))] };
}

function keepApp(clientId: string, { set, use }: Dialect): readonly AzStep[] {
  return [
    { id: "useApp", lines: [set("appId", clientId)] },
    { id: "allowPublic", lines: [`az ad app update --id ${use("appId")} --is-fallback-public-client true`] },
  ];
}

/** Permissions whose IDs are known go in one line; the others are looked up by name first. */
function addPermissions(api: WantedApi, dialect: Dialect): readonly string[] {
  const add = `az ad app permission add --id ${dialect.use("appId")} --api ${appIdOf(api, dialect)} --api-permissions`;
  const ids = api.permissions.map((permission) => presetOf(`${api.resource}/${permission}`)?.permissionId);
  const known = ids.flatMap((id) => (id === undefined ? [] : [dialect.word(`${id}=Scope`)]));
  const unknown = api.permissions.filter((_, index) => ids[index] === undefined);
  return [
    ...(known.length === 0 ? [] : [`${add} ${known.join(" ")}`]),
    ...unknown.flatMap((permission) => [
      dialect.keep("permissionId", lookUp(api, `oauth2PermissionScopes[?value=='${permission}'].id`, dialect)),
      `${add} ${dialect.use("permissionId", "=Scope")}`,
    ]),
  ];
}

function grantMyself(api: WantedApi, dialect: Dialect): string {
  // Signing in asks for these of Microsoft Graph whatever else it is for.
  const always = api.resource === apis.graph.appId ? ["openid", "profile", "offline_access"] : [];
  return [
    `az ad app permission grant --id ${dialect.use("appId")} --api ${appIdOf(api, dialect)}`,
    `--scope ${dialect.word([...always, ...api.permissions].join(" "))} --consent-type Principal`,
    `--principal-id ${dialect.answer("az ad signed-in-user show --query id --output tsv")}`,
  ].join(" ");
}

function appIdOf(api: WantedApi, dialect: Dialect): string {
  return api.known ? dialect.word(api.resource) : dialect.answer(lookUp(api, "appId", dialect));
}

function lookUp(api: WantedApi, query: string, { word }: Dialect): string {
  return `az ad sp show --id ${word(api.resource)} --query ${word(query)} --output tsv`;
}
