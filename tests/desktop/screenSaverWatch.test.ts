// On Linux a locked screen is heard of on the session bus, from screen savers alone, and only while that is wished.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createScreenSaverWatch,
  type Listen,
  listenToSessionBus,
  screenSaverReader,
} from "../../electron/desktop/screenSaverWatch.ts";

const signal = (name: string, member = "ActiveChanged"): string =>
  `signal time=1795412713.682852 sender=:1.1 -> destination=(null destination) serial=2 path=/x; interface=${name}; member=${member}`;

function heard(...lines: readonly string[]): readonly boolean[] {
  const told: boolean[] = [];
  const read = screenSaverReader((active) => told.push(active));
  lines.forEach(read);
  return told;
}

describe("what the bus says", () => {
  it.each(["freedesktop", "gnome", "cinnamon", "mate", "xfce"])("is taken from org.%s.ScreenSaver", (desktop) => {
    const name = `org.${desktop}.ScreenSaver`;
    expect(heard(signal(name), "   boolean true", signal(name), "   boolean false")).toEqual([true, false]);
  });

  it("counts as a lock from no other name, no other signal, and only directly below its signal", () => {
    const saver = "org.gnome.ScreenSaver";
    expect(heard(signal("org.evil.ScreenSaver"), "   boolean true")).toEqual([]);
    expect(heard(signal("xorg.gnome.ScreenSaver.Other"), "   boolean true")).toEqual([]);
    expect(heard(signal(saver, "WakeUpScreen"), "   boolean true")).toEqual([]);
    expect(heard(signal(saver), '   string "x"', "   boolean true")).toEqual([]);
    expect(heard("   boolean true", `   string "${signal(saver)}"`, "   boolean true")).toEqual([]);
    expect(heard(signal(saver), "", "   boolean maybe")).toEqual([]);
  });
});

describe("listening", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it("begins with the wish, ends with it, and is never there twice", () => {
    let listening = 0;
    let begun = 0;
    const listen: Listen = () => {
      listening += 1;
      begun += 1;
      return () => void (listening -= 1);
    };
    const watch = createScreenSaverWatch(listen, () => undefined);
    const counts: number[] = [];
    for (const wished of [false, true, true, false, false, true]) {
      watch.follow(wished);
      counts.push(listening);
    }
    expect([counts, begun]).toEqual([[0, 1, 1, 0, 0, 1], 2]);
  });

  it("does nothing, and breaks nothing, where the tool is missing", async () => {
    vi.stubEnv("PATH", "/nonexistent");
    const lines: string[] = [];
    const end = listenToSessionBus((line) => lines.push(line));
    await new Promise((resolve) => setTimeout(resolve, 50));
    end();
    expect(lines).toEqual([]);
  });
});

const hasBus = ["dbus-daemon", "dbus-monitor", "dbus-send"].every(
  (tool) => spawnSync(tool, ["--help"]).error === undefined,
);

describe.skipIf(!hasBus)("on a real session bus", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it("hears a screen saver lock and unlock, and nobody else", async () => {
    const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void daemon.kill());
    const [address] = (await once(daemon.stdout, "data")) as [Buffer];
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", address.toString().trim());
    const told: boolean[] = [];
    let lines = 0;
    const watch = createScreenSaverWatch(
      (onLine) => listenToSessionBus((line) => ((lines += 1), onLine(line))),
      (active) => told.push(active),
    );
    watch.follow(true);
    // The bus greets whoever listens.
    await vi.waitFor(() => expect(lines).toBeGreaterThan(0), 5_000);
    const send = (name: string, value: boolean) =>
      spawnSync("dbus-send", ["--session", "--type=signal", "/x", `${name}.ActiveChanged`, `boolean:${value}`]);
    send("org.other.Thing", true);
    send("org.gnome.ScreenSaver", true);
    send("org.freedesktop.ScreenSaver", false);
    await vi.waitFor(() => expect(told).toEqual([true, false]), 5_000);
    watch.follow(false);
    await new Promise((resolve) => setTimeout(resolve, 200));
    send("org.gnome.ScreenSaver", true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(told).toEqual([true, false]);
  });
});
