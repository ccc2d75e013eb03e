// Hands user name and password to the organisation's own service, once, and takes its assertion about the person.
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { ReplyContext } from "../diagnostics/classify.ts";
import type { Reply } from "../grants/reply.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import { classifyTrust } from "./classifyTrust.ts";
import { trustNames } from "./names.ts";
import { writeRst, type TrustRequest } from "./rst.ts";
import { readRstr, type Assertion } from "./rstr.ts";

export interface AssertionWish extends Omit<TrustRequest, "at"> {
  readonly caFile?: string | undefined;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/**
 * Never sent again by itself, whatever comes back: each time counts towards a lock, and the service answers HTTP 500 to
 * a wrong password too.
 */
export async function askAssertion(
  wish: AssertionWish,
  { http, clock }: { readonly http: SendHttp; readonly clock: Clock },
): Promise<Outcome<Assertion>> {
  const { endpoint, username, password, correlationId, caFile, signal } = wish;
  const at = clock.now();
  const context: ReplyContext = { at, endpoint: endpoint.url, correlationId, secrets: [password], username };
  let reply: Reply;
  try {
    reply = await http({
      method: "POST",
      url: endpoint.url,
      headers: {
        "content-type": "application/soap+xml; charset=utf-8",
        soapaction: trustNames[endpoint.version].action,
      },
      body: writeRst({ ...wish, at }),
      caFile,
      signal,
    });
  } catch (error) {
    return failed(classifyTransport("samlBearer", error, context));
  }
  const assertion = reply.status === 200 && !reply.tooLarge ? readRstr(reply.text) : undefined;
  return assertion === undefined ? failed(classifyTrust(reply, context, "no_assertion")) : done(assertion);
}
