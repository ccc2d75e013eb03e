// The tray icon over time: what it shows is right at every moment, and an open menu is not closed for nothing.
import { EventEmitter } from "node:events";
import { basename } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { MenuItemConstructorOptions } from "electron";
import type { CommandCall } from "../../shared/commandCall.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { account, connection, minute, now, practice, scopeSet, snapshotOf } from "../shared/trayFixtures.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";

const desktop = vi.hoisted(() => ({ dark: false, trays: [] as object[] }));

class FakeTray extends EventEmitter {
  image: string;
  tooltip = "";
  menu: readonly MenuItemConstructorOptions[] = [];
  menusSet = 0;
  poppedUp = 0;
  constructor(image: string) {
    super();
    this.image = image;
    desktop.trays.push(this);
  }
  setImage(image: string): void {
    this.image = image;
  }
  setToolTip(tooltip: string): void {
    this.tooltip = tooltip;
  }
  setContextMenu(menu: readonly MenuItemConstructorOptions[]): void {
    this.menu = menu;
    this.menusSet += 1;
  }
  popUpContextMenu(): void {
    this.poppedUp += 1;
  }
}

class FakeTheme extends EventEmitter {
  get shouldUseDarkColors(): boolean {
    return desktop.dark;
  }
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return desktop.dark;
  }
}

const theme = new FakeTheme();
vi.mock("electron/main", () => ({
  Menu: { buildFromTemplate: (template: unknown) => template },
  Tray: FakeTray,
  nativeTheme: theme,
}));

const { showTray } = await import("../../electron/desktop/tray.ts");

interface Shown {
  readonly tray: FakeTray;
  readonly clock: VirtualClock;
  readonly ran: CommandCall[];
  readonly opened: () => number;
  change(snapshot: Snapshot): void;
}

function shown(first: Snapshot, platform: NodeJS.Platform = "win32"): Shown {
  const clock = createVirtualClock(now);
  const ran: CommandCall[] = [];
  let snapshot = first;
  let opened = 0;
  const redraw = showTray({
    clock,
    icons: "/icons",
    platform,
    snapshot: () => snapshot,
    run: (call) => void ran.push(call),
    openWindow: () => void (opened += 1),
  });
  const [tray] = desktop.trays as FakeTray[];
  if (tray === undefined) throw new Error("no tray");
  const change = (next: Snapshot): void => {
    snapshot = next;
    redraw();
  };
  return { tray, clock, ran, opened: () => opened, change };
}

const copyLabel = ({ menu }: FakeTray): string | undefined =>
  menu.find(({ label }) => label?.startsWith("Copy"))?.label;
const ada = (leftMs: number): Snapshot =>
  snapshotOf([account("ada", [scopeSet("graph", leftMs)])], { connections: [connection, practice] });

beforeEach(() => {
  desktop.trays.length = 0;
  desktop.dark = false;
  theme.removeAllListeners();
});

describe("the tray icon", () => {
  it("keeps the time that is left current, with one timer and no more drawing than minutes pass", async () => {
    const { tray, clock } = shown(ada(3 * minute));
    expect(copyLabel(tray)).toBe("Copy access token · Graph · 3 min left");
    expect(clock.waiting).toBe(1);
    await clock.advance(1);
    expect(copyLabel(tray)).toBe("Copy access token · Graph · 2 min left");
    expect(tray.tooltip).toContain("2 min left");
    const before = tray.menusSet;
    await clock.advance(minute - 2);
    expect(tray.menusSet).toBe(before);
    await clock.advance(2 * minute + 1);
    expect(copyLabel(tray)).toBe("Copy access token · Graph · ended, refreshes on copy");
    expect(clock.waiting).toBe(0);
  });

  it("leaves an open menu alone when nothing that it shows has changed", () => {
    const { tray, change } = shown(ada(3 * minute));
    const before = tray.menusSet;
    change({ ...ada(3 * minute), revision: 7 });
    expect(tray.menusSet).toBe(before);
    change(snapshotOf([]));
    expect(tray.menusSet).toBe(before + 1);
  });

  it("is drawn for the state and follows the taskbar's theme", () => {
    const { tray, change } = shown(ada(minute));
    expect(basename(tray.image)).toBe("ok-onLight.ico");
    desktop.dark = true;
    theme.emit("updated");
    expect(basename(tray.image)).toBe("ok-onDark.ico");
    change(snapshotOf([account("ada", [scopeSet("graph", -1, { state: "needsYou" })])]));
    expect(basename(tray.image)).toBe("needsYou-onDark.ico");
    change(snapshotOf([]));
    expect(basename(tray.image)).toBe("signedOut-onDark.ico");
  });

  it("runs what is clicked in the menu", () => {
    const { tray, ran } = shown(ada(minute));
    const item = tray.menu.find(({ label }) => label?.startsWith("Copy"));
    item?.click?.(undefined as never, undefined, undefined as never);
    expect(ran).toEqual([{ name: "copyToken", input: { accountId: "ada", scopeSetId: "graph", format: "raw" } }]);
  });

  it("answers a click as each system's people expect", () => {
    const windows = shown(ada(minute), "win32");
    windows.tray.emit("click");
    expect([windows.tray.poppedUp, windows.opened()]).toEqual([1, 0]);
    desktop.trays.length = 0;
    const linux = shown(ada(minute), "linux");
    linux.tray.emit("click");
    expect([linux.tray.poppedUp, linux.opened()]).toEqual([0, 1]);
  });
});
