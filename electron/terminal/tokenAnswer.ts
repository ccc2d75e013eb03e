// How a token is handed over: alone, or as JSON with the names that az and azd users know.
import type { AcquiredToken } from "../core/app.ts";
import type { Terminal } from "./terminal.ts";

export function writeToken(terminal: Terminal, token: AcquiredToken, account: string, asJson: boolean): Promise<void> {
  const text = asJson ? JSON.stringify(jsonOf(token, account), null, 2) : token.token.reveal();
  return terminal.out(`${text}\n`);
}

/** `expires_on` is epoch seconds, `expiresOn` the same moment in RFC 3339, UTC. */
function jsonOf(token: AcquiredToken, account: string): Readonly<Record<string, unknown>> {
  const seconds = Math.floor(token.expiresAt / 1000);
  return {
    account,
    scopes: token.scopes,
    token_type: token.tokenType,
    expires_on: seconds,
    expiresOn: new Date(seconds * 1000).toISOString().replace(".000Z", "Z"),
    ...(token.extendedExpiresAt !== undefined && {
      extended: true,
      ext_expires_on: Math.floor(token.extendedExpiresAt / 1000),
    }),
    access_token: token.token.reveal(),
  };
}
