// The app module.
import { createAppPaths } from "./appPaths.ts";
import { emittedEvent } from "./emittedEvent.ts";
import { environment } from "./environment.ts";
import { defaultSession } from "./session.ts";
import { exit, quit } from "./quitting.ts";
import { isReady, requireNotReady } from "./readiness.ts";
import { record } from "./record.ts";
import { createInstanceLock, type SecondInstance } from "./singleInstance.ts";
import { StrictEmitter, strict } from "./strictModule.ts";

interface LoginItemSettings {
  readonly openAtLogin?: boolean;
  readonly path?: string;
  readonly args?: readonly string[];
}

const events = [
  "will-finish-launching",
  "ready",
  "activate",
  "second-instance",
  "open-url",
  "window-all-closed",
  "before-quit",
  "will-quit",
  "quit",
  "browser-window-created",
  "browser-window-focus",
  "browser-window-blur",
  "web-contents-created",
  "render-process-gone",
  "child-process-gone",
  "login",
  "select-client-certificate",
  "certificate-error",
] as const;

class App extends StrictEmitter {
  readonly commandLine = strict("app.commandLine", {
    hasSwitch: (name: string) => environment.switches.has(name.toLowerCase()),
    getSwitchValue: (name: string) => environment.switches.get(name.toLowerCase()) ?? "",
    appendSwitch: (name: string, value = "") => void environment.switches.set(name.toLowerCase(), value),
    removeSwitch: (name: string) => void environment.switches.delete(name.toLowerCase()),
  });
  #name: string | undefined;
  #dockShown = true;
  #loginItem: LoginItemSettings = {};
  #becomeReady: () => void = () => undefined;
  readonly #ready = new Promise<void>((resolve) => (this.#becomeReady = resolve));
  readonly #dock = strict("app.dock", {
    hide: () => void (this.#dockShown = false),
    show: () => Promise.resolve(void (this.#dockShown = true)),
    isVisible: () => this.#dockShown,
  });
  readonly #paths = createAppPaths(
    () => this.getName(),
    () => process.env["STANDIN_EXECUTABLE"] ?? process.argv[0] ?? process.execPath,
    () => environment.switches.get("user-data-dir"),
  );
  readonly #lock = createInstanceLock((second) => void this.#ready.then(() => this.#secondInstance(second)));

  constructor() {
    super("App", events);
  }

  get isPackaged(): boolean {
    return process.env["STANDIN_PACKAGED"] === "1";
  }

  get dock(): object | undefined {
    return process.platform === "darwin" ? this.#dock : undefined;
  }

  get name(): string {
    return this.getName();
  }

  set name(name: string) {
    this.setName(name);
  }

  getName(): string {
    return this.#name ?? environment.manifest.productName ?? environment.manifest.name ?? "Electron";
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return environment.manifest.version ?? "0.0.0";
  }

  getLocale(): string {
    return "en-US";
  }

  getAppPath(): string {
    return environment.folder;
  }

  getPath(name: string): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  isReady(): boolean {
    return isReady();
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  enableSandbox(): void {
    requireNotReady("app.enableSandbox() can only be called before app is ready");
  }

  disableHardwareAcceleration(): void {
    requireNotReady("app.disableHardwareAcceleration() can only be called before app is ready");
  }

  setDesktopName(_name: string): void {
    requireNotReady("app.setDesktopName() must be called before app is ready");
  }

  setAppUserModelId(_id: string): void {}

  setActivationPolicy(policy: string): void {
    this.#dockShown = policy === "regular";
  }

  requestSingleInstanceLock(additionalData?: object): boolean {
    return this.#lock.request(this.getPath("userData"), additionalData ?? null);
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.isHeld();
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  focus(_options?: object): void {}

  hide(): void {}

  show(): void {}

  setLoginItemSettings(settings: LoginItemSettings): void {
    this.#loginItem = { ...settings };
  }

  getLoginItemSettings(options: LoginItemSettings = {}): object {
    const same =
      JSON.stringify(options.args ?? []) === JSON.stringify(this.#loginItem.args ?? []) &&
      options.path === this.#loginItem.path;
    const openAtLogin = this.#loginItem.openAtLogin === true && (process.platform === "darwin" || same);
    if (process.platform === "darwin")
      return { openAtLogin, wasOpenedAtLogin: false, status: openAtLogin ? "enabled" : "not-registered" };
    return { openAtLogin, executableWillLaunchAtLogin: openAtLogin, launchItems: [] };
  }

  resolveProxy(url: string): Promise<string> {
    return defaultSession.resolveProxy(url);
  }

  getAppMetrics(): object[] {
    const workingSetSize = Math.round(process.memoryUsage.rss() / 1024);
    const memory = { workingSetSize, peakWorkingSetSize: process.resourceUsage().maxRSS };
    return [
      {
        pid: process.pid,
        type: "Browser",
        creationTime: performance.timeOrigin,
        cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 },
        memory,
      },
    ];
  }

  /** Recorded only: a test starts the app again itself. */
  relaunch(options: object = {}): void {
    record.relaunches.push(options);
  }

  quit(): void {
    quit(this);
  }

  exit(exitCode = 0): void {
    exit(this, exitCode);
  }

  /** Announces `ready`. The promise resolves after the event, as in Electron. */
  static announceReady(self: App): void {
    self.emit("ready", emittedEvent(), {});
    self.#becomeReady();
  }

  #secondInstance({ argv, workingDirectory, data }: SecondInstance): void {
    this.emit("second-instance", emittedEvent(), argv, workingDirectory, data);
  }
}

export const app = new App();

app.on("window-all-closed", () => {
  if (app.listenerCount("window-all-closed") === 1) app.quit();
});

export function announceReady(): void {
  App.announceReady(app);
}
