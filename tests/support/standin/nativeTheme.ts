// nativeTheme: the system's colours, which a test sets, under the app's own themeSource.
import { StrictEmitter } from "./strictModule.ts";

export interface SystemTheme {
  readonly dark: boolean;
  /** The taskbar or menu bar; on Windows it may differ from `dark`. */
  readonly darkTaskbar: boolean;
  readonly forcedColors: boolean;
  readonly reducedTransparency: boolean;
}

class NativeTheme extends StrictEmitter {
  #system: SystemTheme = { dark: false, darkTaskbar: false, forcedColors: false, reducedTransparency: false };
  #source: "system" | "light" | "dark" = "system";

  constructor() {
    super("NativeTheme", ["updated"]);
  }

  get themeSource(): "system" | "light" | "dark" {
    return this.#source;
  }

  set themeSource(source: "system" | "light" | "dark") {
    if (!["system", "light", "dark"].includes(source))
      throw new TypeError(`Error processing argument: ${source as string}`);
    if (this.#source === source) return;
    this.#source = source;
    this.emit("updated");
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === "system" ? this.#system.dark : this.#source === "dark";
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean | undefined {
    return process.platform === "linux" ? undefined : this.#system.darkTaskbar;
  }

  get inForcedColorsMode(): boolean | undefined {
    return process.platform === "win32" ? this.#system.forcedColors : undefined;
  }

  get prefersReducedTransparency(): boolean {
    return this.#system.reducedTransparency;
  }

  static change(theme: NativeTheme, system: Partial<SystemTheme>): void {
    theme.#system = { ...theme.#system, ...system };
    theme.emit("updated");
  }
}

export const nativeTheme = new NativeTheme();

export function changeSystemTheme(system: Partial<SystemTheme>): void {
  NativeTheme.change(nativeTheme, system);
}
