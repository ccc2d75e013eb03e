/** The system's short code (`ENOSPC`), never its message, which holds paths. */
export function systemCode(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code.slice(0, 40) : "unknown";
}
