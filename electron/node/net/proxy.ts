// Which proxy leads to an address: what HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment say, as curl reads them.
import { isLoopbackHost } from "../../../shared/connection.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy's address, with its user name and password where the variable holds them; undefined where the way is direct,
 * as it always is to this computer itself. Throws where the variable holds no address of a proxy over http or https.
 */
export function proxyOf(url: URL, env: Environment): URL | undefined {
  const secure = url.protocol === "https:";
  const named = (secure ? first(env, "https_proxy", "HTTPS_PROXY") : first(env, "http_proxy", "HTTP_PROXY"))?.trim();
  if (named === undefined || named === "" || isLoopbackHost(url.hostname)) return undefined;
  if (isExcepted(url, first(env, "no_proxy", "NO_PROXY") ?? "")) return undefined;
  const proxy = URL.parse(named.includes("://") ? named : `http://${named}`);
  if (proxy === null || !["http:", "https:"].includes(proxy.protocol) || proxy.hostname === "") {
    throw Object.assign(new Error("The proxy's address cannot be read"), { code: "ERR_PROXY_ADDRESS" });
  }
  return proxy;
}

function first(env: Environment, ...names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined);
}

/** `example.com` stands for its subdomains too, with or without a dot or `*.` before it; a port narrows it. */
function isExcepted(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", onlyPort] = /^(?:\*?\.)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
      if (name === "" || (onlyPort !== undefined && onlyPort !== port)) return false;
      return host === name || host.endsWith(`.${name}`);
    });
}
