// Tray: an icon whose menu a test can see and click. On Linux a person sees the menu as it was when setContextMenu was called.
import { requireReady } from "./readiness.ts";
import { mark, record } from "./record.ts";
import { Menu, showMenu, type ShownItem } from "./menu.ts";
import { toImage, type NativeImage } from "./nativeImage.ts";
import { StrictEmitter } from "./strictModule.ts";

const events = [
  "click",
  "right-click",
  "double-click",
  "middle-click",
  "mouse-enter",
  "mouse-leave",
  "mouse-move",
  "mouse-up",
  "mouse-down",
] as const;

export interface TrayState {
  readonly toolTip: string;
  readonly title: string;
  readonly image: NativeImage;
  readonly menu: readonly ShownItem[] | undefined;
  /** How often the app itself opened a menu, as on a left click on Windows. */
  readonly menusOpened: number;
}

/** What a person sees of a tray. Kept off the class: apps must find nothing there that Electron lacks. */
export let stateOf: (tray: Tray) => TrayState;

export class Tray extends StrictEmitter {
  static {
    stateOf = (tray) => {
      const live = tray.#menu ? showMenu(tray.#menu) : undefined;
      const menu = process.platform === "linux" ? tray.#snapshot : live;
      return { toolTip: tray.#toolTip, title: tray.#title, image: tray.#image, menu, menusOpened: tray.#menusOpened };
    };
  }

  #image: NativeImage;
  #toolTip = "";
  #title = "";
  #menusOpened = 0;
  #menu: Menu | null = null;
  #snapshot: readonly ShownItem[] | undefined;
  #destroyed = false;
  #ignoresDoubleClicks = false;

  constructor(image: unknown, guid?: string) {
    super("Tray", events);
    requireReady("Cannot create Tray before app is ready");
    if (guid !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(guid))
      throw new Error("Invalid GUID format");
    this.#image = toImage(image);
    record.trays.push(this);
    mark("tray");
  }

  setImage(image: unknown): void {
    this.#requireAlive();
    this.#image = toImage(image);
  }

  setPressedImage(image: unknown): void {
    toImage(image);
  }

  setToolTip(toolTip: string): void {
    this.#requireAlive();
    this.#toolTip = toolTip;
  }

  setTitle(title: string, _options?: object): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setIgnoreDoubleClickEvents(ignore: boolean): void {
    this.#ignoresDoubleClicks = ignore;
  }

  getIgnoreDoubleClickEvents(): boolean {
    return this.#ignoresDoubleClicks;
  }

  setContextMenu(menu: Menu | null): void {
    this.#requireAlive();
    if (menu !== null && !(menu instanceof Menu))
      throw new TypeError("Error processing argument at index 0, conversion failure");
    this.#menu = menu;
    this.#snapshot = menu ? showMenu(menu) : undefined;
  }

  popUpContextMenu(menu?: Menu, _position?: object): void {
    const opened = menu ?? this.#menu;
    if (opened) this.#menusOpened++;
    opened?.popup();
  }

  closeContextMenu(): void {
    this.#menu?.closePopup();
  }

  getBounds(): object {
    return { x: 1000, y: 0, width: 24, height: 24 };
  }

  destroy(): void {
    this.#destroyed = true;
    record.trays = record.trays.filter((tray) => tray !== this);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  #requireAlive(): void {
    if (this.#destroyed) throw new Error("Tray is destroyed");
  }
}
