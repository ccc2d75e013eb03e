// The stand-in for Electron behaves as Electron's documents say, seen through a small app that Playwright drives. Elsewhere real Electron runs instead.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ElectronApplication, JSHandle, Page } from "playwright";
import { prepareChromium } from "../support/chromium.ts";
import type { Control } from "../support/standin/control.ts";
import { controlOf, launchOnStandin, standinEnvironment } from "../support/standin/launch.ts";

const sample = join(import.meta.dirname, "../support/standin/sampleApp");
const executable = join(import.meta.dirname, "../support/standin/electron");
const home = mkdtempSync(join(tmpdir(), "standin-home-"));

interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly control: JSHandle<Control>;
}

/** The bridge of the sample app, as its page sees it. */
interface SampleWindow {
  readonly sample: {
    call(channel: string, ...args: unknown[]): Promise<unknown>;
    canRequire(name: string): true | string;
    onNews(listener: (news: unknown) => void): () => void;
  };
}
declare const window: Window & SampleWindow & { readonly heard: unknown[]; readonly stop: () => void };

const start = async (env: Record<string, string> = {}): Promise<Running> => {
  const app = await launchOnStandin({ app: sample, home, env });
  const page = await app.firstWindow();
  await page.locator("h1").waitFor();
  return { app, page, control: await controlOf(app) };
};

beforeAll(async () => {
  process.env["STANDIN_CHROMIUM_JSON"] = JSON.stringify(await prepareChromium());
}, 60_000);

afterAll(() => {
  delete process.env["STANDIN_CHROMIUM_JSON"];
  rmSync(home, { recursive: true, force: true });
});

