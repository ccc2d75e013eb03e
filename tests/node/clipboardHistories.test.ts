// Which clipboard histories run beside the program: by the bus, by processes, by extensions, and by their versions.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findHistories, type HistorySystem } from "../../electron/node/clipboardHistories.ts";
import { hasSessionBus, nameHasOwner, namesOnBus, runTool } from "../../electron/node/sessionBus.ts";
import { clipboardHistories, type ClipboardHistoryId } from "../../shared/clipboardHistories.ts";

interface Desktop {
  readonly names?: readonly string[];
  readonly processes?: readonly (readonly [name: string, ...args: string[]])[];
  readonly prints?: Readonly<Record<string, string>>;
}

const bus = (names: readonly string[]): string =>
  `(['org.freedesktop.DBus', ':1.0', ${names.map((each) => `'${each}'`).join(", ")}],)\n`;

function desktopWith({ names = [], processes = [], prints = {} }: Desktop): HistorySystem {
  return {
    platform: "linux",
    hasBus: true,
    run: (program, args) => Promise.resolve(program === "gdbus" ? bus(names) : prints[[program, ...args].join(" ")]),
    processes: () => Promise.resolve(processes.map(([name, ...args]) => ({ name, args }))),
  };
}
const found = (desktop: Desktop) => findHistories(desktopWith(desktop));
const keeps = (id: ClipboardHistoryId) => [{ id, heedsMark: false }];

describe("a history", () => {
  test.each([
    ["GPaste", "org.gnome.GPaste", "gpaste"],
    ["Clipman", "org.xfce.clipman", "clipman"],
    ["Diodon", "net.launchpad.Diodon", "diodon"],
  ] as const)("%s is known by its name on the bus", async (_, name, id) => {
    expect(await found({ names: [name, "org.kde.plasmashell"] })).toEqual(keeps(id));
  });

  test("Klipper heeds the mark", async () => {
    expect(await found({ names: ["org.kde.klipper"] })).toEqual([{ id: "klipper", heedsMark: true }]);
  });

  test.each([
    [["parcellite"], "parcellite"],
    [["clipit"], "clipit"],
    [["diodon"], "diodon"],
    [["qlipper"], "qlipper"],
    [["gpaste-daemon"], "gpaste"],
    [["xfce4-clipman"], "clipman"],
    [["clipmenud"], "clipmenu"],
    [["greenclip"], "greenclip"],
    // As the kernel cuts it.
    [["wl-clipboard-hi"], "wlClipboardHistory"],
    [
      ["panel-33-xfce4-", "/usr/lib/xfce4/panel/wrapper-2.0", "/usr/lib/xfce4/panel/plugins/libclipman.so", "33"],
      "clipman",
    ],
  ] as const)("%j is known by its process", async (process, id) => {
    expect(await found({ processes: [["bash"], process] })).toEqual(keeps(id));
  });

  test("that wl-paste starts at every copy is known by wl-paste", async () => {
    const watch = ["wl-paste", "wl-paste", "--type", "text", "--watch", "/usr/bin/cliphist", "store"] as const;
    expect(await found({ processes: [watch] })).toEqual(keeps("cliphist"));
    expect(
      await found({
        processes: [
          ["vim", "vim", "cliphist"],
          ["wl-paste", "wl-paste", "--watch", "notify"],
        ],
      }),
    ).toEqual([]);
  });

  test("of GNOME Shell is known by the extensions that are on", async () => {
    const prints = {
      "gsettings get org.gnome.shell enabled-extensions": "['clipboard-indicator@tudmotu.com', 'x@y']\n",
    };
    expect(await found({ processes: [["gnome-shell"]], prints })).toEqual(keeps("clipboardIndicator"));
    expect(await found({ processes: [["kwin_wayland"]], prints })).toEqual([]);
  });

  test.each([
    ["CopyQ Clipboard Manager 6.4.0\nQt: 5.15.8\n", false],
    ["CopyQ Clipboard Manager 7.99.1\n", false],
    ["CopyQ Clipboard Manager 8.0.0\n", true],
    ["CopyQ Clipboard Manager 13.0.0\n", true],
    [undefined, false],
    ["no version", false],
  ])("CopyQ that prints %j heeds the mark: %j", async (printed, heedsMark) => {
    const prints = printed === undefined ? {} : { "copyq --version": printed };
    expect(await found({ processes: [["copyq"]], prints })).toEqual([{ id: "copyq", heedsMark }]);
  });

  test.each([
    ["wl-clipboard 2.1.0", false],
    ["wl-clipboard 2.3.0", true],
    ["wl-clipboard 3.0", true],
  ])("cliphist under %s heeds the mark: %j", async (printed, heedsMark) => {
    const desktop = {
      processes: [["wl-paste", "--watch", "cliphist"]],
      prints: { "wl-paste --version": printed },
    } as const;
    expect(await found(desktop)).toEqual([{ id: "cliphist", heedsMark }]);
  });
});

