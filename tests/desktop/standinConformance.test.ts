// The stand-in for Electron offers nothing that Electron itself does not.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compare, type Offer } from "../support/standin/conformance.ts";
import { offered } from "../support/standin/electronModule.ts";
import { becomeReady } from "../support/standin/readiness.ts";
import { specimens } from "../support/standin/specimens.ts";
import { readElectronTypings } from "../support/standin/typings.ts";

const typings = readElectronTypings();

describe("what the stand-in offers", () => {
  let instances: readonly Offer[];
  const platform = process.platform;

  beforeAll(() => {
    becomeReady();
    Object.defineProperty(process, "platform", { value: "darwin" }); // the one with a dock
    instances = specimens();
  });

  afterAll(() => void Object.defineProperty(process, "platform", { value: platform }));

  test("exists in electron.d.ts, with room for as many arguments", () => {
    const { compared, foreign } = compare([...offered, ...instances], typings);
    expect(foreign).toEqual([]);
    expect(compared).toBeGreaterThan(250);
  });
});

describe("the comparison", () => {
  test("reports a member that Electron lacks", () => {
    const { foreign } = compare([{ type: "Tray", members: { shake: () => undefined } }], typings);
    expect(foreign).toEqual(["Tray.shake"]);
  });

  test("reports a method that takes more arguments than Electron's", () => {
    const openExternal = (_url: string, _options: object, _tab: number): void => undefined;
    const { foreign } = compare([{ type: "Shell", members: { openExternal } }], typings);
    expect(foreign).toEqual(["Shell.openExternal takes 3 arguments"]);
  });

  test("reports an event that Electron never emits", () => {
    const { foreign } = compare([{ type: "App", members: {}, events: ["ready", "bored"] }], typings);
    expect(foreign).toEqual(["App event 'bored'"]);
  });
});

describe("the reading of electron.d.ts", () => {
  test("counts required and optional arguments, nested brackets and all", () => {
    expect(typings.member("BrowserWindow", "loadURL")?.overloads).toEqual([{ least: 1, most: 2 }]);
    expect(typings.member("Session", "setProxy")?.overloads).toEqual([{ least: 1, most: 1 }]);
    expect(typings.member("WebContents", "send")?.overloads).toEqual([{ least: 1, most: Infinity }]);
    expect(typings.member("Protocol", "handle")?.overloads).toEqual([{ least: 2, most: 2 }]);
  });

  test("knows which platforms a member or event belongs to", () => {
    expect(typings.member("SafeStorage", "getSelectedStorageBackend")?.platforms).toEqual(["linux"]);
    expect(typings.event("PowerMonitor", "lock-screen")).toEqual(["darwin", "win32"]);
    expect(typings.event("PowerMonitor", "suspend")).toBe("all");
  });
});
