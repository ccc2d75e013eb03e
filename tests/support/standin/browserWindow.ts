// BrowserWindow: a page with a frame around it. Position, focus and visibility are kept as state; headless pages always draw.
import { app } from "./app.ts";
import { emittedEvent } from "./emittedEvent.ts";
import { isQuitting } from "./quitting.ts";
import { requireReady } from "./readiness.ts";
import { mark } from "./record.ts";
import { defaultSession, session } from "./session.ts";
import { StrictEmitter } from "./strictModule.ts";
import { endPage, WebContents } from "./webContents.ts";
import { requireStrongPreferences, type WebPreferences } from "./webPreferences.ts";
import { focusedWindow, moveFocus, openWindows } from "./windowRegistry.ts";

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface BrowserWindowOptions extends Partial<Rectangle> {
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: WebPreferences;
}

const events = [
  "ready-to-show",
  "show",
  "hide",
  "focus",
  "blur",
  "close",
  "closed",
  "minimize",
  "restore",
  "resize",
  "move",
  "session-end",
  "query-session-end",
] as const;
let lastId = 0;

export class BrowserWindow extends StrictEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #title: string;
  #visible = false;
  #minimized = false;
  #destroyed = false;
  #alwaysOnTop = false;
  #contentProtected = false;
  #backgroundColor = "#FFFFFF";

  constructor(options: BrowserWindowOptions = {}) {
    super("BrowserWindow", events);
    requireReady("Cannot create BrowserWindow before app is ready");
    const {
      x = 0,
      y = 0,
      width = 800,
      height = 600,
      title = app.getName(),
      show = true,
      webPreferences = {},
    } = options;
    requireStrongPreferences(webPreferences);
    mark("window");
    this.#bounds = { x, y, width, height };
    this.#title = title;
    const pageSession =
      webPreferences.partition === undefined ? defaultSession : session.fromPartition(webPreferences.partition);
    const reactions = {
      firstPainted: () => this.emit("ready-to-show"),
      rendererGone: (details: object) => app.emit("render-process-gone", emittedEvent(), this.webContents, details),
    };
    this.webContents = new WebContents(reactions, webPreferences, pageSession, { width, height });
    openWindows.set(this.id, this);
    app.emit("browser-window-created", emittedEvent(), this);
    app.emit("web-contents-created", emittedEvent(), this.webContents);
    if (show) this.show();
  }

  loadURL(url: string, options?: object): Promise<void> {
    return this.webContents.loadURL(url, options);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit("show");
  }

  hide(): void {
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.emit("hide");
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    moveFocus(this, tellFocus);
  }

  blur(): void {
    if (this.isFocused()) moveFocus(undefined, tellFocus);
  }

  isFocused(): boolean {
    return focusedWindow() === this;
  }

  minimize(): void {
    this.blur();
    this.#minimized = true;
    this.emit("minimize");
  }

  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    this.emit("restore");
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  /** Asks first: a listener of 'close' may keep the window. */
  close(): void {
    if (this.#destroyed) return;
    const event = emittedEvent();
    this.emit("close", event);
    // The page's unload lies between 'close' and 'closed'.
    if (!event.defaultPrevented) setImmediate(() => this.destroy());
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.blur();
    this.#destroyed = true;
    this.#visible = false;
    openWindows.delete(this.id);
    endPage(this.webContents);
    this.emit("closed");
    if (openWindows.size === 0 && !isQuitting()) app.emit("window-all-closed");
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setMenu(_menu: object | null): void {}

  removeMenu(): void {}

  setContentProtection(enable: boolean): void {
    this.#contentProtected = enable;
  }

  isContentProtected(): boolean {
    return this.#contentProtected;
  }

  setBackgroundColor(backgroundColor: string): void {
    this.#backgroundColor = backgroundColor;
  }

  getBackgroundColor(): string {
    return this.#backgroundColor;
  }

  setAlwaysOnTop(flag: boolean, _level?: string, _relativeLevel?: number): void {
    this.#alwaysOnTop = flag;
  }

  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>, _animate?: boolean): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    if (this.#bounds.width !== before.width || this.#bounds.height !== before.height) this.emit("resize");
    if (this.#bounds.x !== before.x || this.#bounds.y !== before.y) this.emit("move");
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number, _animate?: boolean): void {
    this.setBounds({ width, height });
  }

  center(): void {}

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focusedWindow() ?? null;
  }

  static fromWebContents(webContents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === webContents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return openWindows.get(id) ?? null;
  }
}

function tellFocus(lost: BrowserWindow | undefined, got: BrowserWindow | undefined): void {
  for (const [window, event] of [
    [lost, "blur"],
    [got, "focus"],
  ] as const) {
    window?.emit(event);
    if (window) app.emit(`browser-window-${event}`, emittedEvent(), window);
  }
}
