// The token endpoint: checks tenant, grant, app and consent in Entra's order, then issues.
import type { App, Apps } from "./apps.ts";
import type { Consents } from "./consents.ts";
import { isRefusal, type Refusal, refuse } from "./errors.ts";
import { type Form, required } from "./form.ts";
import type { Authorised, Grant, GrantRequest, GrantServices } from "./grant.ts";
import { grants } from "./grants.ts";
import { consentsIn, tenantFor } from "./guests.ts";
import { consentedScopes } from "./scopes.ts";
import { homeOf, type TenantKind, tenantKind } from "./tenants.ts";
import type { TokenIssuer } from "./tokens.ts";

export type TokenFields = ReturnType<TokenIssuer["answer"]>;

export interface TokenServices extends GrantServices {
  readonly apps: Apps;
  readonly consents: Consents;
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
  const app = appOf(form, basicAuth, { tenant, grant }, services.apps);
  if (isRefusal(app)) return app;
  const authorised = await grant.authorise({ form, app, tenant }, services);
  return isRefusal(authorised) ? authorised : issue({ form, app, tenant }, authorised, services);
}

function grantOf(form: Form, tenant: TenantKind): Grant | Refusal {
  const type = required(form, "grant_type");
  if (isRefusal(type)) return type;
  const grant = grants.get(type.value);
  if (grant === undefined) return refuse(70003);
  const overCommon = tenant === "common" || tenant === "consumers";
  return overCommon && !grant.overCommon ? refuse(9001023) : grant;
}

function appOf(
  form: Form,
  basicAuth: boolean,
  { tenant, grant }: { readonly tenant: TenantKind; readonly grant: Grant },
  apps: Apps,
): App | Refusal {
  const id = required(form, "client_id");
  if (isRefusal(id)) return id;
  const app = apps.find(id.value, tenant);
  if (app === undefined) return refuse(700016);
  const isPublic = app.publicClientFlows || (grant.viaRedirect && app.redirectUris.length > 0);
  if (!isPublic) return refuse(7000218);
  const hasSecret = basicAuth || form.has("client_secret") || form.has("client_assertion");
  return hasSecret ? refuse(700025) : app;
}

function issue(
  { form, app, tenant }: GrantRequest,
  authorised: Authorised,
  services: TokenServices,
): TokenFields | Refusal {
  const { person, scope, asked, secondFactor, nonce, redeemed } = authorised;
  const { clientId } = app;
  if (homeOf(person) !== app.home) return refuse(700016);
  const issuing = tenantFor(tenant, person);
  if (typeof issuing !== "string") return issuing;
  const granted = consentedScopes(asked, app, person, consentsIn(issuing, person, services.consents));
  if (isRefusal(granted)) return granted;
  return services.issuer.answer({
    person,
    tenant: issuing,
    clientId,
    granted,
    openId: asked.openId,
    secondFactor,
    nonce,
    refreshToken: asked.openId.has("offline_access") ? rotate() : undefined,
    wantsClientInfo: form.get("client_info") === "1",
  });

  function rotate(): string {
    if (redeemed !== undefined) services.refreshTokens.markUsed(redeemed.hash);
    return services.refreshTokens.issue({ username: person.username, clientId, scope, secondFactor }, redeemed?.family);
  }
}
