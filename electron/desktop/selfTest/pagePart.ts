// Self-test: loads the app's page by its own scheme into a window that nobody sees, until it has drawn its heading.
import { setTimeout as wait } from "node:timers/promises";
import { BrowserWindow, ipcMain, protocol } from "electron/main";
import { channels } from "../../../shared/channels.ts";
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import type { Snapshot } from "../../../shared/snapshot.ts";
import { firstPage, scheme } from "../origin.ts";
import { servePages } from "../pageFiles.ts";
import { windowOptions } from "../windowOptions.ts";
import type { Finding } from "./part.ts";

export interface PageParts {
  readonly preload: string;
  readonly pages: string;
  readonly packaged: boolean;
  readonly snapshot: Snapshot;
  /** Milliseconds to wait for the heading. */
  readonly limitMs: number;
  readonly painted: () => void;
}

export async function checkPage({ preload, pages, packaged, snapshot, ...parts }: PageParts): Promise<Finding> {
  protocol.handle(scheme, servePages(pages));
  ipcMain.handle(channels.snapshot, () => snapshot);
  const window = new BrowserWindow(windowOptions(preload, packaged, false));
  try {
    const gone = new Promise<Finding>((resolve) => {
      window.webContents.once("render-process-gone", (_, { reason }) => {
        resolve({ facts: {}, problem: selfTestWords.page.gone(reason) });
      });
    });
    return await Promise.race([draw(window, parts), gone]);
  } finally {
    window.destroy();
  }
}

async function draw(
  window: BrowserWindow,
  { limitMs, painted }: Pick<PageParts, "limitMs" | "painted">,
): Promise<Finding> {
  const firstPaint = new Promise<void>((resolve) => {
    window.once("ready-to-show", () => {
      painted();
      resolve();
    });
  });
  await window.loadURL(firstPage);
  await firstPaint;
  const endAt = performance.now() + limitMs;
  while (performance.now() < endAt) {
    const heading: unknown = await window.webContents.executeJavaScript(`document.querySelector("h1")?.textContent`);
    if (typeof heading === "string" && heading !== "") return { facts: { address: firstPage, heading } };
    await wait(50);
  }
  return { facts: { address: firstPage }, problem: selfTestWords.page.empty };
}
