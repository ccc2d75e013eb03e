// Asks for a public document, without credentials. A redirect is followed at the authority's own origin alone.
import { shown } from "../diagnostics/shorten.ts";
import type { Reply } from "../grants/reply.ts";
import type { SendHttp } from "../http.ts";

export interface Answered {
  readonly reply: Reply;
  /** Where a redirect leads that is not followed: origin and path. */
  readonly movedTo?: string;
}

const mostHops = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/**
 * Follows at most three redirects, each to the same scheme, host and port. Anything further is for a person to decide: the
 * connection's authority has to be edited. Where a host cannot see the address (Electron), nothing is followed at all.
 */
export async function askDocument(
  url: string,
  http: SendHttp,
  { signal, caFile }: { readonly signal?: AbortSignal | undefined; readonly caFile?: string | undefined } = {},
): Promise<Answered> {
  let next = url;
  for (let hops = 0; ; hops += 1) {
    const reply = await http({
      method: "GET",
      url: next,
      headers: { accept: "application/json" },
      ...(signal === undefined ? {} : { signal }),
      ...(caFile === undefined ? {} : { caFile }),
    });
    const location = redirects.has(reply.status) ? reply.headers["location"] : undefined;
    const target = location === undefined ? null : URL.parse(location, next);
    if (target === null) return { reply };
    const isOwn = target.origin === new URL(url).origin && target.username === "" && target.password === "";
    if (!isOwn || hops === mostHops) return { reply, movedTo: placeOf(target) };
    next = target.href;
  }
}

/** Without credentials and query. An address of no server (`mailto:`, `data:`) has no origin; its scheme tells enough. */
function placeOf({ origin, protocol, pathname }: URL): string {
  return origin === "null" ? protocol : shown(`${origin}${pathname}`, 500);
}
