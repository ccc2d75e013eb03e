// Linux: when the screen is locked. Electron is not told there, but the desktops' screen savers say it on the session bus.
// One child listens, and only while that is wished: otherwise there is no child, no timer and no wake-up.

export interface ScreenSaverWatch {
  /** Listens from now on, or no longer. */
  follow(wished: boolean): void;
}

/** Starts to listen; the answer ends it. */
export type Listen = (onLine: (line: string) => void) => () => void;

export function createScreenSaverWatch(listen: Listen, onActive: (active: boolean) => void): ScreenSaverWatch {
  let end: (() => void) | undefined;
  return {
    follow(wished) {
      if (wished === (end !== undefined)) return;
      end?.();
      end = wished ? listen(screenSaverReader(onActive)) : undefined;
    },
  };
}

/** GNOME, KDE Plasma, Cinnamon, MATE and Xfce have this signal in common, each under a name of its own. */
const announcement =
  /^signal .*; interface=org\.(?:freedesktop|gnome|cinnamon|mate|xfce)\.ScreenSaver; member=ActiveChanged$/;
const answer = /^\s+boolean (true|false)$/;

/** Reads what `dbus-monitor` prints: a line for the signal, and below it one for its value. */
export function screenSaverReader(onActive: (active: boolean) => void): (line: string) => void {
  let announced = false;
  return (line) => {
    const value = announced ? answer.exec(line)?.[1] : undefined;
    announced = announcement.test(line);
    if (value !== undefined) onActive(value === "true");
  };
}

/** Where `dbus-monitor` is missing, or ends, nothing is told any more: it locks on sleep all the same. */
export const listenToSessionBus: Listen = (onLine) => {
  // Loaded here, because most starts never need them.
  const { spawn } = process.getBuiltinModule("node:child_process");
  const { createInterface } = process.getBuiltinModule("node:readline");
  const child = spawn("dbus-monitor", ["--session", "type='signal',member='ActiveChanged'"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.once("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", onLine);
  return () => void child.kill();
};