test("off Linux and without a bus nobody is asked", async () => {
  const asked: string[] = [];
  const system: HistorySystem = {
    ...desktopWith({ processes: [["copyq"]] }),
    hasBus: false,
    run: (program) => Promise.resolve(void asked.push(program)),
  };
  expect(await findHistories({ ...system, platform: "darwin" })).toEqual([]);
  expect(asked).toEqual([]);
  expect(await findHistories(system)).toEqual(keeps("copyq"));
  expect(asked).toEqual(["copyq"]);
});

test("every history can be known by something, and says a way out by its own name", () => {
  for (const { name, busNames = [], process, runAs, extension, wayOut } of Object.values(clipboardHistories)) {
    expect([name, [busNames[0], process, runAs, extension].filter(Boolean).length]).not.toEqual([name, 0]);
    expect(wayOut).toMatch(new RegExp(name, "i"));
    expect(wayOut).toMatch(/\.$/);
    expect(process?.source.length ?? 0).toBeLessThanOrEqual("^".length + 15 + "$".length);
  }
});

describe("the session bus", () => {
  test.each([
    ["gdbus", bus(["org.gnome.GPaste"])],
    ["busctl", 'as 3 "org.freedesktop.DBus" ":1.7" "org.gnome.GPaste"\n'],
    [
      "dbus-send",
      'method return …\n   array [\n      string "org.freedesktop.DBus"\n      string ":1.1"\n      string "org.gnome.GPaste"\n   ]\n',
    ],
  ])("is read as %s prints it", async (tool, printed) => {
    const run = (program: string): Promise<string | undefined> =>
      Promise.resolve(program === tool ? printed : undefined);
    expect(await namesOnBus(run)).toEqual(new Set(["org.freedesktop.DBus", "org.gnome.GPaste"]));
  });

  test("that cannot be asked has no names, and nobody knows who owns one", async () => {
    expect(await namesOnBus(() => Promise.resolve(undefined))).toEqual(new Set());
    expect(await nameHasOwner(() => Promise.resolve("Error: no bus"), "a.b")).toBeUndefined();
  });

  test("is there where an address or its socket says so", () => {
    expect(hasSessionBus({ DBUS_SESSION_BUS_ADDRESS: "unix:path=/x" })).toBe(true);
    expect(hasSessionBus({ XDG_RUNTIME_DIR: "/nowhere" })).toBe(false);
    expect(hasSessionBus({})).toBe(false);
  });
});

describe.runIf(process.platform === "linux")("on this computer", () => {
  let folder = "";
  let child: ChildProcess | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tokentray-"));
    copyFileSync("/bin/sleep", join(folder, "qlipper"));
    child = spawn(join(folder, "qlipper"), ["60"], { stdio: "ignore" });
  });
  afterAll(() => {
    child?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a process of one's own is found by the name that the kernel has", async () => {
    await expect.poll(() => findHistories()).toContainEqual({ id: "qlipper", heedsMark: false });
  });

  test("a tool that is not there, fails or prints nothing is no trouble", async () => {
    expect(await runTool("tokentray-no-such-tool", [])).toBeUndefined();
    expect(await runTool("false", [])).toBeUndefined();
  });
});
