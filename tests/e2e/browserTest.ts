// Playwright's `test`, launching the Chromium that npm brought.
import { test as base } from "playwright/test";
import { prepareChromium } from "../support/chromium.ts";

export { expect } from "playwright/test";

export const test = base.extend<object, object>({
  launchOptions: [
    // Playwright reads what a fixture depends on from this pattern: nothing.
    async ({}, use) => {
      const { executablePath, args, env, chromiumSandbox } = await prepareChromium();
      await use({ executablePath, args, env, chromiumSandbox });
    },
    { scope: "worker" },
  ],
});
