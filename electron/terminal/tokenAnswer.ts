// How a token is handed over: alone, or as JSON with the names that az and azd users know.
import { plainJson } from "../../shared/plainJson.ts";
import type { AcquiredToken } from "../core/app.ts";
import { tokenJson } from "../core/tokens/tokenJson.ts";
import type { Terminal } from "./terminal.ts";

export function writeToken(terminal: Terminal, token: AcquiredToken, account: string, asJson: boolean): Promise<void> {
  const plain = token.token.reveal();
  const text = asJson ? plainJson(tokenJson({ ...token, token: plain, account }), 2) : plain;
  return terminal.out(`${text}\n`);
}
