// The proxy that Node's fetch uses, which is the environment's where NODE_USE_ENV_PROXY says so.

/** Host and port alone: the variable may hold a password. Undefined where no proxy is used. */
export function proxyFor(url: string, env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  if (env["NODE_USE_ENV_PROXY"] !== "1") return Promise.resolve(undefined);
  const secure = url.startsWith("https:");
  const named = secure ? (env["https_proxy"] ?? env["HTTPS_PROXY"]) : (env["http_proxy"] ?? env["HTTP_PROXY"]);
  return Promise.resolve(URL.parse(named ?? "")?.host);
}
