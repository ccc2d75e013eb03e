// The key never stands in the browser's command line where a file can lead there, and the file does not outlive its use.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { keyPageText, writeKeyPage } from "../../electron/browser/keyPage.ts";
import { keyPageFolder } from "../../electron/browser/keyPageFolder.ts";
import { openUnseen, scriptedCommand } from "../../electron/browser/openUnseen.ts";
import { prepareChromium } from "../support/chromium.ts";
import { openHost, ours, post } from "./openHost.ts";

const address = "http://127.0.0.1:4711/#key=Zm9vYmFy-_";
let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tokentray-unseen-"));
  for (const name of ["bin", "runtime", "home"]) mkdirSync(at(name));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A desktop whose `xdg-open` writes down what it was asked to open, and fails for what `refuses` begins with. */
function fakeDesktop({ browser = "fox.desktop", opener = "", refuses = "nothing" } = {}) {
  program("xdg-mime", `case "$3" in text/html) echo ${opener || browser};; *) echo ${browser};; esac`);
  program("xdg-open", `echo "$*" >> ${at("opened")}; case "$1" in ${refuses}*) exit 3;; esac`);
  const env = {
    PATH: `${at("bin")}:${process.env["PATH"]}`,
    DISPLAY: ":0",
    BROWSER: "",
    XDG_RUNTIME_DIR: at("runtime"),
    HOME: at("home"),
    WSL_DISTRO_NAME: "",
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return { env, opened: () => (existsSync(at("opened")) ? readFileSync(at("opened"), "utf8").trim().split("\n") : []) };
}

function program(name: string, script: string): void {
  writeFileSync(at(`bin/${name}`), `#!/bin/sh\n${script}\n`);
  chmodSync(at(`bin/${name}`), 0o755);
}

const pagesLeft = (): readonly string[] => readdirSync(at("runtime"));

describe.skipIf(process.platform === "win32")("opening the browser on a shared computer", () => {
  it("names a file that only this person can read, and not the key", async () => {
    const { env, opened } = fakeDesktop();
    const tidy = await openUnseen(address, env, "linux");
    const [path = ""] = opened();
    expect(opened()).toHaveLength(1);
    expect(path).toMatch(/open\.html$/);
    expect(dirname(dirname(path))).toBe(at("runtime"));
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readFileSync(path, "utf8")).toContain(`content="0; url=${address}"`);
    await tidy();
    await tidy();
    expect(pagesLeft()).toEqual([]);
  });

  it("removes the file once the key was used", async () => {
    const { opened } = fakeDesktop();
    const host = await openHost();
    await vi.waitFor(() => expect(opened()).toHaveLength(1));
    const text = readFileSync(opened()[0] ?? "", "utf8");
    expect(text).toContain(`${host.origin}/#key=${host.key()}`);
    await host.openSession();
    await vi.waitFor(() => expect(pagesLeft()).toEqual([]), 5_000);
    await host.close();
    expect(opened().join()).not.toContain(host.key());
  });

  it("removes the file with the host's end, though nobody came", async () => {
    const { opened } = fakeDesktop();
    const host = await openHost();
    await vi.waitFor(() => expect(opened()).toHaveLength(1));
    expect(pagesLeft()).toHaveLength(1);
    await host.close();
    expect(pagesLeft()).toEqual([]);
  });

  it.each([
    ["what opens pages is no browser but an editor", { opener: "editor.desktop" }],
    ["nobody knows what opens pages", { browser: "''" }],
    ["what opens pages cannot open the file", { refuses: "/" }],
  ])("names the address itself where %s, and leaves no file", async (_, desktop) => {
    const { env, opened } = fakeDesktop(desktop);
    await (
      await openUnseen(address, env, "linux")
    )();
    expect(opened().at(-1)).toBe(address);
    expect(pagesLeft()).toEqual([]);
  });

  it("asks for nothing and writes nothing where no browser is wished or there is no display", async () => {
    const { env, opened } = fakeDesktop();
    await openUnseen(address, { ...env, BROWSER: "none" }, "linux");
    await openUnseen(address, { ...env, DISPLAY: "" }, "linux");
    expect([opened(), pagesLeft()]).toEqual([[], []]);
  });

  it("tells a Mac's browser by a script on standard input, and falls back to the address where that fails", async () => {
    const { env, opened } = fakeDesktop();
    program("osascript", `echo "$*" > ${at("arguments")}; cat > ${at("script")}`);
    program("open", `echo "$*" >> ${at("opened")}`);
    await openUnseen(address, env, "darwin");
    expect(readFileSync(at("arguments"), "utf8")).toBe("-\n");
    expect(readFileSync(at("script"), "utf8")).toBe(`open location "${address}"\n`);
    expect(opened()).toEqual([]);
    program("osascript", "exit 1");
    await openUnseen(address, env, "darwin");
    expect(opened()).toEqual([address]);
  });
});

