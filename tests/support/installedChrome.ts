// Finds a Chrome or Chromium that is already on the machine, where npm brings none.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "./chromium.ts";

/** The browser at `chosen` (CHROMIUM_PATH), else an installed one, else Playwright's own; throws when there is none. */
export const installedChrome = async (chosen?: string): Promise<Browser> => {
  const { chromium } = await import("playwright");
  const found = [...(chosen ? [chosen] : usualPlaces()), chromium.executablePath()].find(existsSync);
  if (!found) {
    throw new Error(
      "The browser tests need Chrome: install it, set CHROMIUM_PATH, or run `npx playwright install chromium`.",
    );
  }
  return { executablePath: found, env: {}, origin: `the browser at ${found}` };
};

const usualPlaces = (): readonly string[] => {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === "win32") {
    const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) => process.env[name]);
    return folders.flatMap((folder) => (folder ? [join(folder, "Google/Chrome/Application/chrome.exe")] : []));
  }
  return ["/usr/bin/google-chrome", "/usr/bin/chromium", "/usr/bin/chromium-browser"];
};