describe.runIf(process.platform === "linux")("an app on the stand-in", { timeout: 30_000 }, () => {
  let running: Running;

  beforeAll(async () => {
    running = await start();
  }, 30_000);

  afterAll(() => running.app.close());

  test("shows its window when the page has painted", async () => {
    const visible = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((each) => each.isVisible()),
    );
    expect(visible).toEqual([true]);
  });

  test("keeps the preload's world apart from the page's", async () => {
    const seen = await running.page.evaluate(() => ({
      bridge: Object.keys(window.sample),
      frozen: Object.isFrozen(window.sample),
      leaked: ["require", "process", "ipcRenderer", "secretOfPreload"].filter((name) => name in window),
    }));
    expect(seen).toEqual({ bridge: ["call", "onNews", "canRequire"], frozen: true, leaked: [] });
  });

  test("lets a sandboxed preload require nothing but Electron's few modules", async () => {
    const answers = await running.page.evaluate(() =>
      ["events", "node:fs"].map((name) => window.sample.canRequire(name)),
    );
    expect(answers).toEqual([true, "module not found: node:fs"]);
  });

  test("carries what structured clone carries, both ways, and nothing else", async () => {
    const answer = await running.page.evaluate(async () => {
      const shared = { deep: [1n, Number.NaN, undefined, -0] };
      const sent = {
        map: new Map([["day", new Date(5)]]),
        bytes: new Uint8Array([1, 2]),
        set: new Set("ab"),
        twice: [shared, shared],
      };
      const { value } = (await window.sample.call("echo", sent)) as { value: typeof sent };
      const refusal = await window.sample.call("echo", { method: () => 1 }).catch((error: unknown) => String(error));
      const { deep } = value.twice[0] ?? shared;
      return [
        value.map.get("day")?.getTime(),
        [...value.bytes],
        [...value.set],
        deep.map((each) => `${typeof each} ${String(each)}`),
        Object.is(deep[3], -0),
        refusal,
      ];
    });
    const deep = ["bigint 1", "number NaN", "undefined undefined", "number 0"];
    expect(answer.slice(0, 5)).toEqual([5, [1, 2], ["a", "b"], deep, true]);
    expect(answer[5]).toContain("An object could not be cloned");
  });

  test("says who sent a message by the app's own origin", async () => {
    expect(await running.page.evaluate(() => window.sample.call("echo", 1))).toEqual({
      value: 1,
      origin: "app://bundle",
    });
  });

  test("passes a handler's error to the page as words only", async () => {
    const words = await running.page.evaluate(() =>
      window.sample.call("fail").catch((error: unknown) => String(error)),
    );
    expect(words).toBe("Error: Error invoking remote method 'fail': RangeError: too far");
  });

  test("pushes news to the page until it unsubscribes", async () => {
    await running.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard, stop: window.sample.onNews((news) => heard.push(news)) });
    });
    const push = (news: object): Promise<void> =>
      running.app.evaluate(
        ({ BrowserWindow }, sent) => BrowserWindow.getAllWindows()[0]?.webContents.send("news", sent),
        news,
      );
    await push({ revision: 1 });
    await expect.poll(() => running.page.evaluate(() => window.heard)).toEqual([{ revision: 1 }]);
    await running.page.evaluate(() => window.stop());
    await push({ revision: 2 });
    await running.page.evaluate(() => window.sample.call("echo", "after the push"));
    expect(await running.page.evaluate(() => window.heard)).toEqual([{ revision: 1 }]);
  });

  test("enforces the policy that its protocol handler sends", async () => {
    const marks = await running.page.evaluate(() =>
      Object.fromEntries(Object.entries(document.documentElement.dataset)),
    );
    expect(marks).toEqual({ script: "ran" });
  });

  test("keeps pages off the network and where they are, and remembers their tries", async () => {
    const before = running.page.url();
    const reached = await running.page.evaluate(async () => {
      const own = await fetch("page.js").then(({ status }) => status);
      const image = new Image();
      image.src = "https://elsewhere.example/pixel";
      window.open("https://elsewhere.example/popup");
      location.href = "https://elsewhere.example/away";
      return own;
    });
    expect(reached).toBe(200);
    await running.page.evaluate(() => window.sample.call("echo", 1));
    expect(running.page.url()).toBe(before);
    const { blockedRequests } = await running.control.evaluate((standin) => standin.troubles());
    expect(blockedRequests).toEqual([]); // the policy and the app's own rules stopped them before
  });

  test("shows the tray menu of the last setContextMenu, and clicks in it by label", async () => {
    await running.control.evaluate((standin) => standin.tray.clickMenuItem("Count", "Clicked 0"));
    const { menu } = await running.control.evaluate((standin) => standin.tray.state());
    expect(menu?.map(({ label, type }) => [type, label])).toEqual([
      ["submenu", "Count"],
      ["checkbox", "Pause"],
      ["separator", ""],
      ["normal", "Quit"],
    ]);
    expect(menu?.[0]?.submenu?.[0]?.label).toBe("Clicked 1");
    await expect(running.control.evaluate((standin) => standin.tray.clickMenuItem("Sign out"))).rejects.toThrow(
      "shows no 'Sign out'",
    );
  });

  test("shows a flipped checkbox only after the next setContextMenu, Linux being what it is", async () => {
    const shown = (): Promise<boolean | undefined> =>
      running.control.evaluate((standin) => standin.tray.state().menu?.find(({ label }) => label === "Pause")?.checked);
    await running.control.evaluate((standin) => standin.tray.clickMenuItem("Pause"));
    expect(await shown()).toBe(false);
    await running.control.evaluate((standin) => standin.setPlatform("win32"));
    expect(await shown()).toBe(true);
    await running.control.evaluate((standin) => standin.setPlatform("linux"));
  });

  test("writes all formats of one clipboard write, hints among them", async () => {
    await running.page.evaluate(() => window.sample.call("copy", "fake-token"));
    const hint = 'electron application/osclipboard;format="x-kde-passwordManagerHint"';
    expect(await running.control.evaluate((standin) => standin.clipboard.formats())).toEqual({
      "text/plain": "fake-token",
      [hint]: "secret",
    });
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe("fake-token");
  });

  test("tells the running app of a second start, which then ends", async () => {
    const second = spawnSync(executable, [sample, "--open"], { env: standinEnvironment(home), timeout: 20_000 });
    expect(second.status).toBe(0);
    const heard = (await running.page.evaluate(() => window.sample.call("seconds"))) as {
      argv: string[];
      data: unknown;
    }[];
    expect(heard.map(({ argv, data }) => [argv.at(-1), data])).toEqual([["--open", { from: "sample" }]]);
  });

  test("throws for what it does not offer, for foreign platforms, weak windows and synchronous safeStorage", async () => {
    const refusals = await running.app.evaluate((electron) => {
      const words = (run: () => unknown): string => {
        try {
          return `answered ${String(run())}`;
        } catch (error) {
          return (error as Error).message;
        }
      };
      const { app, BrowserWindow, powerMonitor, safeStorage } = electron;
      return [
        words(() => electron.autoUpdater),
        words(() => app.getGPUFeatureStatus()),
        words(() => powerMonitor.on("lock-screen", () => undefined)),
        words(() => app.getLoginItemSettings()),
        words(() => new BrowserWindow({ webPreferences: { sandbox: false } })),
        words(() => (Reflect.get(safeStorage, "encryptString") as (text: string) => unknown)("x")),
        words(() => app.dock),
      ];
    });
    expect(refusals).toEqual([
      "stand-in: electron module.autoUpdater is not implemented",
      "stand-in: electron App.getGPUFeatureStatus is not implemented",
      "stand-in: electron PowerMonitor event 'lock-screen' exists on darwin, win32 only, and this is linux",
      "stand-in: electron App.getLoginItemSettings exists on darwin, win32 only, and this is linux",
      "stand-in: webPreferences.sandbox = false is refused",
      "stand-in: safeStorage.encryptString is the synchronous API, deprecated in Electron 45 and gone in 46",
      "answered undefined",
    ]);
  });

  test("a dialog that nobody expected is an error, a queued answer is given", async () => {
    const ask = (): Promise<string> =>
      running.app.evaluate(({ dialog }) =>
        dialog.showMessageBox({ message: "Sure?" }).then(
          ({ response }) => `button ${response}`,
          (error: unknown) => String(error),
        ),
      );
    expect(await ask()).toContain("nobody expected dialog.showMessageBox");
    await running.control.evaluate((standin) =>
      standin.dialogs.queueAnswer("showMessageBox", { response: 1, checkboxChecked: false }),
    );
    expect(await ask()).toBe("button 1");
  });
});