it.each([['http://127.0.0.1:1/"&quit'], ["http://127.0.0.1:1/\\"]])(
  "puts no address into a script that could end its string: %s",
  (odd) => {
    expect(() => scriptedCommand(odd)).toThrow("does not fit");
  },
);

it("keeps a page's attribute whole, whatever the address holds", () => {
  expect(keyPageText('http://127.0.0.1/?a&b"><script>')).not.toMatch(/"><script>|\?a&b/);
});

describe("the folder of the file", () => {
  const applications = (openers: string, files: Readonly<Record<string, string>>) => ({
    openerOf: () => Promise.resolve(openers),
    isThere: (path: string) => Promise.resolve(path in files),
    textOf: (path: string) => Promise.resolve(files[path] ?? ""),
  });
  const snap = { "/var/lib/snapd/desktop/applications/firefox_firefox.desktop": "" };
  const launcher = "/var/lib/flatpak/exports/share/applications/org.mozilla.firefox.desktop";
  const forwarding = "[Desktop Entry]\nExec=flatpak run --file-forwarding org.mozilla.firefox @@u %u @@\n";
  const run = { "/run/user/1000": "" };

  it.each([
    [
      "the snap's own, for a snap",
      "firefox_firefox.desktop",
      { ...run, ...snap, "/home/ada/snap/firefox/common": "" },
      "/home/ada/snap/firefox/common",
    ],
    ["none for a snap that keeps its own elsewhere", "firefox_firefox.desktop", { ...run, ...snap }, undefined],
    [
      "the temporary one for a Flatpak that is handed files",
      "org.mozilla.firefox.desktop",
      { ...run, [launcher]: forwarding },
      tmpdir(),
    ],
    [
      "none for a Flatpak that is not",
      "org.mozilla.firefox.desktop",
      { ...run, [launcher]: "Exec=flatpak run org.mozilla.firefox %u" },
      undefined,
    ],
    ["the person's runtime folder for all others", "firefox-esr.desktop", run, "/run/user/1000"],
    ["the temporary one where there is no such folder", "firefox-esr.desktop", {}, tmpdir()],
    ["none where the browser's name leads elsewhere", "../../firefox.desktop", run, undefined],
  ])("is %s", async (_, opener, files, folderOf) => {
    const env = { XDG_RUNTIME_DIR: "/run/user/1000" };
    expect(await keyPageFolder(env, "/home/ada", applications(opener, files))).toBe(folderOf);
  });

  it("is none in Windows' Linux, whose browser is Windows'", async () => {
    const env = { XDG_RUNTIME_DIR: "/run/user/1000", WSL_DISTRO_NAME: "Debian" };
    expect(await keyPageFolder(env, "/home/ada", applications("fox.desktop", run))).toBeUndefined();
  });
});

it("leads a real browser to the page with its key, which the host then takes", { timeout: 120_000 }, async () => {
  vi.stubEnv("BROWSER", "none");
  const host = await openHost();
  const page = await writeKeyPage(folder, `${host.origin}/#key=${host.key()}`);
  const { executablePath, args, env, chromiumSandbox } = await prepareChromium();
  const browser = await chromium.launch({ executablePath, args, env, chromiumSandbox });
  onTestFinished(async () => {
    await browser.close();
    await host.close();
  });
  const tab = await browser.newPage();
  const complaints: string[] = [];
  tab.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  await tab.goto(`file://${page.path}`);
  await tab.waitForURL(`${host.origin}/#key=${host.key()}`);
  const asked = post("/session", { key: host.key() }, { ...ours });
  const status = await tab.evaluate(
    ({ headers, body }) =>
      fetch("/session", {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: body ?? "",
      }).then((reply) => reply.status),
    asked,
  );
  expect([status, complaints.filter((text) => !text.includes("favicon"))]).toEqual([200, []]);
});
