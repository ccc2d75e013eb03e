// Names the proxy that requests of Node's hosts go through, for people.
import { proxyOf, type Environment } from "./net/proxy.ts";

/** Host and port alone: the variable may hold a password. Undefined where no proxy is used, or its address is none. */
export function proxyFor(url: string, env: Environment = process.env): Promise<string | undefined> {
  try {
    return Promise.resolve(proxyOf(new URL(url), env)?.host);
  } catch {
    return Promise.resolve(undefined);
  }
}
