/** The system's short code (`ENOSPC`), never its message, which holds paths. */
export function systemCode(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Za-z]\w{0,60}$/.test(code) ? code : "unknown";
}
