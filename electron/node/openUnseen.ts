// Opens an address that holds a key or a sign-in's state so that it stands in no program's arguments, where everybody on a
// shared computer may read it (on Linux and macOS; Windows shows a person's arguments to that person and administrators alone).
import type { Unseen } from "../core/ports.ts";
import { leadPageFolder } from "./leadPageFolder.ts";
import { type LeadPage, writeLeadPage } from "./leadPage.ts";
import { type BrowserCommand, browserCommand, type Environment, startBrowser } from "./openBrowser.ts";

/** False where no browser could be asked. Where nothing better can be had, what stands in for the address is an argument. */
export async function openUnseen(
  address: string,
  unseen: Unseen,
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const plain = browserCommand(address, env, platform);
  if (plain === undefined) return false;
  if (platform === "win32") return startBrowser(plain);
  if (platform === "linux") {
    return openByFile(address, unseen, env, (target) => startBrowser({ ...plain, args: [target] }));
  }
  if (await startBrowser(scriptedCommand(address))) return true;
  return startBrowser({ ...plain, args: [unseen.standIn()] });
}

/** For Linux, where whatever opens an address makes an argument of it. `open` takes a path or an address. */
export async function openByFile(
  address: string,
  { over, standIn }: Unseen,
  env: Environment,
  open: (target: string) => Promise<boolean>,
): Promise<boolean> {
  const page = await pageFor(address, env);
  if (page !== undefined) {
    if (over.aborted) page.remove();
    else over.addEventListener("abort", page.remove, { once: true });
    if (await open(page.path)) return true;
    page.remove();
  }
  return open(standIn());
}

/** macOS hands the address to the browser in an event; the script comes on standard input. */
export function scriptedCommand(address: string): BrowserCommand {
  // The script's strings know these two characters alone as special; in an address they mean the same when they are encoded.
  const plain = address.replaceAll('"', "%22").replaceAll("\\", "%5C");
  return { program: "osascript", args: ["-"], input: `open location "${plain}"\n` };
}

async function pageFor(address: string, env: Environment): Promise<LeadPage | undefined> {
  const folder = await leadPageFolder(env);
  return folder === undefined ? undefined : writeLeadPage(folder, address).catch(() => undefined);
}
