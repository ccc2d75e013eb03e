// The open windows, in the order of their making, and the one that has the focus.
import type { BrowserWindow } from "./browserWindow.ts";

export const openWindows = new Map<number, BrowserWindow>();

let focused: BrowserWindow | undefined;

export function focusedWindow(): BrowserWindow | undefined {
  return focused;
}

/** Moves the focus; `changed` is told which window lost it and which got it. */
export function moveFocus(
  to: BrowserWindow | undefined,
  changed: (lost: BrowserWindow | undefined, got: BrowserWindow | undefined) => void,
): void {
  if (focused === to) return;
  const lost = focused;
  focused = to;
  changed(lost, to);
}
