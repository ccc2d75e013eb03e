// Every screen, in every look: axe finds nothing, nothing is wider than the window, the policy has nothing to refuse.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { openView, views } from "../renderer/views.ts";
import { expect, test } from "./browserTest.ts";

const looks = [
  { name: "light", colorScheme: "light", forcedColors: "none" },
  { name: "dark", colorScheme: "dark", forcedColors: "none" },
  { name: "320 pixels wide", colorScheme: "light", forcedColors: "none", narrow: true },
  { name: "forced colours, 320 pixels wide", colorScheme: "dark", forcedColors: "active", narrow: true },
] as const;

for (const view of views) {
  test(`${view.name} is accessible in light, dark and forced colours, and 320 pixels wide`, async ({ browser }) => {
    const width = view.width ?? 480;
    const context = await browser.newContext({ viewport: { width, height: 720 }, reducedMotion: "reduce" });
    const troubles: string[] = [];
    const page = await openView(context, view, (trouble) => void troubles.push(trouble));

    for (const { name, colorScheme, forcedColors, ...look } of looks) {
      await page.emulateMedia({ colorScheme, forcedColors });
      await page.setViewportSize({ width: "narrow" in look ? 320 : width, height: 720 });
      expect(await whatAxeFinds(page), name).toEqual([]);
      expect(await tooWideBy(page), name).toBe(0);
    }
    expect(troubles).toEqual([]);
    await context.close();
  });
}

/** Each rule that is broken, with where. Fails if axe looked at next to nothing. */
async function whatAxeFinds(page: Page): Promise<readonly string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

function tooWideBy(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
