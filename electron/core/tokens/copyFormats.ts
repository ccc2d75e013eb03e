// The shapes in which a token can be copied, each quoted so that no character of it can end the quotation.
import type { CopyFormat } from "../../../shared/copyFormats.ts";
import { tokenJson, type TokenFacts } from "./tokenJson.ts";
import { quotePowerShell, quoteSh } from "../../../shared/setup/shellQuote.ts";

export interface CopyContent extends TokenFacts {
  /** What the curl line calls. */
  readonly address: string;
}

const writers: Readonly<Record<CopyFormat, (content: CopyContent) => string>> = {
  raw: ({ token }) => token,
  bearer: ({ token }) => `Authorization: Bearer ${token}`,
  json: (content) => JSON.stringify(tokenJson(content), null, 2),
  sh: ({ token }) => `export ACCESS_TOKEN=${quoteSh(token)}`,
  powershell: ({ token }) => `$env:ACCESS_TOKEN = ${quotePowerShell(token)}`,
  cmd: ({ token }) => `set "ACCESS_TOKEN=${escapeCmd(token)}"`,
  // The header goes through standard input, so that no list of processes shows it.
  curl: ({ token, address }) =>
    `printf 'Authorization: Bearer %s\\n' ${quoteSh(token)} | curl --header @- ${quoteSh(address)}`,
};

export function writeCopy(format: CopyFormat, content: CopyContent): string {
  return writers[format](content);
}

/**
 * cmd.exe within `set "…"`: percent signs are doubled (as in a batch file) and what would leave the quotation is escaped.
 * No real access token has such characters; one that had would otherwise run a command.
 */
export function escapeCmd(text: string): string {
  return text
    .replaceAll("%", "%%")
    .replaceAll(/["&|<>^!\r\n]/g, (char) => (char === "\r" || char === "\n" ? "" : `^${char}`));
}
