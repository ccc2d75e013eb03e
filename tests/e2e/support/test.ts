// Playwright's `test` with a home folder of its own and a launcher that leaves no process behind.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElectronApplication } from "playwright";
import { test as base } from "playwright/test";
import { launchTokenTray, type Profile } from "./launch.ts";

export { expect } from "playwright/test";

interface Fixtures {
  readonly home: string;
  readonly launch: (options?: Omit<Profile, "home">) => Promise<ElectronApplication>;
}

export const test = base.extend<Fixtures>({
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), "tokentray-"));
    await use(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ home }, use) => {
    const started: ElectronApplication[] = [];
    await use(async (options = {}) => {
      const application = await launchTokenTray({ home, ...options });
      started.push(application);
      return application;
    });
    for (const application of started) await application.close().catch(() => undefined);
  },
});
