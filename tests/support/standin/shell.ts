// shell: what would be opened is recorded.
import { record } from "./record.ts";
import { strict } from "./strictModule.ts";

/** When false, no program answers for links, and openExternal rejects. */
export const desktop = { opensLinks: true };

export const shell = strict("shell", {
  async openExternal(url: string, _options?: object): Promise<void> {
    const target = new URL(url).href;
    await Promise.resolve();
    if (!desktop.opensLinks) throw new Error("Failed to open: no application is registered for this link");
    record.opened.push({ how: "external", target });
  },
  async openPath(path: string): Promise<string> {
    await Promise.resolve();
    record.opened.push({ how: "path", target: path });
    return "";
  },
  showItemInFolder(fullPath: string): void {
    record.opened.push({ how: "folder", target: fullPath });
  },
});
