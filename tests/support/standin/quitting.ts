// The order of quitting: before-quit, every window's close, will-quit, quit. Any of the first three may call it off.
import type { EventEmitter } from "node:events";
import { emittedEvent } from "./emittedEvent.ts";
import { isReady } from "./readiness.ts";
import { openWindows } from "./windowRegistry.ts";

let quitting = false;
let exited = false;
const exitProcess = process.exit.bind(process);

export function isQuitting(): boolean {
  return quitting;
}

export function quit(app: EventEmitter): void {
  if (quitting) return;
  quitting = true;
  if (isPrevented(app, "before-quit")) quitting = false;
  else void closeWindows().then((closed) => finishQuit(app, closed));
}

export function exit(app: EventEmitter, code: number): void {
  if (exited) return;
  exited = true;
  if (isReady()) app.emit("quit", emittedEvent(), code);
  exitProcess(code);
}

function finishQuit(app: EventEmitter, closed: boolean): void {
  if (!closed || isPrevented(app, "will-quit")) quitting = false;
  else exit(app, Number(process.exitCode ?? 0));
}

function isPrevented(app: EventEmitter, name: string): boolean {
  const event = emittedEvent();
  app.emit(name, event);
  return event.defaultPrevented;
}

/** Resolves false when a window refuses. */
async function closeWindows(): Promise<boolean> {
  for (const window of openWindows.values()) {
    window.close();
    await new Promise((resolve) => setImmediate(resolve));
    if (!window.isDestroyed()) return false;
  }
  return true;
}
