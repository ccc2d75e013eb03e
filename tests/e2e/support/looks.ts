// What a test sees of a page's looks: what axe finds, what is too wide, what cannot be told from its ground.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";

/** Rules that are broken seriously or critically, with where. Fails if axe looked at next to nothing. */
export async function seriousFindings(
  page: Page,
  { rules }: { readonly rules?: readonly string[] } = {},
): Promise<readonly string[]> {
  // Legacy: the other way opens a page of its own, which Electron has none of; there are no frames that would need it.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations, passes } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  if (passes.length < (rules === undefined ? 10 : 1)) throw new Error("axe looked at next to nothing");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** By how many pixels the page has to be scrolled sideways. */
export function tooWideBy(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement ?? document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** Texts and controls that have the colour of their ground and no edge: nobody could see them. */
export function invisibleParts(
  page: Page,
): Promise<{ readonly looked: number; readonly invisible: readonly string[] }> {
  return page.evaluate(() => {
    const clear = "rgba(0, 0, 0, 0)";
    const groundOf = (element: Element | null): string => {
      if (element === null) return getComputedStyle(document.documentElement).backgroundColor;
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === clear ? groundOf(element.parentElement) : backgroundColor;
    };
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");
    const isField = (element: Element): boolean => element.matches("input:not([type=checkbox], [type=radio]), select");
    const hasEdge = (element: Element): boolean => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element);
      if (borderTopStyle === "none" || Number.parseFloat(borderTopWidth) === 0) return false;
      return borderTopColor !== groundOf(element.parentElement);
    };
    const shown = [...document.querySelectorAll("body *")].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && element.closest(".forEars") === null,
    );
    const looked = shown.filter((element) => hasText(element) || isField(element));
    const unseen = looked.filter((element) =>
      isField(element) ? !hasEdge(element) : getComputedStyle(element).color === groundOf(element),
    );
    return { looked: looked.length, invisible: unseen.map(({ outerHTML }) => outerHTML.slice(0, 200)) };
  });
}

/** What has the focus, and whether a person can see where it is. */
export interface Focus {
  readonly on: string;
  readonly visible: boolean;
}

export function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 && !outlineColor.endsWith(", 0)");
    const inView = box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const labels = "labels" in element ? (element as HTMLInputElement).labels : null;
    const name = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent;
    return {
      on: `${element.tagName.toLowerCase()} ${name.trim().replaceAll(/\s+/g, " ").slice(0, 60)}`,
      visible: outlined && inView,
    };
  });
}
