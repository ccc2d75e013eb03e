// Puts a token on the clipboard so that histories and cloud clipboards leave it out, and takes it away again.
import { setTimeout as after } from "node:timers/promises";
import type { Clipboard as ElectronClipboard, ClipboardItem } from "electron/main";
import { clearedText, clipboardHistories } from "../../shared/clipboardHistories.ts";
import type { Clipboard } from "../core/ports.ts";
import type { RunningHistory } from "../node/clipboardHistories.ts";

/** Other programs hold the clipboard for a few milliseconds only. */
const secondLookMs = 50;

export interface ClipboardPort {
  readonly clipboard: Pick<ElectronClipboard, "write" | "readText" | "clear">;
  readonly ClipboardItem: typeof ClipboardItem;
}

/** `findHistories` is asked once at every copy. It does not fail. */
export function createClipboard(
  { clipboard, ClipboardItem }: ClipboardPort,
  platform: NodeJS.Platform,
  findHistories: () => Promise<readonly RunningHistory[]> = () => Promise.resolve([]),
): Clipboard {
  let running: Promise<readonly RunningHistory[]> = Promise.resolve([]);
  const holds = async (text: string): Promise<boolean> => sameLines(await clipboard.readText(), text);
  const writeOnce = async (text: string): Promise<boolean> => {
    await clipboard.write([new ClipboardItem(clipboardFormats(text, platform))]);
    return holds(text);
  };
  const clear = async (): Promise<void> => {
    const instead = formatsOfClearing(platform, await running);
    if (instead === undefined) clipboard.clear();
    else await clipboard.write([new ClipboardItem(instead)]);
  };
  /** Whether it surely holds somebody else's. Clears it where it holds ours. */
  const isTheirs = async (text: string): Promise<boolean> => {
    const found = await clipboard.readText();
    const ours = sameLines(found, text);
    if (ours) await clear();
    return !ours && found !== "";
  };
  return {
    // Windows may fail to open a clipboard that another program holds, and `write` resolves all the same.
    write: async (secret) => {
      running = findHistories();
      return (await writeOnce(secret.reveal())) || (await writeOnce(secret.reveal()));
    },
    // For the same reason one that is held reads as empty, and clearing it may come to nothing. So it is looked at again.
    clearIf: async (secret) => {
      if (await isTheirs(secret.reveal())) return;
      await after(secondLookMs);
      if (await isTheirs(secret.reveal())) return;
      if (await holds(secret.reveal())) throw new Error("The clipboard could not be cleared");
    },
    keepers: async () => (await running).filter(({ heedsMark }) => !heedsMark).map(({ id }) => id),
  };
}

/** All formats of one copy; they are committed together. Keys are fixed here, never taken from outside. */
export function clipboardFormats(text: string, platform: NodeJS.Platform): Record<string, string | Blob> {
  return { "text/plain": text, ...secrecyFormats(platform) };
}

/**
 * What takes a token's place; undefined where the system's own way of clearing does. On Linux many histories put back what was
 * there before when nobody owns the clipboard, and on Wayland Chromium clears by giving it up. So it is kept, without a text.
 * Some put the token back even so, when this program ends; there a text must stand in its place.
 */
function formatsOfClearing(
  platform: NodeJS.Platform,
  running: readonly RunningHistory[],
): Record<string, string | Blob> | undefined {
  if (platform !== "linux") return undefined;
  const bringsBack = running.some(({ id }) => clipboardHistories[id].bringsBack === true);
  return bringsBack ? clipboardFormats(clearedText, platform) : secrecyFormats(platform);
}

/** What asks histories and clouds to leave out whatever is written together with it. */
export function secrecyFormats(platform: NodeJS.Platform): Record<string, string | Blob> {
  return secrecyHints[platform]?.() ?? {};
}

const raw = (name: string): string => `electron application/osclipboard;format="${name}"`;
const zero = (): Blob => new Blob([new Uint8Array(4)]);

const secrecyHints: Partial<Record<NodeJS.Platform, () => Record<string, string | Blob>>> = {
  // https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
  win32: () => ({
    [raw("ExcludeClipboardContentFromMonitorProcessing")]: zero(),
    [raw("CanIncludeInClipboardHistory")]: zero(),
    [raw("CanUploadToCloudClipboard")]: zero(),
  }),
  // http://nspasteboard.org
  darwin: () => ({
    [raw("org.nspasteboard.ConcealedType")]: "1",
    [raw("org.nspasteboard.TransientType")]: "1",
  }),
  // KDE's Klipper and others that follow it; other values than exactly this one are not heeded.
  linux: () => ({ [raw("x-kde-passwordManagerHint")]: "secret" }),
};

/** Windows may hand line ends back as CRLF. */
function sameLines(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
}
