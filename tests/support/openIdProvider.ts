// The certified OpenID provider of the tests: its people, apps and scopes, and the password grant, which it does not bring.
import { generateKeyPairSync } from "node:crypto";
import {
  errors,
  Provider,
  type AdapterFactory,
  type Configuration,
  type TokenEndpointGrantContext,
} from "oidc-provider";
import { devicePages } from "./openIdPages.ts";
import { offeredScopes, people, personNamed, type OpenIdPerson } from "./openIdPeople.ts";

export interface OpenIdProviderOptions {
  readonly accessTokenLifeSeconds?: number;
  readonly idTokenAlgorithm?: "RS256" | "ES256";
  readonly deviceCodeLifeSeconds?: number;
}

export const publicClient = "tokentray-test";
export const secretClient = "needs-a-secret";
export const browserClient = "browser-only";

export function createOpenIdProvider(
  issuer: string,
  adapter: AdapterFactory,
  options: OpenIdProviderOptions = {},
): Provider {
  const provider = new Provider(issuer, { ...configuration(options), adapter });
  provider.registerGrantType<PasswordParameters>("password", grantByPassword, ["username", "password", "scope"]);
  return provider;
}

type PasswordParameters = { readonly username?: string; readonly password?: string; readonly scope?: string };

/** RFC 6749 4.3. What is granted is all that is offered; the access token carries what was asked for. */
async function grantByPassword(ctx: TokenEndpointGrantContext<PasswordParameters>): Promise<void> {
  const { client, params, provider } = ctx.oidc;
  const person = personNamed(params.username ?? "");
  if (person === undefined || person.password !== params.password)
    throw new errors.InvalidGrant("no such user name with this password");
  const accountId = person.sub;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(["openid", "profile", "offline_access", ...offeredScopes]);
  const grantId = await grant.save();
  const asked = grant.getOIDCScopeFiltered(ctx.oidc.requestParamScopes);
  const source = { accountId, client, grantId, gty: "password" };

  const accessToken = new provider.AccessToken({ ...source, scope: asked });
  ctx.oidc.entity("AccessToken", accessToken);
  const refreshToken = new provider.RefreshToken({ ...source, scope: grant.getOIDCScope() });
  const idToken = new provider.IdToken(claimsOf(person), { ctx });
  Object.assign(idToken, { scope: asked });
  ctx.body = {
    access_token: await accessToken.save(),
    token_type: accessToken.tokenType,
    expires_in: accessToken.expiration,
    scope: asked,
    refresh_token: await refreshToken.save(),
    id_token: await idToken.issue({ use: "idtoken" }),
  };
}

function claimsOf({ sub, username, name }: OpenIdPerson): { sub: string; preferred_username: string; name: string } {
  return { sub, preferred_username: username, name };
}

function configuration({
  accessTokenLifeSeconds = 3_600,
  idTokenAlgorithm = "RS256",
  deviceCodeLifeSeconds = 600,
}: OpenIdProviderOptions): Configuration {
  const client = {
    grant_types: ["password", ...interactiveGrants],
    // Of a native app's loopback address any port is as good as another (RFC 8252 7.3).
    application_type: "native" as const,
    redirect_uris: ["http://localhost"],
    response_types: ["code" as const],
    id_token_signed_response_alg: idTokenAlgorithm,
  };
  return {
    clients: [
      { ...client, client_id: publicClient, token_endpoint_auth_method: "none" },
      { ...client, client_id: secretClient, client_secret: "kept by the app's own service" },
      { ...client, client_id: browserClient, token_endpoint_auth_method: "none", grant_types: interactiveGrants },
    ],
    jwks: { keys: [signingKey(idTokenAlgorithm)] },
    cookies: { keys: ["signs the cookies of the tests"] },
    scopes: ["openid", "offline_access", ...offeredScopes],
    claims: { openid: ["sub"], profile: ["preferred_username", "name"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, deviceFlow: devicePages },
    enabledJWA: { idTokenSigningAlgValues: [idTokenAlgorithm] },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    findAccount: (_, sub) => {
      const person = people.find((each) => each.sub === sub);
      return person && { accountId: sub, claims: () => claimsOf(person) };
    },
    ttl: {
      AccessToken: accessTokenLifeSeconds,
      DeviceCode: deviceCodeLifeSeconds,
      Grant: 14 * 86_400,
      IdToken: 3_600,
      Interaction: 600,
      RefreshToken: 14 * 86_400,
      Session: 600,
    },
  };
}

const interactiveGrants = ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"];

function signingKey(algorithm: "RS256" | "ES256") {
  const { privateKey } =
    algorithm === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), alg: algorithm, use: "sig" } as const;
}
