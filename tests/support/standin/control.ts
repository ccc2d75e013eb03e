// What tests may see and do: `require('electron').__standin`, reached in `electronApp.evaluate(({ __standin }) => …)`.
// Everything returned is plain data, so that it can leave the process. README.md in this folder lists it.
import { app } from "./app.ts";
import { clipboardMemory } from "./clipboard.ts";
import { queueAnswer } from "./dialog.ts";
import type { EmittedEvent } from "./emittedEvent.ts";
import { emittedEvent } from "./emittedEvent.ts";
import type { ShownItem } from "./menu.ts";
import { changeSystemTheme } from "./nativeTheme.ts";
import { setOnline } from "./net.ts";
import { type Notification, notificationService, removeNotification } from "./notification.ts";
import { refuseForeignEvent } from "./platformTable.ts";
import { becomeIdle, powerMonitor } from "./powerMonitor.ts";
import { record } from "./record.ts";
import { safeStorageSwitches } from "./safeStorage.ts";
import { askPermission, defaultSession, setSystemProxy } from "./session.ts";
import { desktop } from "./shell.ts";
import { stateOf, type Tray } from "./tray.ts";

type PlainItem = Omit<ShownItem, "item" | "submenu"> & { readonly submenu: readonly PlainItem[] | undefined };

type PlainNotification = Pick<Notification, "title" | "subtitle" | "body" | "silent" | "urgency">;

interface PlainTray {
  readonly toolTip: string;
  readonly title: string;
  readonly icon: { readonly width: number; readonly height: number; readonly isTemplate: boolean };
  readonly menu: readonly PlainItem[] | undefined;
  readonly menusOpened: number;
}

export type Control = typeof control;

export const control = {
  tray: { state: trayState, click: clickTray, clickMenuItem },
  clipboard: {
    /** Text of every format held now, by format name. */
    formats: () =>
      Object.fromEntries(
        Object.entries(clipboardMemory.formats).map(([name, bytes]) => [name, bytes.toString("latin1")]),
      ),
    history: () => clipboardMemory.history.map((names) => [...names]),
    loseNextWrites: (count: number) => void (clipboardMemory.writesToLose = count),
  },
  notifications: {
    shown: () => record.notifications.map(plainNotification),
    history: () => record.notificationHistory.map(plainNotification),
    click: (index = 0) => notificationAt(index).emit("click", emittedEvent()),
    dismiss: (index = 0) => removeNotification(notificationAt(index), "userCanceled"),
    setSupported: (supported: boolean) => void (notificationService.supported = supported),
    setFailing: (fails: boolean) => void (notificationService.fails = fails),
  },
  dialogs: { queueAnswer, shown: () => record.dialogs.map((shown) => ({ ...shown })) },
  links: { opened: () => [...record.opened], setOpening: (opens: boolean) => void (desktop.opensLinks = opens) },
  network: { setOnline, setSystemProxy, fetched: () => [...record.fetched] },
  permissions: { ask: (permission: string, origin: string) => askPermission(defaultSession, permission, origin) },
  power: { emit: emitPower, becomeIdle },
  safeStorage: safeStorageSwitches,
  /** Changes what the operating system shows; the app hears `updated`. */
  theme: { change: changeSystemTheme },
  /** Pretends another platform from now on. For a whole run set STANDIN_PLATFORM instead. */
  setPlatform: (platform: NodeJS.Platform) => void Object.defineProperty(process, "platform", { value: platform }),
  /** Signals to `app`, such as 'activate' or 'open-url'; answers whether the app prevented the default. */
  emitAppEvent: (name: string, ...given: unknown[]) => emitPreventable((event) => app.emit(name, event, ...given)),
  /** Every sort of trouble that a healthy app never causes: one assertion at the end of a test covers them. */
  troubles: () => ({
    blockedRequests: [...record.blockedRequests],
    ipcErrors: [...record.ipcErrors],
    uncaught: [...record.uncaught],
  }),
  relaunches: () => record.relaunches.length,
  marks: () => ({ ...record.marks }),
};

function onlyTray(): Tray {
  const [tray, second] = record.trays;
  if (!tray) throw new Error("the app has no tray");
  if (second) throw new Error("the app has more than one tray");
  return tray;
}

function trayState(): PlainTray {
  const { toolTip, title, image, menu, menusOpened } = stateOf(onlyTray());
  const icon = { ...image.getSize(), isTemplate: image.isTemplateImage() };
  return { toolTip, title, icon, menu: menu?.map(plain), menusOpened };
}

function plain({ item: _live, submenu, ...rest }: ShownItem): PlainItem {
  return { ...rest, submenu: submenu?.map(plain) };
}

function clickTray(event: "click" | "right-click" | "double-click" = "click"): void {
  refuseForeignEvent("Tray", event);
  onlyTray().emit(
    event,
    emittedEvent({ altKey: false, shiftKey: false, ctrlKey: false, metaKey: false }),
    { x: 1000, y: 0, width: 24, height: 24 },
    { x: 1010, y: 10 },
  );
}

/** Each step of `path` is a label or an id; the earlier ones are submenus. Throws for what a person could not click. */
function clickMenuItem(...path: readonly string[]): void {
  let shown = stateOf(onlyTray()).menu;
  let found: ShownItem | undefined;
  for (const step of path) {
    found = shown?.find(({ id, label }) => label === step || id === step);
    if (!found)
      throw new Error(
        `the tray menu shows no '${step}', only: ${shown?.map(({ label }) => label).join(" | ") ?? "nothing"}`,
      );
    if (!found.enabled || !found.visible) throw new Error(`the tray menu item '${step}' is disabled or hidden`);
    shown = found.submenu;
  }
  found?.item.click();
}

function plainNotification({ title, subtitle, body, silent, urgency }: Notification): PlainNotification {
  return { title, subtitle, body, silent, urgency };
}

function notificationAt(index: number): Notification {
  const notification = record.notifications[index];
  if (!notification) throw new Error(`no notification at ${index}; ${record.notifications.length} shown`);
  return notification;
}

function emitPower(event: string): boolean {
  refuseForeignEvent("PowerMonitor", event);
  return emitPreventable((emitted) => powerMonitor.emit(event, emitted));
}

function emitPreventable(emit: (event: EmittedEvent) => void): boolean {
  const event = emittedEvent();
  emit(event);
  return event.defaultPrevented;
}
