// Every screen, in every look: axe finds nothing, nothing is wider than the window, the policy has nothing to refuse.
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions } from "playwright";
import { openView, views } from "../renderer/views.ts";
import { expect, test } from "./browserTest.ts";

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  "in light colours": { colorScheme: "light" },
  "in dark colours": { colorScheme: "dark" },
  "320 pixels wide": { viewport: { width: 320, height: 720 } },
  "in forced colours": { forcedColors: "active" },
};

for (const [look, options] of Object.entries(looks)) {
  for (const view of views) {
    test(`${view.name} is accessible ${look}`, async ({ browser }) => {
      const viewport = { width: view.width ?? 480, height: 720 };
      const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
      const troubles: string[] = [];
      const page = await openView(context, view, (trouble) => void troubles.push(trouble));

      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
      ).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
      expect(troubles).toEqual([]);
      await context.close();
    });
  }
}
