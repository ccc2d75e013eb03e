// A certified OpenID server on loopback with the password grant added, one-time refresh tokens and faults on demand.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { answerInteraction } from "./openIdPages.ts";
import { personNamed } from "./openIdPeople.ts";
import { createOpenIdProvider, type OpenIdProviderOptions } from "./openIdProvider.ts";
import { shapes, usualDocument, type OpenIdShape } from "./openIdShapes.ts";
import { createOpenIdStorage } from "./openIdStorage.ts";
import type { KeyAndCertificate } from "./selfSignedCertificate.ts";

export interface OpenIdOptions extends OpenIdProviderOptions {
  /** Listens at a second port too, and names that one as its token endpoint. */
  readonly tokenElsewhere?: boolean;
  /** Its own paths where none is named. */
  readonly shape?: OpenIdShape;
  /** With one it speaks https alone. */
  readonly certificate?: KeyAndCertificate;
  /** Where the world knows it, when that is not where it listens. */
  readonly publicOrigin?: string;
}

/**
 * `noDiscovery`: no metadata is to be had. `cutBefore`: connections to the token endpoint end before a request is looked
 * at. `cutAfter`: a request is done in full, and the connection ends in the middle of its answer. `slowDown`: the next
 * token request is told to come more slowly; the fault ends with it.
 */
export type OpenIdFault = "noDiscovery" | "cutBefore" | "cutAfter" | "slowDown";

export interface OpenIdServer {
  /** `http://127.0.0.1:PORT`, or with https; or the public one. */
  readonly origin: string;
  /** Where it listens. */
  readonly address: string;
  /** As it calls itself. */
  readonly issuer: string;
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

export async function startOpenIdServer(options: OpenIdOptions = {}): Promise<OpenIdServer> {
  const requests: string[] = [];
  const { certificate } = options;
  const shape: OpenIdShape = options.shape ?? shapes.itsOwn;
  const server = certificate === undefined ? createServer() : createSecureServer(certificate);
  const second = createServer();
  const address = await listen(server, certificate === undefined ? "http" : "https");
  const origin = options.publicOrigin ?? address;
  const tokenOrigin = options.tokenElsewhere === true ? await listen(second, "http") : origin;
  const tokenPath = `${shape.mount}${shape.routes.token ?? "/token"}`;
  const storage = createOpenIdStorage();
  const issuer = `${origin}${shape.issuer}`;
  const provider = createOpenIdProvider(issuer, storage.adapter, { ...options, routes: shape.routes });
  const handle = provider.callback();

  const openId: OpenIdServer = {
    origin,
    address,
    issuer,
    tokenOrigin,
    fault: undefined,
    requests,
    tokenRequests: () => requests.filter((request) => request === `POST ${tokenPath}`).length,
    revoke: (username) => storage.forgetGrantsOf(personNamed(username)?.sub),
    async close() {
      await Promise.all([server, second].map(close));
    },
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = new URL(request.url ?? "/", origin).pathname;
    requests.push(`${request.method} ${path}`);
    const isMetadata = path === `${shape.mount}${shape.document}`;
    if (isMetadata && openId.fault === "noDiscovery") return void response.writeHead(404).end();
    const isToken = path === tokenPath;
    if (isToken && openId.fault === "cutBefore") return void request.socket.destroy();
    if (isToken && openId.fault === "cutAfter") cutAtEnd(response);
    if (isToken && openId.fault === "slowDown") return tellToSlowDown(openId, response);
    if (path.startsWith("/interaction/")) return void answerInteraction(provider, request, response);
    // The provider makes its addresses from the host that was asked.
    const named = new URL(isMetadata ? tokenOrigin : origin);
    request.headers.host = named.host;
    request.headers["x-forwarded-proto"] = named.protocol.slice(0, -1);
    mountAt(shape, request);
    void handle(request, response);
  };
  server.on("request", answer);
  second.on("request", answer);
  return openId;
}

function tellToSlowDown(openId: OpenIdServer, response: ServerResponse): void {
  openId.fault = undefined;
  response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: "slow_down" }));
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

/** The provider knows its paths below the mount alone, and its document in the usual place. */
function mountAt({ mount, document }: OpenIdShape, request: IncomingMessage): void {
  const { url = "/" } = request;
  const below = url.startsWith(mount) ? url.slice(mount.length) : url;
  const usual = below.startsWith(document) ? `${usualDocument}${below.slice(document.length)}` : below;
  if (mount === "" && usual === url) return;
  request.url = usual;
  Object.assign(request, { originalUrl: `${mount}${usual}` });
}

async function listen(server: Server, scheme: "http" | "https"): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
}
