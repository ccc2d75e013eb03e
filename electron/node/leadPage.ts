// A file that leads the browser to an address that others must not read. Only its path becomes an argument of a program.
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { leadPageWords } from "../../shared/returnPageWords.ts";

export interface LeadPage {
  readonly path: string;
  /** At once, as a program may be about to end. Never throws: what is left behind leads nowhere any more. */
  remove(): void;
}

/** Mode 0600 in a fresh folder of mode 0700. Throws where it cannot be written. */
export async function writeLeadPage(parent: string, address: string): Promise<LeadPage> {
  const folder = await mkdtemp(join(parent, "tokentray-"));
  const remove = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Only this person could ever read it.
    }
  };
  const path = join(folder, "open.html");
  try {
    await writeFile(path, leadPageText(address), { mode: 0o600, flag: "wx" });
  } catch (error) {
    remove();
    throw error;
  }
  return { path, remove };
}

/** Leads on at once; the link is for browsers that are told not to follow by themselves. */
export function leadPageText(address: string): string {
  const url = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>TokenTray</title>
</head>
<body><p><a href="${url}">${leadPageWords.goOn}</a></p></body>
</html>
`;
}
