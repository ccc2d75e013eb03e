// What the stand-in remembers of the app's doings, for tests to read through `control.ts`. One process is one app, hence module state.
import type { ShownDialog } from "./dialog.ts";
import type { Notification } from "./notification.ts";
import type { Tray } from "./tray.ts";

export const record = {
  trays: [] as Tray[],
  /** Those on the screen now. */
  notifications: [] as Notification[],
  notificationHistory: [] as Notification[],
  /** Arguments of shell.openExternal, openPath and showItemInFolder, in order. */
  opened: [] as { readonly how: "external" | "path" | "folder"; readonly target: string }[],
  /** Requests of pages that no handler of the app serves. Real pages would have reached the network with them. */
  blockedRequests: [] as { readonly url: string; readonly type: string }[],
  /** Errors thrown by IPC handlers, protocol handlers and preload listeners. */
  ipcErrors: [] as string[],
  /** Uncaught exceptions of the main process, and error boxes. */
  uncaught: [] as string[],
  dialogs: [] as ShownDialog[],
  /** Bodies that net.fetch was asked for, by address only: bodies may hold secrets. */
  fetched: [] as string[],
  relaunches: [] as object[],
  /** Milestones, as epoch milliseconds: chromium, ready, tray, window, firstPaint, load. */
  marks: {} as Record<string, number>,
};

/** Remembers the first time that `name` happened. */
export function mark(name: string): void {
  record.marks[name] ??= Date.now();
}
