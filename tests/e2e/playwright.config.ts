// How the end-to-end tests run: in the Chromium that npm brought, against the built app.
import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../test-results/e2e",
  globalSetup: "./globalSetup.ts",
  fullyParallel: true,
  forbidOnly: true,
  // Real processes and real time: a busy machine gets a second chance, and no third.
  retries: 1,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [["list"]],
  use: { actionTimeout: 5_000, navigationTimeout: 10_000, trace: "off", video: "off" },
});
