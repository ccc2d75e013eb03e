// What a test sees of the tray, the clipboard and pages outside, and clicks there.
import type { ElectronApplication } from "playwright";

interface ProbedItem {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly submenu?: ProbedMenu | null;
  click(): void;
}
interface ProbedMenu {
  readonly items: readonly ProbedItem[];
}
interface Probe {
  readonly menu: ProbedMenu | undefined;
  readonly tooltip: string;
  readonly notices: readonly { readonly title: string; readonly body: string }[];
  readonly opened: readonly string[];
  /** How often the app cleared the clipboard. */
  readonly clears: number;
  /** Files of all modules loaded when the tray's menu was first set. */
  readonly loadedBeforeTray: readonly string[] | undefined;
}
declare const tokentrayProbe: Probe;

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
}

/** Every entry of the tray's menu as it was last set, submenus included, outermost first. */
export function menuOf(application: ElectronApplication): Promise<readonly MenuEntry[]> {
  return application.evaluate(() => {
    const flat = (menu: ProbedMenu | null | undefined): MenuEntry[] =>
      (menu?.items ?? []).flatMap(({ id, label, enabled, type, submenu }) =>
        type === "separator" ? [] : [{ id, label, enabled }, ...flat(submenu)],
      );
    return flat(tokentrayProbe.menu);
  });
}

export async function labelsOf(application: ElectronApplication): Promise<readonly string[]> {
  return (await menuOf(application)).map(({ label }) => label);
}

/** Clicks the first entry whose label begins so. */
export async function clickMenu(application: ElectronApplication, beginning: string): Promise<void> {
  await application.evaluate((_electron, beginning) => {
    const flat = (menu: ProbedMenu | null | undefined): ProbedItem[] =>
      (menu?.items ?? []).flatMap((item) => [item, ...flat(item.submenu)]);
    const item = flat(tokentrayProbe.menu).find(({ label }) => label.startsWith(beginning));
    if (item === undefined) throw new Error(`The tray's menu has no entry "${beginning}"`);
    if (!item.enabled) throw new Error(`The entry "${beginning}" cannot be clicked`);
    item.click();
  }, beginning);
}

/** What the system was asked to open, in order. */
export function openedOutside(application: ElectronApplication): Promise<readonly string[]> {
  return application.evaluate(() => tokentrayProbe.opened);
}

export function noticesOf(application: ElectronApplication): Promise<Probe["notices"]> {
  return application.evaluate(() => tokentrayProbe.notices);
}

export function loadedBeforeTray(application: ElectronApplication): Promise<Probe["loadedBeforeTray"]> {
  return application.evaluate(() => tokentrayProbe.loadedBeforeTray);
}

export function tooltipOf(application: ElectronApplication): Promise<string> {
  return application.evaluate(() => tokentrayProbe.tooltip);
}

export function clipboardText(application: ElectronApplication): Promise<string> {
  return application.evaluate(({ clipboard }) => clipboard.readText());
}

/** Names of all formats that the clipboard holds. */
export function clipboardTypes(application: ElectronApplication): Promise<readonly string[]> {
  return application.evaluate(async ({ clipboard }) => (await clipboard.read()).flatMap(({ types }) => types));
}

export async function putOnClipboard(application: ElectronApplication, text: string): Promise<void> {
  await application.evaluate(({ clipboard }, text) => clipboard.writeText(text), text);
}

/** What was on the clipboard at the very end, and how often it had been cleared when Electron began to end. */
export interface ClipboardAtQuit {
  readonly text: string;
  readonly clears: number;
}

/** Writes a `ClipboardAtQuit` to a file, because nobody can ask afterwards. */
export async function saveClipboardAtQuit(application: ElectronApplication, file: string): Promise<void> {
  await application.evaluate(({ app, clipboard }, file) => {
    app.once("will-quit", (event) => {
      const { clears } = tokentrayProbe;
      event.preventDefault();
      void clipboard.readText().then((text) => {
        process.getBuiltinModule("node:fs").writeFileSync(file, JSON.stringify({ text, clears }));
        app.exit(0);
      });
    });
  }, file);
}
