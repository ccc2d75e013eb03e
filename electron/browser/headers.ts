// What every answer of the browser host tells the browser: load nothing foreign, tell nobody, be framed by nobody.
import { pagePolicy } from "../node/pagePolicy.ts";

export const protectiveHeaders = {
  "Content-Security-Policy": pagePolicy("'self'"),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
} as const;
