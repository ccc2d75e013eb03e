// Opens the address with the one-time key so that the key stands in no program's arguments, where everybody on a shared
// computer may read it (on Linux and macOS; Windows shows a person's arguments to that person and administrators alone).
import { type BrowserCommand, browserCommand, type Environment, startBrowser } from "../node/openBrowser.ts";
import { type KeyPage, writeKeyPage } from "./keyPage.ts";
import { keyPageFolder } from "./keyPageFolder.ts";

/** Undoes what opening left behind; call it when the key was used, or will not be. May be called twice. */
export type Tidy = () => Promise<void>;

/** Where nothing better can be had, the address is an argument all the same: its key works once (see `session.ts`). */
export async function openUnseen(
  address: string,
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<Tidy> {
  const plain = browserCommand(address, env, platform);
  if (plain === undefined) return nothingToTidy;
  if (platform === "win32") {
    await startBrowser(plain);
    return nothingToTidy;
  }
  if (platform === "darwin") {
    if (!(await startBrowser(scriptedCommand(address)))) await startBrowser(plain);
    return nothingToTidy;
  }
  const page = await pageFor(address, env);
  if (page !== undefined && (await startBrowser({ ...plain, args: [page.path] }))) return page.remove;
  await page?.remove();
  await startBrowser(plain);
  return nothingToTidy;
}

/** macOS hands the address to the browser in an event; the script comes on standard input. */
export function scriptedCommand(address: string): BrowserCommand {
  // The script's strings know these two characters alone as special, and no address of ours holds either.
  if (/["\\]/.test(address)) throw new Error("The address does not fit into a script.");
  return { program: "osascript", args: ["-"], input: `open location "${address}"\n` };
}

async function pageFor(address: string, env: Environment): Promise<KeyPage | undefined> {
  const folder = await keyPageFolder(env);
  return folder === undefined ? undefined : writeKeyPage(folder, address).catch(() => undefined);
}

const nothingToTidy: Tidy = () => Promise.resolve();
