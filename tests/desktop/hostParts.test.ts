// Small parts of the desktop host: addresses, requests, the icon's look, the menu's labels, whether there is a tray.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFetch } from "../../electron/desktop/fetch.ts";
import { menuTemplate } from "../../electron/desktop/menuTemplate.ts";
import { openAddress } from "../../electron/desktop/openAddress.ts";
import { hasDarkBar, trayIconFile } from "../../electron/desktop/trayIcon.ts";
import { announceTray, showAtFirstStart } from "../../electron/desktop/trayPresence.ts";
import { findTray } from "../../electron/desktop/trayWatcher.ts";
import type { RunTool } from "../../electron/node/sessionBus.ts";
import { fakeOpeners, type FakeOpeners } from "../support/fakeOpeners.ts";
import type { CommandCall } from "../../shared/commandCall.ts";
import { noticeWords } from "../../shared/noticeWords.ts";
import type { TrayItem } from "../../shared/trayMenu.ts";

describe("opening an address", () => {
  const opened = async (address: string): Promise<string[]> => {
    const seen: string[] = [];
    await openAddress(address, (url) => Promise.resolve(void seen.push(url)));
    return seen;
  };

  it("hands https on", async () => {
    expect(await opened("https://example.com/a?b=c")).toEqual(["https://example.com/a?b=c"]);
  });

  it("hands on the practice tenant's pages, and letters with subject and body alone", async () => {
    const letter = "mailto:?subject=a%20b&body=c%0D%0Ad";
    expect(await opened("http://127.0.0.1:50123/authorize?x=1")).toEqual(["http://127.0.0.1:50123/authorize?x=1"]);
    expect(await opened(letter)).toEqual([letter]);
  });

  it.each([
    "http://example.com",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "ms-settings:",
    "mailto:?subject=a&attach=/etc/passwd",
    "http://127.0.0.1.evil.example/",
    "https://u:p@example.com",
    "",
    "x",
  ])("refuses %s", async (address) => {
    await expect(opened(address)).rejects.toThrow("not opened");
  });
});