describe.runIf(process.platform === "linux")("trouble and quitting on the stand-in", { timeout: 30_000 }, () => {
  let running: Running;

  beforeEach(async () => {
    running = await start();
  }, 30_000);

  afterEach(() => running.app.close());

  test("a page from the network is refused and remembered", async () => {
    const refusal = await running.app.evaluate(({ BrowserWindow }) =>
      new BrowserWindow({ show: false }).loadURL("https://elsewhere.example/").catch((error: unknown) => String(error)),
    );
    expect(refusal).toBe("Error: net::ERR_BLOCKED_BY_CLIENT (-2) loading 'https://elsewhere.example/'");
    const { blockedRequests } = await running.control.evaluate((standin) => standin.troubles());
    expect(blockedRequests).toEqual([{ url: "https://elsewhere.example/", type: "Document" }]);
  });

  test("a crashed page is announced and its window stays", async () => {
    const told = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const gone = new Promise<string>((resolve) =>
        app.once("render-process-gone", (_event, _contents, { reason }) => resolve(reason)),
      );
      window?.webContents.forcefullyCrashRenderer();
      return [await gone, window?.isDestroyed()];
    });
    expect(told).toEqual(["crashed", false]);
  });

  test("an uncaught error and a rejected promise nobody handles are remembered, and the app goes on", async () => {
    await running.app.evaluate(() => {
      setImmediate(() => {
        throw new Error("dropped on the floor");
      });
      void Promise.reject(new Error("left behind"));
    });
    const uncaught = (): Promise<string[]> =>
      running.control.evaluate((standin) => standin.troubles().uncaught.map((each) => each.split("\n")[0] ?? ""));
    await expect.poll(uncaught).toEqual(expect.arrayContaining(["Error: dropped on the floor", "Error: left behind"]));
  });

  test("quitting can be called off; otherwise it goes through its events in Electron's order", async () => {
    const process = running.app.process();
    const log = join(home, "quitting");
    await running.app.evaluate(({ app, BrowserWindow }, file) => {
      const { appendFileSync } = globalThis.process.getBuiltinModule("node:fs");
      const note = (name: string): void => appendFileSync(file, `${name} `);
      const [window] = BrowserWindow.getAllWindows();
      app.once("before-quit", (event) => event.preventDefault());
      app.on("before-quit", () => note("before-quit"));
      window?.on("close", () => note("close"));
      window?.on("closed", () => note("closed"));
      app.on("window-all-closed", () => note("window-all-closed"));
      app.on("will-quit", () => note("will-quit"));
      app.on("quit", () => note("quit"));
      app.quit();
    }, log);
    expect(readFileSync(log, "utf8")).toBe("before-quit ");
    expect(process.exitCode).toBeNull();
    await running.app.close();
    expect(process.exitCode).toBe(0);
    expect(readFileSync(log, "utf8")).toBe("before-quit before-quit close closed will-quit quit ");
  });
});

