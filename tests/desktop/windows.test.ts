// When the window comes up: drawn, where it is new, and at once for whoever asks again.
import { EventEmitter } from "node:events";
import { beforeEach, expect, it, vi } from "vitest";
import { channels } from "../../shared/channels.ts";

const made = vi.hoisted(() => [] as object[]);

class FakeWindow extends EventEmitter {
  readonly sent: unknown[][] = [];
  readonly webContents = Object.assign(new EventEmitter(), {
    id: 1,
    send: (...message: unknown[]) => void this.sent.push(message),
  });
  visible = false;
  minimized = false;
  constructor() {
    super();
    made.push(this);
  }
  loadURL(): Promise<void> {
    return new Promise(() => undefined);
  }
  show(): void {
    this.visible = true;
  }
  focus(): void {
    this.show();
  }
  restore(): void {
    this.minimized = false;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
}

vi.mock("electron/main", () => ({ BrowserWindow: FakeWindow, nativeTheme: { shouldUseDarkColors: false } }));
const { createWindows } = await import("../../electron/desktop/windows.ts");

const onlyOne = (): FakeWindow => {
  expect(made).toHaveLength(1);
  return made[0] as FakeWindow;
};

beforeEach(() => void made.splice(0));

it("a new window is shown when its page is drawn", () => {
  createWindows("preload.cjs", true, () => undefined).show();
  expect(onlyOne().visible).toBe(false);
  onlyOne().emit("ready-to-show");
  expect(onlyOne().visible).toBe(true);
});

it("whoever asks again sees it although its page is not there yet, and later the screen that was asked for", () => {
  const windows = createWindows("preload.cjs", true, () => undefined);
  windows.show();
  windows.show({ name: "settings" });
  expect(onlyOne().visible).toBe(true);
  expect(onlyOne().sent).toEqual([]);
  onlyOne().webContents.emit("did-finish-load");
  expect(onlyOne().sent).toEqual([[channels.showScreen, { name: "settings" }]]);
});

it("one that is minimized is restored", () => {
  const windows = createWindows("preload.cjs", true, () => undefined);
  windows.show();
  onlyOne().webContents.emit("did-finish-load");
  Object.assign(onlyOne(), { visible: false, minimized: true });
  windows.show();
  expect(onlyOne()).toMatchObject({ visible: true, minimized: false });
});