describe.skipIf(process.platform !== "linux")("opening an address that others must not read", () => {
  let desktop: FakeOpeners;
  beforeEach(() => (desktop = fakeOpeners()));
  afterEach(() => desktop.remove());

  const address = "https://login.example/authorize?state=Zm9v&nonce=x";
  const standIn = "http://127.0.0.1:4711/go/once";
  const openedBy = async (programs: Parameters<FakeOpeners["has"]>[0], over = new AbortController()) => {
    desktop.has(programs);
    const seen: string[] = [];
    const open = (url: string): Promise<void> => Promise.resolve(void seen.push(url));
    expect(await openAddress(address, open, { over: over.signal, standIn: () => standIn })).toBe(true);
    return seen;
  };

  it("names a file of the person's own, which is gone when it leads nowhere any more", async () => {
    const over = new AbortController();
    const [url = "", ...more] = await openedBy({}, over);
    expect([url, more]).toEqual([expect.stringMatching(/^file:\/\/\/.+\/open\.html$/), []]);
    expect(readFileSync(fileURLToPath(url), "utf8")).toContain("state=Zm9v&amp;nonce=x");
    over.abort();
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it("names what stands in for it where no file would get to the browser", async () => {
    expect(await openedBy({ opener: "editor.desktop" })).toEqual([standIn]);
  });

  it("says so where nothing opens it", async () => {
    desktop.has();
    const fails = (): Promise<void> => Promise.reject(new Error("Failed to open"));
    expect(await openAddress(address, fails)).toBe(false);
    const unseen = { over: new AbortController().signal, standIn: () => standIn };
    expect(await openAddress(address, fails, unseen)).toBe(false);
    expect(desktop.pagesLeft()).toEqual([]);
  });
});

describe("a request", () => {
  const init = {
    method: "POST",
    headers: { a: "b" },
    body: "c",
    redirect: "manual",
    signal: AbortSignal.timeout(1000),
  } as const;

  it("goes without cookies and cache, and follows no redirect", async () => {
    const seen: (RequestInit | undefined)[] = [];
    const fetch = (_url: unknown, sent?: RequestInit): Promise<Response> => {
      seen.push(sent);
      return Promise.resolve(new Response("ok"));
    };
    expect(await (await createFetch({ fetch })("https://x.example", init)).text()).toBe("ok");
    expect(seen).toEqual([{ ...init, credentials: "omit", cache: "no-store" }]);
  });

  it("shows a redirect as a reply, where Electron rejects", async () => {
    const fetch = (): Promise<Response> => Promise.reject(new Error("Redirect was cancelled"));
    expect((await createFetch({ fetch })("https://x.example", init)).status).toBe(302);
  });

  it("passes every other error on as it is", async () => {
    const error = new Error("net::ERR_NAME_NOT_RESOLVED");
    const fetch = (): Promise<Response> => Promise.reject(error);
    await expect(createFetch({ fetch })("https://x.example", init)).rejects.toBe(error);
  });
});

describe("the tray icon's file", () => {
  it("suits platform, bar and state", () => {
    expect(trayIconFile("ok", { platform: "darwin", darkBar: true })).toBe("okTemplate.png");
    expect(trayIconFile("needsYou", { platform: "win32", darkBar: true })).toBe("needsYou-onDark.ico");
    expect(trayIconFile("signedOut", { platform: "linux", darkBar: false })).toBe("signedOut-onLight.png");
  });

  it("takes GNOME's bar for dark whatever the theme is", () => {
    expect(hasDarkBar("linux", false, "ubuntu:GNOME")).toBe(true);
    expect(hasDarkBar("linux", false, "KDE")).toBe(false);
    expect(hasDarkBar("linux", true, undefined)).toBe(true);
    expect(hasDarkBar("win32", false, "GNOME")).toBe(false);
  });
});

describe("the menu's template", () => {
  const items: readonly TrayItem[] = [
    { type: "item", id: "a", label: "R&D && more", enabled: true, command: { name: "quit", input: {} } },
    { type: "separator" },
    { type: "submenu", id: "s", label: "S&T", items: [{ type: "item", id: "b", label: "note", enabled: false }] },
  ];

  it("shows every & as it is, on each platform", () => {
    const run = (): void => undefined;
    expect(menuTemplate(items, "win32", run).map(({ label }) => label)).toEqual(["R&&D &&&& more", undefined, "S&&T"]);
    expect(menuTemplate(items, "darwin", run)[0]?.label).toBe("R&D && more");
  });

  it("runs the item's command on a click and nothing for a mere note", () => {
    const ran: CommandCall[] = [];
    const [first, , submenu] = menuTemplate(items, "linux", (call) => void ran.push(call));
    first?.click?.(undefined as never, undefined, undefined as never);
    expect(ran).toEqual([{ name: "quit", input: {} }]);
    expect(submenu?.submenu).toEqual([{ id: "b", label: "note", enabled: false }]);
  });
});

describe("whether there is a tray", () => {
  const answering =
    (answers: Readonly<Record<string, string>>): RunTool =>
    (program) =>
      Promise.resolve(answers[program]);

  it("is asked of whichever tool is there", async () => {
    expect(await findTray("linux", answering({ gdbus: "(true,)\n" }))).toBe("shown");
    expect(await findTray("linux", answering({ busctl: "b false\n" }))).toBe("missing");
    expect(await findTray("linux", answering({ "dbus-send": "method return …\n   boolean true\n" }))).toBe("shown");
  });

  it("is unknown without a tool or with an odd answer, and certain off Linux", async () => {
    expect(await findTray("linux", answering({}))).toBe("unknown");
    expect(await findTray("linux", answering({ gdbus: "Error: no bus" }))).toBe("unknown");
    expect(await findTray("win32", answering({ gdbus: "(false,)" }))).toBe("shown");
  });

  function fakeHost(open: boolean): { said: string[]; shows: number; program: object; windows: object } {
    const host = { said: [] as string[], shows: 0 };
    const program = { trayIs: (state: string) => void host.said.push(state) };
    const windows = { isOpen: () => open, show: () => void host.shows++ };
    return Object.assign(host, { program, windows });
  }
  const announce = async (open: boolean, run: RunTool): Promise<ReturnType<typeof fakeHost>> => {
    const host = fakeHost(open);
    await announceTray(host.program as never, host.windows as never, "linux", run, 1);
    return host;
  };

  it("brings up the window once where there is none, unless it is open already", async () => {
    const missing = answering({ gdbus: "(false,)" });
    expect(await announce(false, missing)).toMatchObject({ said: ["missing"], shows: 1 });
    expect(await announce(true, missing)).toMatchObject({ said: ["missing"], shows: 0 });
  });

  it("is looked at again, because a panel may start later than the app", async () => {
    const answers = ["(false,)", "(true,)"];
    expect(await announce(false, () => Promise.resolve(answers.shift()))).toMatchObject({ said: ["shown"], shows: 0 });
  });
});

describe("a start without a window, beside a tray that may show nothing", () => {
  const shows = async (first: boolean, open: boolean): Promise<number> => {
    let shown = 0;
    const windows = { isOpen: () => open, show: () => void shown++ };
    await showAtFirstStart({ isFirstStart: () => Promise.resolve(first) }, windows);
    return shown;
  };

  it("brings up the window for whoever has never seen the program, and for nobody else", async () => {
    expect(await shows(true, false)).toBe(1);
    expect(await shows(true, true)).toBe(0);
    expect(await shows(false, false)).toBe(0);
  });
});

describe("a notice after a copy", () => {
  it("says what, for whom, how long it lives and when the clipboard is cleared", () => {
    const at = 1_800_000_000_000;
    const parts = {
      who: "ada@contoso.example",
      what: "Graph",
      expiresAt: String(at + 3_540_000),
      clearsAt: String(at + 30_000),
    };
    expect(noticeWords({ id: "n", at, kind: "copied", parts })).toEqual({
      title: "Access token copied · ada@contoso.example · Graph",
      body: "59 min left · the clipboard is cleared in 30 s",
    });
  });
});
