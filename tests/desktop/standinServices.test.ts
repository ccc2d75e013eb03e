// What the stand-in simulates of the operating system: network, proxies, permissions, notifications, theme, icons, power. Elsewhere real Electron runs instead.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElectronApplication, JSHandle } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Control } from "../support/standin/control.ts";
import { controlOf, launchOnStandin } from "../support/standin/launch.ts";

const sample = join(import.meta.dirname, "../support/standin/sampleApp");
const home = mkdtempSync(join(tmpdir(), "standin-services-"));
let app: ElectronApplication;
let control: JSHandle<Control>;
let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/moved") response.writeHead(302, { location: "/" }).end();
    else response.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = await launchOnStandin({ app: sample, home });
  control = await controlOf(app);
}, 60_000);

afterAll(async () => {
  await app.close();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

describe.runIf(process.platform === "linux")("net.fetch", () => {
  const ask = (url: string, redirect: RequestRedirect = "follow"): Promise<string> =>
    app.evaluate(
      async ({ net }, [target, mode]) =>
        await net.fetch(target, { redirect: mode }).then(
          async (response) => `${response.status} ${await response.text()}`,
          (error: unknown) => String(error),
        ),
      [url, redirect] as const,
    );

  test("reaches real servers and the app's own pages, and remembers only the former", async () => {
    expect(await ask(`${address}/`)).toBe("200 hello");
    expect(await ask("app://bundle/page.js")).toContain("200 //");
    expect(await control.evaluate((standin) => standin.network.fetched())).toEqual([`${address}/`]);
  });

  test("fails in Chromium's words, and as Electron does on a redirect that is to be handled by hand", async () => {
    expect(await ask("http://127.0.0.1:1/")).toMatch(/net::ERR_/);
    expect(await ask(`${address}/moved`)).toBe("200 hello");
    expect(await ask(`${address}/moved`, "manual")).toBe("Error: Redirect was cancelled");
    expect(await ask("data:text/plain,x")).toContain("does not support data:");
  });

  test("cannot reach anything while offline", async () => {
    await control.evaluate((standin) => standin.network.setOnline(false));
    expect(await ask(`${address}/`)).toBe("Error: net::ERR_INTERNET_DISCONNECTED");
    expect(await app.evaluate(({ net }) => net.isOnline())).toBe(false);
    await control.evaluate((standin) => standin.network.setOnline(true));
    expect(await ask(`${address}/`)).toBe("200 hello");
  });
});

describe.runIf(process.platform === "linux")("sessions", () => {
  test("answer which proxy they would use: fixed, by-passed, direct, or the system's", async () => {
    await control.evaluate((standin) => standin.network.setSystemProxy("PROXY system.example:8080"));
    const answers = await app.evaluate(async ({ session }) => {
      const api = session.fromPartition("api");
      const proxyRules = "http=plain.example:80;https=socks5://secure.example:1080";
      const resolve = (url: string): Promise<string> => api.resolveProxy(url);
      const system = await resolve("https://a.example");
      await api.setProxy({ mode: "fixed_servers", proxyRules, proxyBypassRules: "b.example,<local>" });
      const fixed = [
        await resolve("https://a.example"),
        await resolve("http://a.example"),
        await resolve("https://b.example"),
      ];
      await api.setProxy({ mode: "direct" });
      return [system, ...fixed, await resolve("https://a.example")];
    });
    expect(answers).toEqual([
      "PROXY system.example:8080",
      "SOCKS5 secure.example:1080",
      "PROXY plain.example:80",
      "DIRECT",
      "DIRECT",
    ]);
  });

  test("grant every permission until the app's handlers say otherwise", async () => {
    const ask = (): Promise<unknown> =>
      control.evaluate((standin) => standin.permissions.ask("geolocation", "app://bundle"));
    expect(await ask()).toEqual({ requested: true, checked: true, device: true });
    await app.evaluate(({ session }) => {
      session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
      session.defaultSession.setPermissionCheckHandler(() => false);
      session.defaultSession.setDevicePermissionHandler(() => false);
    });
    expect(await ask()).toEqual({ requested: false, checked: false, device: false });
  });
});

describe.runIf(process.platform === "linux")("the desktop", () => {
  test("clicks and dismisses notifications, and has none where they are not supported", async () => {
    const heard = await app.evaluateHandle(({ Notification }) => {
      const events: string[] = [];
      const notification = new Notification({ title: "Copied", body: "for 59 minutes" });
      for (const name of ["show", "click", "close"] as const) notification.on(name as "show", () => events.push(name));
      notification.show();
      return events;
    });
    const shown = await control.evaluate((standin) =>
      standin.notifications.shown().map(({ title, body }) => [title, body]),
    );
    expect(shown).toEqual([["Copied", "for 59 minutes"]]);
    await expect.poll(() => heard.jsonValue()).toEqual(["show"]);
    await control.evaluate((standin) => standin.notifications.click());
    await control.evaluate((standin) => standin.notifications.dismiss());
    expect(await heard.jsonValue()).toEqual(["show", "click", "close"]);
    expect(await control.evaluate((standin) => standin.notifications.shown())).toEqual([]);
    expect(await control.evaluate((standin) => standin.notifications.history().length)).toBe(1);
    await control.evaluate((standin) => standin.notifications.setSupported(false));
    expect(await app.evaluate(({ Notification }) => Notification.isSupported())).toBe(false);
  });

  test("tells of a new theme, which the app's own choice overrides", async () => {
    const dark = await app.evaluateHandle(({ nativeTheme }) => {
      const seen: boolean[] = [];
      nativeTheme.on("updated", () => seen.push(nativeTheme.shouldUseDarkColors));
      return seen;
    });
    await control.evaluate((standin) => standin.theme.change({ dark: true }));
    await app.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = "light"));
    expect(await dark.jsonValue()).toEqual([true, false]);
  });

  test("refuses a tray icon that is not there", async () => {
    const refusal = await app.evaluate(({ Tray }) => {
      try {
        return new Tray("/nowhere/icon.png").isDestroyed();
      } catch (error) {
        return String(error);
      }
    });
    expect(refusal).toBe("Error: Failed to load image from path '/nowhere/icon.png'");
  });

  test("goes to sleep, wakes and idles as a test wants, but never locks with an event on Linux", async () => {
    const heard = await app.evaluateHandle(({ powerMonitor }) => {
      const events: string[] = [];
      powerMonitor.on("suspend", () => events.push("suspend"));
      powerMonitor.on("resume", () => events.push("resume"));
      return events;
    });
    await control.evaluate((standin) => standin.power.emit("suspend"));
    await control.evaluate((standin) => standin.power.emit("resume"));
    await control.evaluate((standin) => standin.power.becomeIdle("locked", 90));
    expect(await heard.jsonValue()).toEqual(["suspend", "resume"]);
    expect(
      await app.evaluate(({ powerMonitor }) => [powerMonitor.getSystemIdleState(60), powerMonitor.getSystemIdleTime()]),
    ).toEqual(["locked", 90]);
    await expect(control.evaluate((standin) => standin.power.emit("lock-screen"))).rejects.toThrow(
      "exists on darwin, win32 only",
    );
  });

  test("loses a clipboard write when another program holds the clipboard", async () => {
    await control.evaluate((standin) => standin.clipboard.loseNextWrites(1));
    const held = await app.evaluate(async ({ clipboard }) => {
      await clipboard.writeText("first");
      const lost = await clipboard.readText();
      await clipboard.writeText("second");
      return [lost, await clipboard.readText()];
    });
    expect(held).toEqual(["", "second"]);
  });
});
