// What a program runs on and as: systems by their names in Node, and the hosts.
import type { HostName } from "./snapshot.ts";

export function systemName(platform: string): string {
  return names[platform] ?? platform;
}

const names: Readonly<Record<string, string>> = { darwin: "macOS", linux: "Linux", win32: "Windows" };

export const hostWords: Readonly<Record<HostName, string>> = {
  desktop: "Desktop app",
  terminal: "Terminal command",
  browser: "Page in a browser",
};
