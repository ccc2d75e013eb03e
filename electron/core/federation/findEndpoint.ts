// Finds the endpoint that takes user name and password, and decides whether this password may go there.
import { isLoopbackHost } from "../../../shared/connection.ts";
import { done, failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import type { FederationPlace, TrustEndpoint } from "../authority/federationPlace.ts";
import type { ReplyContext } from "../diagnostics/classify.ts";
import { withoutQuery } from "../diagnostics/evidence.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import { ownFailure } from "../failures.ts";
import type { Reply } from "../grants/reply.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import { classifyTrust } from "./classifyTrust.ts";
import { readMex } from "./mex.ts";

export interface EndpointSearch {
  readonly place: FederationPlace;
  /** To which a person agreed beforehand. */
  readonly confirmedOrigin?: string | undefined;
  readonly caFile?: string | undefined;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

interface Deps {
  readonly http: SendHttp;
  readonly clock: Clock;
}

/**
 * A password goes only to an origin that the authority itself named for this account, or that a person agreed to. The
 * metadata document vouches for none but the origin it came from, if that was named: it may lie on a server that only
 * hands out files. An address typed into the connection (or imported with it) vouches for nothing by itself: a file with
 * the right authority and a foreign MEX address would otherwise collect passwords, so it is asked about once.
 */
export async function findEndpoint(search: EndpointSearch, deps: Deps): Promise<Outcome<TrustEndpoint>> {
  const { place, confirmedOrigin } = search;
  const found = place.endpoint === undefined ? await askMex(search, deps) : done([place.endpoint]);
  if (!found.ok) return found;
  const mayReceive = ({ url }: TrustEndpoint): boolean => {
    const { origin } = new URL(url);
    return place.vouched.includes(origin) || origin === confirmedOrigin;
  };
  const trusted = found.value.filter(mayReceive);
  const endpoint = newest(trusted.length > 0 ? trusted : found.value);
  if (endpoint !== undefined && mayReceive(endpoint)) return done(endpoint);
  return failed(refusal(search, endpoint, deps.clock.now()));
}

function refusal({ place, correlationId }: EndpointSearch, endpoint: TrustEndpoint | undefined, at: number): Failure {
  const { mexAddress } = place;
  const evidence = {
    grant: "samlBearer",
    correlationId,
    ...(mexAddress === undefined ? {} : { endpoint: withoutQuery(mexAddress) }),
  } as const;
  if (endpoint === undefined) return ownFailure("federationFailed", at, { ...evidence, error: "mex_no_endpoint" });
  const tokenOrigin = new URL(endpoint.url).origin;
  return ownFailure("tokenOriginUnconfirmed", at, { ...evidence, error: "federation_origin", tokenOrigin });
}

/** WS-Trust 1.3 before its draft of 2005, else in the order of the document. */
function newest(endpoints: readonly TrustEndpoint[]): TrustEndpoint | undefined {
  return endpoints.find(({ version }) => version === "1.3") ?? endpoints[0];
}

/** Without a body, a content type (some services refuse a GET with one) or anything secret. */
async function askMex(search: EndpointSearch, { http, clock }: Deps): Promise<Outcome<readonly TrustEndpoint[]>> {
  const { place, correlationId, signal, caFile } = search;
  const endpoint = place.mexAddress ?? "";
  const context: ReplyContext = { at: clock.now(), endpoint, correlationId, secrets: [] };
  let reply: Reply;
  try {
    reply = await http({ method: "GET", url: endpoint, signal, caFile });
  } catch (error) {
    return failed(classifyTransport("samlBearer", error, context));
  }
  if (reply.status !== 200) return failed(classifyTrust(reply, context, "mex_refused"));
  const endpoints = reply.tooLarge ? undefined : readMex(reply.text, isLoopback(endpoint));
  return endpoints === undefined ? failed(classifyTrust(reply, context, "mex_unreadable")) : done(endpoints);
}

/** A document from far away must not send a password to a port of this computer. */
function isLoopback(address: string): boolean {
  return isLoopbackHost(new URL(address).hostname);
}
