// Self-test: what only has to be asked of the system, and is never changed.
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import { proxyIn } from "../proxyIn.ts";
import { startsAtLogin, type LoginSystem } from "../startAtLogin.ts";
import type { RunTool } from "../../node/sessionBus.ts";
import { findTray } from "../trayWatcher.ts";
import type { Finding } from "./part.ts";

/** No request is made; only the system's settings are asked. */
export async function checkProxy(address: string, resolve: (url: string) => Promise<string>): Promise<Finding> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return { facts: { address: null }, problem: selfTestWords.proxyAddress };
  }
  const answer = await resolve(url.href);
  return { facts: { address: url.origin, answer, proxy: proxyIn(answer) ?? null } };
}

export async function checkLoginItem(system: LoginSystem): Promise<Finding> {
  return { facts: { startsAtLogin: await startsAtLogin(system) } };
}

/** `make` puts the icon up. Whether anybody can see it is up to the desktop, and the program works without. */
export async function checkTray(make: () => void, platform: NodeJS.Platform, run: RunTool): Promise<Finding> {
  make();
  const presence = await findTray(platform, run);
  if (presence === "missing") return { facts: { made: true, presence }, hint: selfTestWords.trayMissing };
  return { facts: { made: true, presence } };
}
