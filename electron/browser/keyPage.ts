// A file that leads the browser to the address with the key. Only its path becomes an argument of the browser's program.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serveWords } from "../../shared/terminalWords.ts";

export interface KeyPage {
  readonly path: string;
  /** Never throws: whoever cannot remove it leaves a key behind that works no more. */
  remove(): Promise<void>;
}

/** Mode 0600 in a fresh folder of mode 0700. Throws where it cannot be written. */
export async function writeKeyPage(parent: string, address: string): Promise<KeyPage> {
  const folder = await mkdtemp(join(parent, "tokentray-"));
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => undefined);
  const path = join(folder, "open.html");
  try {
    await writeFile(path, keyPageText(address), { mode: 0o600, flag: "wx" });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

/** Leads on at once; the link is for browsers that are told not to follow by themselves. */
export function keyPageText(address: string): string {
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
<body><p><a href="${url}">${serveWords.goOn}</a></p></body>
</html>
`;
}
