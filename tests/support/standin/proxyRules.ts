// Answers resolveProxy from what setProxy was given: Chromium's PAC-style words for the plain cases, no PAC scripts.

export interface ProxyConfig {
  readonly mode?: "direct" | "auto_detect" | "pac_script" | "fixed_servers" | "system";
  readonly proxyRules?: string;
  readonly pacScript?: string;
  readonly proxyBypassRules?: string;
}

/** `systemAnswer` is what the operating system would say, such as `PROXY 127.0.0.1:3128`. */
export function resolveProxy(config: ProxyConfig, address: string, systemAnswer: string): string {
  const mode = config.mode ?? (config.proxyRules ? "fixed_servers" : config.pacScript ? "pac_script" : "system");
  if (mode === "direct") return "DIRECT";
  if (mode !== "fixed_servers") return systemAnswer;
  const { protocol, hostname } = new URL(address);
  const bypassed = (config.proxyBypassRules ?? "").split(/[,;]/).some((rule) => rule.trim() === hostname);
  if (bypassed) return "DIRECT";
  for (const rule of (config.proxyRules ?? "").split(";")) {
    const [, scheme, server] = /^(?:(\w+)=)?(.+)$/.exec(rule.trim()) ?? [];
    if (server === undefined || (scheme !== undefined && `${scheme}:` !== protocol)) continue;
    return answerFor(server);
  }
  return "DIRECT";
}

function answerFor(server: string): string {
  if (server === "direct://") return "DIRECT";
  const [, kind = "http", host = server] = /^(\w+):\/\/(.+)$/.exec(server) ?? [];
  const words: Readonly<Record<string, string>> = {
    http: "PROXY",
    https: "HTTPS",
    socks: "SOCKS",
    socks4: "SOCKS",
    socks5: "SOCKS5",
  };
  return `${words[kind] ?? "PROXY"} ${host}`;
}
