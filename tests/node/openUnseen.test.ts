// A key or a state never stands in the browser's command line: a file leads there, which does not outlive its use, or what
// stands in for the address.
import { readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { chromium } from "playwright";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { leadPageText, writeLeadPage } from "../../electron/node/leadPage.ts";
import { leadPageFolder } from "../../electron/node/leadPageFolder.ts";
import { openUnseen, scriptedCommand } from "../../electron/node/openUnseen.ts";
import { prepareChromium } from "../support/chromium.ts";
import { fakeOpeners, type FakeOpeners } from "../support/fakeOpeners.ts";
import { openHost, ours, post } from "../browser/openHost.ts";

const address = "https://login.example/authorize?state=Zm9vYmFy-_&nonce=x";
const standIn = "http://127.0.0.1:4711/go/once";
/** As a host opens it; `end` says that the address leads nowhere any more. */
function unseen() {
  const over = new AbortController();
  return { over: over.signal, standIn: () => standIn, end: () => over.abort() };
}

let desktop: FakeOpeners;
beforeEach(() => (desktop = fakeOpeners()));
afterEach(() => desktop.remove());

describe.skipIf(process.platform === "win32")("opening the browser on a shared computer", () => {
  it("names a file that only this person can read, and not the key", async () => {
    const { env, opened } = desktop.has();
    const { end, ...wish } = unseen();
    expect(await openUnseen(address, wish, env, "linux")).toBe(true);
    const [path = ""] = opened();
    expect(opened()).toHaveLength(1);
    expect(path).toMatch(/open\.html$/);
    expect(dirname(dirname(path))).toBe(desktop.at("runtime"));
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readFileSync(path, "utf8")).toContain(`content="0; url=${address.replaceAll("&", "&amp;")}"`);
    end();
    end();
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it("leaves no file where the address led nowhere any more before it was written", async () => {
    const { env } = desktop.has();
    const { end, ...wish } = unseen();
    const opening = openUnseen(address, wish, env, "linux");
    end();
    await opening;
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it("removes the file once the key was used", async () => {
    const { opened } = desktop.has();
    const host = await openHost();
    await vi.waitFor(() => expect(opened()).toHaveLength(1));
    const text = readFileSync(opened()[0] ?? "", "utf8");
    expect(text).toContain(`${host.origin}/#key=${host.key()}`);
    await host.openSession();
    await vi.waitFor(() => expect(desktop.pagesLeft()).toEqual([]), 5_000);
    await host.close();
    expect(opened().join()).not.toContain(host.key());
  });

  it("removes the file with the host's end, though nobody came", async () => {
    const { opened } = desktop.has();
    const host = await openHost();
    await vi.waitFor(() => expect(opened()).toHaveLength(1));
    expect(desktop.pagesLeft()).toHaveLength(1);
    await host.close();
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it.each([
    ["what opens pages is no browser but an editor", { opener: "editor.desktop" }],
    ["nobody knows what opens pages", { browser: "''" }],
    ["what opens pages cannot open the file", { refuses: "/" }],
  ])("names what stands in for the address where %s, and leaves no file", async (_, programs) => {
    const { env, opened } = desktop.has(programs);
    expect(await openUnseen(address, unseen(), env, "linux")).toBe(true);
    expect(opened().at(-1)).toBe(standIn);
    expect(opened().join()).not.toContain("state=");
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it("says so where nothing opens anything, and leaves no file", async () => {
    const { env } = desktop.has();
    desktop.program("xdg-open", "exit 3");
    expect(await openUnseen(address, unseen(), env, "linux")).toBe(false);
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it("asks for nothing and writes nothing where no browser is wished or there is no display", async () => {
    const { env, opened } = desktop.has();
    expect(await openUnseen(address, unseen(), { ...env, BROWSER: "none" }, "linux")).toBe(false);
    expect(await openUnseen(address, unseen(), { ...env, DISPLAY: "" }, "linux")).toBe(false);
    expect([opened(), desktop.pagesLeft()]).toEqual([[], []]);
  });

  it("tells a Mac's browser by a script on standard input, and falls back to what stands in for the address", async () => {
    const { env, opened } = desktop.has();
    desktop.program("osascript", `echo "$*" > ${desktop.at("arguments")}; cat > ${desktop.at("script")}`);
    desktop.program("open", `echo "$*" >> ${desktop.at("opened")}`);
    await openUnseen(address, unseen(), env, "darwin");
    expect(readFileSync(desktop.at("arguments"), "utf8")).toBe("-\n");
    expect(readFileSync(desktop.at("script"), "utf8")).toBe(`open location "${address}"\n`);
    expect(opened()).toEqual([]);
    desktop.program("osascript", "exit 1");
    await openUnseen(address, unseen(), env, "darwin");
    expect(opened()).toEqual([standIn]);
  });
});

it.each([['https://x.example/?"&quit'], ["https://x.example/?a\\"]])(
  "puts no address into a script that could end its string: %s",
  (odd) => {
    const { input = "" } = scriptedCommand(odd);
    expect(input).toMatch(/^open location "[^"\\]+"\n$/);
    expect(decodeURIComponent(/"(.+)"/.exec(input)?.[1] ?? "")).toBe(odd);
  },
);

it("keeps a page's attribute whole, whatever the address holds", () => {
  expect(leadPageText('http://127.0.0.1/?a&b"><script>')).not.toMatch(/"><script>|\?a&b/);
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
    expect(await leadPageFolder(env, "/home/ada", applications(opener, files))).toBe(folderOf);
  });

  it("is none in Windows' Linux, whose browser is Windows'", async () => {
    const env = { XDG_RUNTIME_DIR: "/run/user/1000", WSL_DISTRO_NAME: "Debian" };
    expect(await leadPageFolder(env, "/home/ada", applications("fox.desktop", run))).toBeUndefined();
  });
});

it("leads a real browser to the page with its key, which the host then takes", { timeout: 120_000 }, async () => {
  vi.stubEnv("BROWSER", "none");
  const host = await openHost();
  const page = await writeLeadPage(desktop.at("home"), `${host.origin}/#key=${host.key()}`);
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
