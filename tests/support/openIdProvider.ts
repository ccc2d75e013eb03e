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
  readonly refreshTokenLifeSeconds?: number;
  /** After so many wrong passwords in a row an account is locked, and no password is looked at any more. */
  readonly lockAfter?: number;
  readonly routes?: Configuration["routes"];
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
  const locks = createLocks(options.lockAfter);
  const grant = (ctx: PasswordContext): Promise<void> => grantByPassword(ctx, locks);
  provider.registerGrantType<PasswordParameters>("password", grant, ["username", "password", "scope"]);
  // Behind a proxy that ends TLS, as many of them are.
  provider.proxy = true;
  return provider;
}

interface Locks {
  isLocked(username: string): boolean;
  note(username: string, wasRight: boolean): void;
}

function createLocks(after = Number.POSITIVE_INFINITY): Locks {
  const wrong = new Map<string, number>();
  return {
    isLocked: (username) => (wrong.get(username) ?? 0) >= after,
    note: (username, wasRight) => void wrong.set(username, wasRight ? 0 : (wrong.get(username) ?? 0) + 1),
  };
}

type PasswordContext = TokenEndpointGrantContext<PasswordParameters>;
type PasswordParameters = { readonly username?: string; readonly password?: string; readonly scope?: string };

/** RFC 6749 4.3. What is granted is all that is offered; the access token carries what was asked for. */
async function grantByPassword(ctx: PasswordContext, locks: Locks): Promise<void> {
  const { client, params, provider } = ctx.oidc;
  const { username = "" } = params;
  const person = personNamed(username);
  if (locks.isLocked(username)) throw new errors.CustomOIDCProviderError("too_many_attempts", "the account is locked");
  const isRight = person !== undefined && person.password === params.password;
  locks.note(username, isRight);
  if (!isRight) throw new errors.InvalidGrant("no such user name with this password");
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
  refreshTokenLifeSeconds = 14 * 86_400,
  routes = {},
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
    routes,
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
      RefreshToken: refreshTokenLifeSeconds,
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
