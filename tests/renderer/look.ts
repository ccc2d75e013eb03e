// Draws every screen for people to look at: `node tests/renderer/look.ts FOLDER [VIEW]`, after a build.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type BrowserContextOptions } from "playwright";
import { prepareChromium } from "../support/chromium.ts";
import { cardViews, openView, views } from "./views.ts";

const [folder = "test-results/look", only = ""] = process.argv.slice(2);
const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  narrow: { colorScheme: "light", viewport: { width: 320, height: 720 } },
  forced: { forcedColors: "active" },
};

mkdirSync(folder, { recursive: true });
const { executablePath, args, env, chromiumSandbox } = await prepareChromium();
const browser = await chromium.launch({ executablePath, args, env, chromiumSandbox });
for (const view of [...views, ...cardViews].filter(({ name }) => name.startsWith(only))) {
  for (const [name, options] of Object.entries(looks)) {
    const viewport = { width: view.width ?? 480, height: 720 };
    const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
    const page = await openView(context, view, (trouble) => process.stdout.write(`${view.name} ${name}: ${trouble}\n`));
    await page.screenshot({ path: join(folder, `${view.name}-${name}.png`), fullPage: true });
    await context.close();
  }
}
await browser.close();
