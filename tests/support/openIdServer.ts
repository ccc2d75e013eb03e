// A certified OpenID server on loopback with the password grant added, one-time refresh tokens and faults on demand.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerInteraction } from "./openIdPages.ts";
import { personNamed } from "./openIdPeople.ts";
import { createOpenIdProvider, type OpenIdProviderOptions } from "./openIdProvider.ts";
import { createOpenIdStorage } from "./openIdStorage.ts";

export interface OpenIdOptions extends OpenIdProviderOptions {
  /** Listens at a second port too, and names that one as its token endpoint. */
  readonly tokenElsewhere?: boolean;
}

/**
 * `noDiscovery`: no metadata is to be had. `cutBefore`: connections to the token endpoint end before a request is looked
 * at. `cutAfter`: a request is done in full, and the connection ends in the middle of its answer. `slowDown`: the next
 * token request is told to come more slowly; the fault ends with it.
 */
export type OpenIdFault = "noDiscovery" | "cutBefore" | "cutAfter" | "slowDown";

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

export async function startOpenIdServer(options: OpenIdOptions = {}): Promise<OpenIdServer> {
  const requests: string[] = [];
  const server = createServer();
  const second = createServer();
  const origin = await listen(server);
  const tokenOrigin = options.tokenElsewhere === true ? await listen(second) : origin;
  const storage = createOpenIdStorage();
  const provider = createOpenIdProvider(origin, storage.adapter, options);
  const handle = provider.callback();

  const openId: OpenIdServer = {
    origin,
    tokenOrigin,
    fault: undefined,
    requests,
    tokenRequests: () => requests.filter((request) => request === "POST /token").length,
    revoke: (username) => storage.forgetGrantsOf(personNamed(username)?.sub),
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
    if (path === "/token" && openId.fault === "slowDown") return tellToSlowDown(openId, response);
    if (path.startsWith("/interaction/")) return void answerInteraction(provider, request, response);
    // The provider makes its addresses from the host that was asked.
    if (isMetadata) request.headers.host = new URL(tokenOrigin).host;
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

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
}
