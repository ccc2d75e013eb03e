// The token endpoint: checks tenant, grant, app and consent in Entra's order, then issues.
import { practiceTenant } from "../../shared/practicePeople.ts";
import { isRefusal, type Refusal, refuse } from "./errors.ts";
import { type Form, required } from "./form.ts";
import { type Authorised, type Grant, type GrantServices, grants } from "./grants.ts";
import { consentedScopes } from "./scopes.ts";
import { type TenantKind, tenantKind } from "./tenants.ts";
import type { TokenIssuer } from "./tokens.ts";

export type TokenFields = ReturnType<TokenIssuer["answer"]>;

export interface TokenServices extends GrantServices {
  readonly issuer: TokenIssuer;
}

/** Answers one token request. `basicAuth`: the request carried an Authorization header. */
export async function tokenAnswer(
  tenantSegment: string,
  form: Form | Refusal,
  basicAuth: boolean,
  services: TokenServices,
): Promise<TokenFields | Refusal> {
  if (isRefusal(form)) return form;
  const tenant = tenantKind(tenantSegment);
  if (tenant === undefined) return refuse(90002);
  const grant = grantOf(form, tenant);
  if (isRefusal(grant)) return grant;
  const clientId = clientOf(form, basicAuth);
  if (isRefusal(clientId)) return clientId;
  const authorised = await grant.authorise({ form, clientId: clientId.value, tenant }, services);
  return isRefusal(authorised) ? authorised : issue(form, clientId.value, authorised, services);
}

function grantOf(form: Form, tenant: TenantKind): Grant | Refusal {
  const type = required(form, "grant_type");
  if (isRefusal(type)) return type;
  const grant = grants.get(type.value);
  if (grant === undefined) return refuse(70003);
  const overCommon = tenant === "common" || tenant === "consumers";
  return overCommon && !grant.overCommon ? refuse(9001023) : grant;
}

function clientOf(form: Form, basicAuth: boolean): { readonly value: string } | Refusal {
  const id = required(form, "client_id");
  if (isRefusal(id)) return id;
  const value = id.value.toLowerCase();
  if (value === practiceTenant.confidentialClientId) return refuse(7000218);
  if (value !== practiceTenant.clientId) return refuse(700016);
  const hasSecret = basicAuth || form.has("client_secret") || form.has("client_assertion");
  return hasSecret ? refuse(700025) : { value };
}

function issue(form: Form, clientId: string, authorised: Authorised, services: TokenServices): TokenFields | Refusal {
  const { person, scope, asked, redeemed } = authorised;
  const granted = consentedScopes(asked, person);
  if (isRefusal(granted)) return granted;
  return services.issuer.answer({
    person,
    clientId,
    granted,
    openId: asked.openId,
    refreshToken: asked.openId.has("offline_access") ? rotate() : undefined,
    wantsClientInfo: form.get("client_info") === "1",
  });

  function rotate(): string {
    if (redeemed !== undefined) services.refreshTokens.markUsed(redeemed.hash);
    return services.refreshTokens.issue({ username: person.username, clientId, scope }, redeemed?.family);
  }
}
