// Every request of a page passes here: served by the app's protocol handlers, or refused and recorded. Pages never reach the network.
import type { Page } from "./pageTarget.ts";
import { privilegedSchemes } from "./protocolModule.ts";
import { record } from "./record.ts";
import { serveFrom, type Session } from "./session.ts";
import { WebRequest } from "./webRequest.ts";
import { fromWire, policyToWire } from "./wireAddress.ts";

/** Parameters of Fetch.requestPaused that matter here. */
export interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly postData?: string;
  };
}

export async function answerRequest(
  page: Page,
  session: Session,
  paused: PausedRequest,
  allowed: boolean,
): Promise<void> {
  const { requestId, resourceType, request } = paused;
  const url = fromWire(request.url);
  const fail = (errorReason: string): Promise<unknown> => page.send("Fetch.failRequest", { requestId, errorReason });
  if (!allowed) return void (await fail("Aborted"));
  const details = { url, method: request.method, resourceType: resourceType.toLowerCase() };
  if (await WebRequest.cancels(session.webRequest, details)) return void (await fail("BlockedByClient"));
  let served: Response | undefined;
  try {
    served = await serveFrom(session, new Request(url, requestInit(paused)));
  } catch (error) {
    record.ipcErrors.push(`protocol handler for ${url}: ${String(error)}`);
    return void (await fail("Failed"));
  }
  if (!served) {
    record.blockedRequests.push({ url, type: resourceType });
    return void (await fail("BlockedByClient"));
  }
  await page.send("Fetch.fulfillRequest", {
    requestId,
    responseCode: served.status,
    responseHeaders: Array.from(served.headers, ([name, value]) => ({ name, value: headerToWire(name, value) })),
    body: Buffer.from(await served.arrayBuffer()).toString("base64"),
  });
}

function requestInit({ request }: PausedRequest): RequestInit {
  const headers = Object.entries(request.headers).filter(([name]) => !/^(host|origin|referer|connection)$/i.test(name));
  return { method: request.method, headers, ...(request.postData === undefined ? {} : { body: request.postData }) };
}

function headerToWire(name: string, value: string): string {
  return name === "content-security-policy" ? policyToWire(value, privilegedSchemes()) : value;
}
