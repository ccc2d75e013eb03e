// The clipboard histories that are tried, as Debian has them: how each is started, and how it is asked what it keeps.
import { accessSync, constants, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { ClipboardHistoryId } from "../../shared/clipboardHistories.ts";

/** Runs a program on the desktop of the test and gives what it printed; empty where it failed. */
export type Ask = (program: string, ...args: readonly string[]) => Promise<string>;

export interface HistoryProgram {
  readonly id: ClipboardHistoryId;
  readonly program: string;
  /** Debian's package. */
  readonly package: string;
  /** All that it keeps, as far as it has written or tells it. */
  readonly kept: (ask: Ask, home: string) => Promise<string>;
}

/** What lies in the home folder in clear, by file name. */
const inFiles =
  (name: RegExp): HistoryProgram["kept"] =>
  (_, home) =>
    Promise.resolve(
      readdirSync(home, { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile() && name.test(join(entry.parentPath, entry.name)))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
        .join("\n"),
    );

export const historyPrograms: readonly HistoryProgram[] = [
  {
    id: "klipper",
    program: "klipper",
    package: "plasma-workspace",
    kept: (ask) => {
      const [bus, method] = ["org.kde.klipper", "org.kde.klipper.klipper.getClipboardHistoryMenu"];
      return ask("gdbus", "call", "--session", "--dest", bus, "--object-path", "/klipper", "--method", method);
    },
  },
  {
    id: "copyq",
    program: "copyq",
    package: "copyq",
    kept: (ask) => ask("copyq", "eval", "for (i = 0; i < size(); i++) print(str(read(i)) + '|')"),
  },
  {
    id: "gpaste",
    program: "/usr/libexec/gpaste/gpaste-daemon",
    package: "gpaste-2",
    kept: inFiles(/gpaste\/history\.xml$/),
  },
  { id: "clipman", program: "xfce4-clipman", package: "xfce4-clipman", kept: inFiles(/clipman\/textsrc$/) },
  { id: "diodon", program: "diodon", package: "diodon", kept: inFiles(/zeitgeist\/activity\.sqlite/) },
  { id: "parcellite", program: "parcellite", package: "parcellite", kept: inFiles(/parcellite\/history$/) },
  { id: "qlipper", program: "qlipper", package: "qlipper", kept: inFiles(/qlipper\.ini$/) },
];

/** What every test needs, beside the histories. */
const tools = {
  Xvfb: "xvfb",
  "dbus-daemon": "dbus",
  gdbus: "libglib2.0-bin",
  xclip: "xclip",
  "/usr/lib/python3/dist-packages/Xlib/__init__.py": "python3-xlib",
};

/** Debian's packages that are not here. */
export const missingTools: readonly string[] = Object.entries(tools).flatMap(([file, name]) =>
  isHere(file, file.startsWith("/") ? constants.R_OK : constants.X_OK) ? [] : [name],
);

export function isHere(program: string, mode: number = constants.X_OK): boolean {
  const folders = program.startsWith("/") ? [""] : (process.env["PATH"] ?? "").split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), mode);
      return true;
    } catch {
      return false;
    }
  });
}
