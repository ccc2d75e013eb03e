// "Help me make one": the checklist for an app registration, by kind of authority, with what to copy and which page to open.
import type { AuthorityKind } from "../connection.ts";
import type { LinkId } from "../links.ts";
import { companyTenant } from "../practicePeople.ts";
import type { PortalPage } from "./portalLinks.ts";
import { scopeParts, wholeList } from "./scopes.ts";
import { loopbackRedirect, plainName, wantedApis } from "./setupChoices.ts";
import { presetOf } from "./scopePresets.ts";
import { type SetupStepId, setupStepWords } from "./setupWords.ts";

/** The practice tenant brings its app along; the practice company has a portal of one page. */
export type SetupKind = Exclude<AuthorityKind, "practice"> | "company";

export interface Copyable {
  readonly label: string;
  readonly value: string;
}

export interface SetupStep {
  readonly id: SetupStepId;
  readonly title: string;
  readonly detail: string;
  readonly copy: readonly Copyable[];
  /** Make its address with `portalLink`, for the cloud and the client ID. */
  readonly page?: PortalPage;
  readonly link?: LinkId;
}

export interface SetupWishes {
  readonly appName: string;
  readonly scopes: readonly string[];
}

const order: Readonly<Record<SetupKind, readonly SetupStepId[]>> = {
  entra: ["register", "singleTenant", "redirect", "copyIds", "publicClient", "permissions"],
  adfs: ["adfsGroup", "adfsNative", "adfsApi", "adfsScopes", "adfsConnect"],
  b2c: ["b2cRegister", "b2cRedirect", "publicClient", "b2cFlow", "b2cPermissions", "b2cConnect"],
  ciam: ["ciamRegister", "b2cRedirect", "ciamPublicClient", "ciamFlow", "ciamPermissions", "ciamConnect"],
  company: ["companyApp", "companyRedirect", "companyPublicClient", "companyPermissions"],
  openid: ["openidClient", "openidPassword", "openidRedirect", "openidScopes", "openidConnect"],
};

const pages: Readonly<Partial<Record<SetupStepId, PortalPage>>> = {
  register: "newRegistration",
  singleTenant: "newRegistration",
  redirect: "newRegistration",
  copyIds: "appOverview",
  publicClient: "authentication",
  permissions: "apiPermissions",
};

const helpLinks: Readonly<Partial<Record<SetupStepId, LinkId>>> = {
  register: "registerApp",
  copyIds: "findTenant",
  publicClient: "publicClientFlows",
  permissions: "addPermissions",
};

/** In the order in which they are best done. A client ID comes early, since the links to the pages after it need it. */
export function setupSteps(kind: SetupKind, wishes: SetupWishes): readonly SetupStep[] {
  return order[kind].map((id) => {
    const page = kind === "entra" ? pages[id] : undefined;
    const link = helpLinks[id];
    return {
      id,
      ...setupStepWords[id],
      copy: copyables(id, wishes),
      ...(page === undefined ? {} : { page }),
      ...(link === undefined ? {} : { link }),
    };
  });
}

function copyables(id: SetupStepId, wishes: SetupWishes): readonly Copyable[] {
  switch (id) {
    case "register":
    case "adfsGroup":
    case "b2cRegister":
    case "ciamRegister":
    case "openidClient":
      return [{ label: "Name", value: plainName(wishes.appName) }];
    case "redirect":
    case "adfsNative":
    case "b2cRedirect":
    case "openidRedirect":
    case "companyRedirect":
      return [{ label: "Redirect URI", value: loopbackRedirect }];
    case "permissions":
      return permissionNames(wishes.scopes);
    case "adfsScopes":
      return [{ label: "Scope", value: "openid" }];
    case "b2cFlow":
      return [{ label: "Name of the user flow", value: "ROPC_Auth" }];
    case "companyPermissions":
      return [{ label: "Client ID", value: companyTenant.clientId }];
    case "openidScopes":
      return [{ label: "Scopes", value: "openid offline_access" }];
    default:
      return [];
  }
}

/** One for each permission; `.default` of an API with a choice of them has nothing to copy. */
function permissionNames(scopes: readonly string[]): readonly Copyable[] {
  return wantedApis(scopes).flatMap(({ name, permissions, resource }) =>
    permissions.flatMap((permission) => {
      const value = presetOf(`${resource}/${permission}`)?.permission ?? scopeParts(permission).permission;
      return value === wholeList || value === "" ? [] : [{ label: name, value }];
    }),
  );
}
