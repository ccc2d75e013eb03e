// A certified OpenID server on loopback with the password grant added, one-time refresh tokens and faults on demand.
import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errors, Provider, type Configuration, type TokenEndpointGrantContext } from "oidc-provider";
import { createOpenIdStorage } from "./openIdStorage.ts";

export interface OpenIdPerson {
  readonly sub: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
}

export interface OpenIdOptions {
  readonly accessTokenLifeSeconds?: number;
  readonly idTokenAlgorithm?: "RS256" | "ES256";
  /** Listens at a second port too, and names that one as its token endpoint. */
  readonly tokenElsewhere?: boolean;
}

/**
 * `noDiscovery`: no metadata is to be had. `cutBefore`: connections to the token endpoint end before a request is looked
 * at. `cutAfter`: a request is done in full, and the connection ends in the middle of its answer.
 */
export type OpenIdFault = "noDiscovery" | "cutBefore" | "cutAfter";

export interface OpenIdServer {
  /** `http://127.0.0.1:PORT`, which is the issuer too. */
  readonly origin: string;
  /** Where passwords go: `origin`, unless the token endpoint is elsewhere. */
  readonly tokenOrigin: string;
  fault: OpenIdFault | undefined;
  /** Every request that reached it, as `POST /token`. */
  readonly requests: readonly string[];
  tokenRequests(): number;
  /** Ends all grants of a person, as an administrator would. */
  revoke(username: string): void;
  close(): Promise<void>;
}

export const ann: OpenIdPerson = {
  sub: "user-0001",
  username: "ann@openid.test",
  password: "Käse & 100% +sugar=?",
  name: "Ann Example",
};
export const publicClient = "tokentray-test";
export const secretClient = "needs-a-secret";
export const browserClient = "browser-only";
export const offeredScopes = ["api.read", "api.write", "mail.read"];

export async function startOpenIdServer(options: OpenIdOptions = {}): Promise<OpenIdServer> {
  const requests: string[] = [];
  const server = createServer();
  const second = createServer();
  const origin = await listen(server);
  const tokenOrigin = options.tokenElsewhere === true ? await listen(second) : origin;
  const storage = createOpenIdStorage();
  const provider = new Provider(origin, { ...configuration(options), adapter: storage.adapter });
  provider.registerGrantType<PasswordParameters>("password", grantByPassword, ["username", "password", "scope"]);
  const handle = provider.callback();

  const openId: OpenIdServer = {
    origin,
    tokenOrigin,
    fault: undefined,
    requests,
    tokenRequests: () => requests.filter((request) => request === "POST /token").length,
    revoke: (username) => storage.forgetGrantsOf(people.find((each) => each.username === username)?.sub),
    async close() {
      await Promise.all([server, second].map(close));
    },
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = new URL(request.url ?? "/", origin).pathname;
    requests.push(`${request.method} ${path}`);
    const isMetadata = path === "/.well-known/openid-configuration";
    if (isMetadata && openId.fault === "noDiscovery") return void response.writeHead(404).end();
    if (path === "/token" && openId.fault === "cutBefore") return void request.socket.destroy();
    if (path === "/token" && openId.fault === "cutAfter") cutAtEnd(response);
    // The provider makes its addresses from the host that was asked.
    if (isMetadata) request.headers.host = new URL(tokenOrigin).host;
    void handle(request, response);
  };
  server.on("request", answer);
  second.on("request", answer);
  return openId;
}

const people: readonly OpenIdPerson[] = [ann];

type PasswordParameters = { readonly username?: string; readonly password?: string; readonly scope?: string };

/** RFC 6749 4.3. What is granted is all that is offered; the access token carries what was asked for. */
async function grantByPassword(ctx: TokenEndpointGrantContext<PasswordParameters>): Promise<void> {
  const { client, params, provider } = ctx.oidc;
  const person = people.find(({ username, password }) => username === params.username && password === params.password);
  if (person === undefined) throw new errors.InvalidGrant("no such user name with this password");
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

function configuration({ accessTokenLifeSeconds = 3_600, idTokenAlgorithm = "RS256" }: OpenIdOptions): Configuration {
  const client = {
    grant_types: ["password", "refresh_token"],
    redirect_uris: [],
    response_types: [],
    id_token_signed_response_alg: idTokenAlgorithm,
  };
  return {
    clients: [
      { ...client, client_id: publicClient, token_endpoint_auth_method: "none" },
      { ...client, client_id: secretClient, client_secret: "kept by the app's own service" },
      { ...client, client_id: browserClient, token_endpoint_auth_method: "none", grant_types: [] },
    ],
    jwks: { keys: [signingKey(idTokenAlgorithm)] },
    cookies: { keys: ["unused: nobody signs in by browser"] },
    scopes: ["openid", "offline_access", ...offeredScopes],
    claims: { openid: ["sub"], profile: ["preferred_username", "name"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    enabledJWA: { idTokenSigningAlgValues: [idTokenAlgorithm] },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    findAccount: (_, sub) => {
      const person = people.find((each) => each.sub === sub);
      return person && { accountId: sub, claims: () => claimsOf(person) };
    },
    ttl: { AccessToken: accessTokenLifeSeconds, IdToken: 3_600, RefreshToken: 14 * 86_400, Grant: 14 * 86_400 },
  };
}

function signingKey(algorithm: "RS256" | "ES256") {
  const { privateKey } =
    algorithm === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), alg: algorithm, use: "sig" } as const;
}

/** Sends half of the answer with a length that promises all of it, then hangs up. */
function cutAtEnd(response: ServerResponse): void {
  Object.assign(response, {
    end(body: string) {
      response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
      return response;
    },
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
}
