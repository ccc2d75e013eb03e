// `npm run test:clipboards`: the app on the stand-in, beside real clipboard histories on an X server of their own. One at a time,
// because the app finds histories among all processes of the person.
import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../test-results/clipboards",
  globalSetup: ["../e2e/globalSetup.ts", "./globalSetup.ts"],
  forbidOnly: true,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
});
