// The clipboard, in memory: all formats of one write replace what was there. Which formats were written when is kept; contents are
// not. With STANDIN_CLIPBOARD=x11 they are on the X server's clipboard, too, and another program may take it.
import { bytesOf, ClipboardItem, itemOf, type ClipboardFormats } from "./clipboardItem.ts";
import { strict } from "./strictModule.ts";
import { x11Clipboard, type X11Clipboard } from "./x11Clipboard.ts";

export interface ClipboardMemory {
  formats: ClipboardFormats;
  /** Format names of every write so far, oldest first. */
  readonly history: string[][];
  /** Writes that silently come to nothing, as when another program holds the Windows clipboard open. */
  writesToLose: number;
}

export const clipboardMemory: ClipboardMemory = { formats: {}, history: [], writesToLose: 0 };

let started: X11Clipboard | undefined;
const x11 = (): X11Clipboard | undefined => {
  if (process.env["STANDIN_CLIPBOARD"] !== "x11") return undefined;
  return (started ??= x11Clipboard(() => void (clipboardMemory.formats = {})));
};

export const clipboard = strict("clipboard", {
  clear(): void {
    clipboardMemory.formats = {};
    void x11()?.own({});
  },
  has: (mimetype: string) => Promise.resolve(mimetype in clipboardMemory.formats),
  read: () => Promise.resolve([itemOf(clipboardMemory.formats)]),
  async readText(): Promise<string> {
    return (await x11()?.readText()) ?? clipboardMemory.formats["text/plain"]?.toString("utf8") ?? "";
  },
  async write(data: readonly ClipboardItem[]): Promise<void> {
    if (!Array.isArray(data) || !data.every((item) => item instanceof ClipboardItem))
      throw new TypeError("clipboard.write expects an array of ClipboardItem");
    await commit(Object.assign({}, ...(await Promise.all(data.map((item) => bytesOf(item))))) as ClipboardFormats);
  },
  async writeText(text: string): Promise<void> {
    if (typeof text !== "string") throw new TypeError("Error processing argument at index 0, conversion failure");
    await Promise.resolve();
    await commit({ "text/plain": Buffer.from(text) });
  },
});

async function commit(formats: ClipboardFormats): Promise<void> {
  if (clipboardMemory.writesToLose > 0) {
    clipboardMemory.writesToLose--;
    return;
  }
  clipboardMemory.formats = formats;
  clipboardMemory.history.push(Object.keys(formats));
  await x11()?.own(formats);
}
