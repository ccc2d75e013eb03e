// Requests that trust a connection's own certificate authorities. Chromium's stack takes no further ones for one request,
// and answering for certificates in its place would mean checking them by ourselves; so these go over Node's TLS, which
// checks as strictly, through the proxy that Chromium would have taken.
import type { Fetch } from "../core/ports.ts";
import type { NodeNetwork } from "../node/fetch.ts";
import { proxyIn } from "./proxyIn.ts";

/** `resolveProxy` answers as Chromium does: `PROXY a:8080; DIRECT`. */
export function createCaFileFetch(resolveProxy: (url: string) => Promise<string>): Fetch {
  // Connections are kept open per proxy, so each proxy has its network.
  const networks = new Map<string, NodeNetwork>();
  return async (url, init) => {
    const proxy = proxyAddress(await resolveProxy(url));
    const { createNodeNetwork } = await import("../node/fetch.ts");
    const network = networks.get(proxy) ?? createNodeNetwork({ https_proxy: proxy, http_proxy: proxy });
    networks.set(proxy, network);
    return network.fetch(url, init);
  };
}

/** Empty where the way is direct. A proxy that only Chromium can speak to (SOCKS) is named, and fails as what it is. */
function proxyAddress(pac: string): string {
  const place = proxyIn(pac);
  if (place === undefined) return "";
  const [kind = ""] = pac.trim().split(/\s/);
  const scheme = kind === "PROXY" ? "http" : kind.toLowerCase();
  return `${scheme}://${place}`;
}
