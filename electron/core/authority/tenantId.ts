// The ID of the directory behind an authority, which its issuer names even where it is asked by a domain.
import type { SendHttp } from "../http.ts";
import { askDocument } from "./askDocument.ts";
import type { Authority } from "./authority.ts";
import { readDocument } from "./authorityDocument.ts";

/** Undefined where the issuer is of many directories. */
export function tenantOfIssuer(issuer: string): string | undefined {
  return guidInPath.exec(issuer)?.[1]?.toLowerCase();
}

const guidInPath = /^https?:\/\/[^/]+\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\/|$)/i;

/** Asks the authority's own document. Undefined where that does not tell, or cannot be had. */
export async function askTenantId(
  { type, url, origin, caFile }: Authority,
  http: SendHttp,
  signal: AbortSignal,
): Promise<string | undefined> {
  const here = `${origin}${new URL(url).pathname}`;
  try {
    const { reply } = await askDocument(type.discoveryUrl(here), http, { signal, caFile });
    const document = readDocument(reply.status === 200 ? (reply.json ?? {}) : {}, type, here, 0);
    return document.ok ? tenantOfIssuer(document.value.issuer) : undefined;
  } catch {
    return undefined;
  }
}
