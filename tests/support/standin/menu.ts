// Menu and MenuItem: templates checked as Electron checks them, separators folded, a snapshot of what a person sees.
import { emittedEvent } from "./emittedEvent.ts";
import { menuRoles } from "./menuRoles.ts";
import { StrictEmitter, strict } from "./strictModule.ts";
import { focusedWindow } from "./windowRegistry.ts";

export type MenuTemplate = readonly (MenuItemOptions | MenuItem)[];

/** A menu entry as shown at one moment. `item` is the live one behind it. */
export interface ShownItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly checked: boolean;
  readonly submenu: readonly ShownItem[] | undefined;
  readonly item: MenuItem;
}

export interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly sublabel?: string;
  readonly toolTip?: string;
  readonly accelerator?: string;
  readonly accessibilityLabel?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly icon?: unknown;
  readonly submenu?: MenuTemplate | Menu;
  readonly click?: (item: MenuItem, window: object | undefined, event: object) => void;
}

const known = new Set([
  "id",
  "label",
  "sublabel",
  "toolTip",
  "accelerator",
  "accessibilityLabel",
  "role",
  "type",
  "enabled",
  "visible",
  "checked",
  "icon",
  "submenu",
  "click",
]);
const types = new Set(["normal", "separator", "submenu", "checkbox", "radio", "header"]);

let lastCommand = 0;
let applicationMenu: Menu | null = null;

export class Menu extends StrictEmitter {
  readonly items: MenuItem[] = [];

  constructor() {
    super("Menu", ["menu-will-show", "menu-will-close"]);
  }

  append(menuItem: MenuItem): void {
    this.insert(this.items.length, menuItem);
  }

  insert(position: number, menuItem: MenuItem): void {
    if (!(menuItem instanceof MenuItem)) throw new TypeError("Invalid item");
    this.items.splice(position, 0, menuItem);
    groupRadios(this.items);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(_options?: object): void {
    this.emit("menu-will-show", emittedEvent());
  }

  closePopup(_window?: object): void {
    this.emit("menu-will-close", emittedEvent());
  }

  static buildFromTemplate(template: MenuTemplate): Menu {
    if (!Array.isArray(template)) throw new TypeError("Invalid template for Menu: Menu template must be an array");
    const entries = template as MenuTemplate;
    if (!entries.every(isUsable))
      throw new TypeError("Invalid template for MenuItem: must have at least one of label, role or type");
    const menu = new Menu();
    for (const entry of foldSeparators(entries)) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError("Invalid menu");
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
}

/** Adjacent radio items exclude each other. */
let groupRadios: (items: readonly MenuItem[]) => void;

export class MenuItem {
  static {
    groupRadios = (items) => {
      let group: MenuItem[] = [];
      for (const item of items) {
        if (item.type !== "radio") group = [];
        else {
          group.push(item);
          item.#group = group;
        }
      }
    };
  }

  readonly id: string | undefined;
  readonly label: string;
  readonly sublabel: string;
  readonly toolTip: string;
  readonly accelerator: string | null;
  readonly accessibilityLabel: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly icon: unknown;
  readonly submenu: Menu | undefined;
  readonly commandId = ++lastCommand;
  readonly click: (event?: object, window?: object) => void;
  enabled: boolean;
  visible: boolean;
  #checked: boolean;
  #group: readonly MenuItem[] = [];

  constructor(options: MenuItemOptions) {
    for (const name of Object.keys(options))
      if (!known.has(name)) throw new Error(`stand-in: menu item option '${name}' is not implemented`);
    const role = options.role?.toLowerCase();
    if (role !== undefined && !(role in menuRoles))
      throw new Error(`stand-in: menu role '${options.role}' is not implemented`);
    this.submenu = Array.isArray(options.submenu)
      ? Menu.buildFromTemplate(options.submenu)
      : (options.submenu as Menu | undefined);
    this.type = options.type ?? (this.submenu ? "submenu" : "normal");
    if (!types.has(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
    if (this.type === "submenu" && !this.submenu) throw new Error("Invalid submenu");
    this.role = role;
    this.id = options.id;
    this.label = options.label ?? options.role ?? "";
    this.sublabel = options.sublabel ?? "";
    this.toolTip = options.toolTip ?? "";
    this.accelerator = options.accelerator ?? null;
    this.accessibilityLabel = options.accessibilityLabel ?? "";
    this.icon = options.icon;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.#checked = options.checked ?? false;
    this.click = (event = emittedEvent(), window = focusedWindow()) => {
      if (this.type === "checkbox") this.checked = !this.checked;
      if (this.type === "radio") this.checked = true;
      if (role === undefined) options.click?.(this, window, event);
      else menuRoles[role]?.();
    };
  }

  get checked(): boolean {
    return this.#checked;
  }

  set checked(checked: boolean) {
    for (const other of this.#group) other.#checked = false;
    this.#checked = this.type === "radio" || checked;
  }
}

strict("MenuItem", MenuItem.prototype);

export function showMenu(menu: Menu): readonly ShownItem[] {
  return menu.items.map((item) => {
    const { id, label, type, role, enabled, visible, checked, submenu } = item;
    return { id, label, type, role, enabled, visible, checked, submenu: submenu && showMenu(submenu), item };
  });
}

function isUsable(entry: MenuItemOptions | MenuItem): boolean {
  return entry instanceof MenuItem || "label" in entry || "role" in entry || entry.type === "separator";
}

function foldSeparators(template: MenuTemplate): MenuTemplate {
  const isSeparator = (entry: MenuItemOptions | MenuItem | undefined): boolean =>
    entry?.type === "separator" && entry.visible !== false;
  const noDoubles = template.filter((entry, index) => !isSeparator(entry) || !isSeparator(template[index - 1]));
  return noDoubles.filter((entry, index) => !isSeparator(entry) || (index > 0 && index < noDoubles.length - 1));
}
