// The proxy that Chromium would use, out of its list in the manner of a PAC file.

/** `PROXY a:8080; DIRECT` is `a:8080`: the first is tried first. Undefined where that is no proxy at all. */
export function proxyIn(pac: string): string | undefined {
  const [first = ""] = pac.split(";");
  return /^(?:PROXY|HTTPS|SOCKS[45]?)\s+(\S+)$/.exec(first.trim())?.[1];
}