test.runIf(process.platform === "linux")(
  "a main file that cannot be loaded ends the executable with an error",
  { timeout: 30_000 },
  () => {
    const broken = join(home, "broken.cjs");
    writeFileSync(broken, 'throw new Error("no such luck");');
    const { status, stderr } = spawnSync(executable, [broken], {
      env: standinEnvironment(home),
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(stderr).toContain("no such luck");
    expect(status).toBe(1);
  },
);

describe.runIf(process.platform === "linux")("sealed text on the stand-in", { timeout: 30_000 }, () => {
  let running: Running | undefined;

  afterEach(async () => {
    await running?.app.close();
    running = undefined;
  });

  const restart = async (env: Record<string, string> = {}): Promise<Running> => {
    await running?.app.close();
    running = await start(env);
    return running;
  };
  const open = async ({ page }: Running): Promise<unknown> =>
    await page.evaluate(() => window.sample.call("open").catch((error: unknown) => String(error)));

  test("survives a restart, tells of a rotated key, and is lost with the key ring in memory", async () => {
    const first = await restart();
    await first.page.evaluate(() => window.sample.call("seal", "fake refresh token"));
    const sealed = readFileSync(join(home, ".config/Standin Sample/sealed"));
    expect(sealed.subarray(0, 3).toString()).toBe("v11");
    expect(sealed.includes("fake refresh token")).toBe(false);

    const second = await restart();
    expect(await open(second)).toEqual({ result: "fake refresh token", shouldReEncrypt: false });
    await second.control.evaluate((standin) => standin.safeStorage.rotateKey());
    expect(await open(second)).toEqual({ result: "fake refresh token", shouldReEncrypt: true });
    await second.control.evaluate((standin) => standin.safeStorage.setTemporarilyUnavailable(true));
    expect(await open(second)).toContain("temporarily unavailable");

    expect(await open(await restart({ STANDIN_SAFE_STORAGE: "memory" }))).toContain("Error while decrypting");
  });

  test("carries the prefix of the public key where there is no key ring", async () => {
    const { app, page } = await restart({ STANDIN_SAFE_STORAGE: "basic" });
    await page.evaluate(() => window.sample.call("seal", "anyone can read this"));
    expect(readFileSync(join(home, ".config/Standin Sample/sealed")).subarray(0, 3).toString()).toBe("v10");
    expect(await app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend())).toBe("basic_text");
  });
});

describe.runIf(process.platform === "linux")("another platform on the stand-in", { timeout: 30_000 }, () => {
  test.each([
    { platform: "win32", dock: "undefined", lock: "heard" },
    { platform: "darwin", dock: "object", lock: "heard" },
  ])("$platform has what belongs to it", async ({ platform, dock, lock }) => {
    const { app, control } = await start({ STANDIN_PLATFORM: platform });
    try {
      const seen = await app.evaluate((electron) => {
        electron.powerMonitor.on("lock-screen", () => Object.assign(globalThis, { lock: "heard" }));
        electron.app.setLoginItemSettings({ openAtLogin: true });
        return [process.platform, typeof electron.app.dock, electron.app.getLoginItemSettings().openAtLogin];
      });
      expect(seen).toEqual([platform, dock, true]);
      await control.evaluate((standin) => standin.power.emit("lock-screen"));
      expect(await app.evaluate(() => (globalThis as { lock?: string }).lock)).toBe(lock);
    } finally {
      await app.close();
    }
  });
});
