// How the end-to-end tests run: in the Chromium that npm brought, against the built app.
import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../test-results/e2e",
  globalSetup: "./globalSetup.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Real processes and real time: a busy machine gets more of it, and nobody a second chance.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: { actionTimeout: 15_000, navigationTimeout: 30_000, trace: "off", video: "off" },
});
