// The packed app: exactly what it needs, its switches set, and it runs from there. Electron itself is an empty stand-in here, and
// no installer is made, because the tools for it come from the network.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCurrentFuseWire, FuseState } from "@electron/fuses";
import type { ElectronApplication } from "playwright";
import { diagnosticsWords } from "../../shared/diagnosticsWords.ts";
import { setupStepTitles } from "../../shared/setupUiWords.ts";
import { frameWords, screenTitles } from "../../shared/uiWords.ts";
import { extractAsar, readAsar } from "../support/packing/asarFile.ts";
import { icnsPictures } from "../support/icnsFile.ts";
import { pack, type Packed } from "../support/packing/pack.ts";
import { ended, onRealElectron, windowOf, type Profile } from "./support/launch.ts";
import { personWho, signInAs, snapshotOf } from "./support/practice.ts";
import { runSelfTest } from "./support/selfTest.ts";
import { expect, test } from "./support/test.ts";
import { clickMenu, clipboardText, labelsOf } from "./support/tray.ts";

test.skip(process.platform !== "linux" || onRealElectron, "packs for every system, on Linux");
// One after another in one process: each pack keeps both cores busy.
test.describe.configure({ mode: "default", timeout: 120_000 });

let work = "";
test.beforeAll(() => void (work = mkdtempSync(join(tmpdir(), "tokentray-packing-"))));
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

let onLinux: Promise<Packed> | undefined;
/** Packed once, for whichever test is the first to ask. */
const packedForLinux = (): Promise<Packed> =>
  (onLinux ??= pack("linux", folderFor("linux"), ["deb", "rpm", "AppImage"]));

const allowed =
  /^(package\.json|dist\/(main[\w-]*|preload)\.cjs|dist\/icons\/\w[\w@-]+\.(png|ico)|dist\/renderer\/.+\.(html|js|css|woff2|svg))$/;
const needed = ["package.json", "dist/main.cjs", "dist/preload.cjs", "dist/renderer/index.html"];
const mebibyte = 1024 * 1024;

test("linux: the archive holds the bundles alone, without source maps, tests or anything else", async () => {
  const { asar } = await packedForLinux();
  const { files } = readAsar(asar);
  const names = [...files.keys()];
  expect(names).toEqual(expect.arrayContaining(needed));
  expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  expect(names.filter((name) => name.includes("selfTest"))).toHaveLength(1);
  const texts = [...files].filter(([name]) => /\.(cjs|js|css|html|json)$/.test(name));
  for (const [name, contents] of texts) {
    expect([name, contents.includes("sourceMappingURL=data:"), contents.includes("BEGIN PRIVATE KEY")]).toEqual([
      name,
      false,
      false,
    ]);
  }
  const size = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  expect(size).toBeLessThan(3 * mebibyte);
  const manifest = JSON.parse(String(files.get("package.json"))) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    name: "tokentray",
    productName: "TokenTray",
    main: "dist/main.cjs",
    desktopName: "io.github.tokentray.TokenTray.desktop",
  });
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["scripts"]));
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["devDependencies"]));
});

test("linux: beside it lies Electron with one language, and nothing to load in its place", async () => {
  const { folder } = await packedForLinux();
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => name.startsWith("resources/")).toSorted()).toEqual([
    "resources/app.asar",
    "resources/apparmor-profile",
  ]);
  expect(names.filter((name) => name.endsWith(".pak"))).toEqual(["locales/en-US.pak"]);
});

for (const { system, integrity } of [
  { system: "linux", integrity: undefined },
  { system: "win", integrity: integrityOnWindows },
  { system: "mac", integrity: integrityOnMac },
] as const) {
  test(`${system}: every fuse is set, in the order of the wire${integrity ? ", and the archive's hash is in the program" : ""}`, async () => {
    const { asar, executable, folder } =
      system === "linux" ? await packedForLinux() : await pack(system, folderFor(system));
    const { version: _, ...fuses } = await getCurrentFuseWire(system === "mac" ? folder : executable);
    const { DISABLE: off, ENABLE: on } = FuseState;
    expect(Object.values(fuses)).toEqual([off, off, off, off, on, on, off, off, on]);
    if (integrity) expect(integrity(executable, folder)).toBe(readAsar(asar).headerHash);
    if (system === "mac") checkMac(folder);
    if (system === "win") checkWindows(folder);
  });
}

test("linux: menu entry, icons and package scripts are those of this app, and register nothing", async () => {
  const [appImage, deb, rpm] = (await packedForLinux()).computed as [LinuxEntry, LinuxPackage, LinuxPackage];
  expect(appImage.desktopFileName).toBe("io.github.tokentray.TokenTray.desktop");
  expect(appImage.desktop).not.toContain("--no-sandbox");
  for (const { desktop, desktopFile, fpm, afterInstall, afterRemove } of [deb, rpm]) {
    expect(desktopFile).toBe("/usr/share/applications/io.github.tokentray.TokenTray.desktop");
    expect(desktop.split("\n")).toEqual(
      expect.arrayContaining([
        "Name=TokenTray",
        "Exec=/opt/TokenTray/tokentray %U",
        "Icon=tokentray",
        "StartupWMClass=io.github.tokentray.TokenTray",
        "Categories=Utility;",
      ]),
    );
    expect(desktop).not.toMatch(/MimeType|x-scheme-handler|no-sandbox/);
    expect(fpm.filter((each) => each.includes("/hicolor/"))).toHaveLength(8);
    expect(afterInstall).toContain("chmod 4755 '/opt/TokenTray/chrome-sandbox'");
    expect(afterInstall).toContain("/etc/apparmor.d/tokentray");
    expect(afterRemove).toContain("upgrade | 1) exit 0");
    expect(`${afterInstall}${afterRemove}`).not.toContain("${");
  }
  expect(String(readFileSync(join((await packedForLinux()).folder, "resources/apparmor-profile")))).toContain(
    'profile tokentray "/opt/TokenTray/tokentray" flags=(unconfined) {\n  userns,',
  );
});

test("linux: an upgrade keeps what the new version has set up, and a removal leaves nothing", async () => {
  const [, deb, rpm] = (await packedForLinux()).computed as [LinuxEntry, LinuxPackage, LinuxPackage];
  expect(deb.afterInstall).toBe(rpm.afterInstall);
  const installed = runScript(deb.afterInstall, "configure");
  expect(installed).toContain("chown root:root /opt/TokenTray/chrome-sandbox");
  expect(installed).toContain("chmod 4755 /opt/TokenTray/chrome-sandbox");
  expect(installed).toContain("cp -f /opt/TokenTray/resources/apparmor-profile /etc/apparmor.d/tokentray");
  for (const upgrade of ["upgrade", "1"]) expect(runScript(deb.afterRemove, upgrade)).toEqual([]);
  for (const removal of ["remove", "purge", "0"]) {
    expect(runScript(deb.afterRemove, removal)).toContain("rm -f /usr/bin/tokentray");
  }
});

test.describe("out of the archive", () => {
  /** Electron's files in archives are beyond a stand-in, so they are taken out. */
  const unpacked = async (): Promise<Pick<Profile, "app" | "env">> => {
    const { asar, executable } = await packedForLinux();
    const app = join(folderFor("extracted"), "app.asar");
    extractAsar(readAsar(asar), app);
    return { app, env: { STANDIN_PACKAGED: "1", STANDIN_EXECUTABLE: executable } };
  };
  const ada = personWho("works");
  const shown = (application: ElectronApplication): ReturnType<typeof expect.poll> =>
    expect.poll(() => labelsOf(application));

  test("somebody signs in, copies, quits, and copies again after a restart without a password", async ({ launch }) => {
    const profile = await unpacked();
    const first = await launch(profile);
    await signInAs(await windowOf(first), ada);
    await shown(first).toContainEqual(expect.stringContaining("Copy access token · "));
    await clickMenu(first, "Copy access token · ");
    await expect.poll(() => clipboardText(first)).toMatch(/^eyJ/);
    await clickMenu(first, "Quit TokenTray");
    await ended(first);

    const second = await launch({ ...profile, args: ["--hidden"] });
    await shown(second).toContainEqual(expect.stringContaining("Copy access token · "));
    expect(second.windows()).toEqual([]);
    await clickMenu(second, "Copy access token · ");
    await expect.poll(() => clipboardText(second)).toMatch(/^eyJ/);
  });

  test("what is loaded on demand is there: settings, diagnostics with its checks, the guide", async ({ launch }) => {
    const application = await launch(await unpacked());
    const page = await windowOf(application);
    const screens = page.getByRole("navigation", { name: frameWords.navigation });
    for (const name of [screenTitles.settings, screenTitles.setup, screenTitles.diagnostics]) {
      await screens.getByRole("button", { name, exact: true }).click();
      const heading = name === screenTitles.setup ? setupStepTitles[0] : name;
      await expect(page.locator("h1").first()).toHaveText(heading);
    }
    await page.getByRole("button", { name: diagnosticsWords.runChecks, exact: true }).click();
    await expect(page.getByRole("button", { name: diagnosticsWords.runAgain, exact: true })).toBeVisible({
      timeout: 15_000,
    });
    expect((await snapshotOf(page)).checks?.results.map(({ id }) => id)).toContain("versions");
  });

  test("the self-test finds the program as it was shipped", async ({ home }) => {
    const { code, report } = await runSelfTest({ home, ...(await unpacked()) });
    expect(report.parts["program"]).toMatchObject({
      ok: true,
      facts: { packaged: true, fromAsar: true, sandbox: true },
    });
    expect(code).toBe(0);
  });
});

interface LinuxEntry {
  readonly desktop: string;
  readonly desktopFileName: string;
}
interface LinuxPackage {
  readonly fpm: readonly string[];
  readonly afterInstall: string;
  readonly afterRemove: string;
  readonly desktop: string;
  readonly desktopFile: string;
}

/** Every tool that the script would call, with its arguments; none of them does anything. */
function runScript(script: string, argument: string): readonly string[] {
  const folder = folderFor("tools");
  const log = join(folder, "log");
  writeFileSync(log, "");
  const tools = "ln chown chmod cp rm update-desktop-database gtk-update-icon-cache apparmor_status apparmor_parser";
  for (const tool of tools.split(" ")) {
    writeFileSync(join(folder, tool), `#!/bin/sh\necho "${tool} $*" >> "${log}"\n`, { mode: 0o755 });
  }
  const { status, stderr } = spawnSync("/bin/bash", ["--norc", "-c", script, "script", argument], {
    env: { PATH: folder },
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
  return readFileSync(log, "utf8").split("\n").filter(Boolean);
}

function folderFor(name: string): string {
  return mkdtempSync(join(work, `${name}-`));
}

function plistOf(folder: string): string {
  return readFileSync(join(folder, "Contents/Info.plist"), "utf8");
}

function integrityOnMac(_executable: string, folder: string): string | undefined {
  return /<key>Resources\/app\.asar<\/key>[^]*?<key>hash<\/key>\s*<string>(\w+)</.exec(plistOf(folder))?.[1];
}

/** In the program's resource INTEGRITY/ELECTRONASAR. */
function integrityOnWindows(executable: string): string | undefined {
  const bytes = readFileSync(executable);
  expect(bytes.includes(Buffer.from("ELECTRONASAR", "utf16le"))).toBe(true);
  return /"file":"resources\\\\app\.asar","alg":"SHA256","value":"(\w+)"/i.exec(bytes.toString("latin1"))?.[1];
}

function checkMac(folder: string): void {
  const plist = plistOf(folder);
  const valueOf = (key: string): string | undefined =>
    new RegExp(`<key>${key}</key>\\s*(?:<string>(.*?)</string>|<(true|false)/>)`).exec(plist)?.slice(1).find(Boolean);
  expect(valueOf("LSUIElement")).toBe("true");
  expect(valueOf("CFBundleIdentifier")).toBe("io.github.tokentray.TokenTray");
  expect(valueOf("LSMinimumSystemVersion")).toBe("13.0");
  expect(plist).not.toContain("CFBundleURLTypes");
  expect(icnsPictures(readFileSync(join(folder, "Contents/Resources/icon.icns"))).has("ic10")).toBe(true);
  expect(readdirSync(join(folder, "Contents/Resources")).filter((name) => name.endsWith(".lproj"))).toEqual([
    "en.lproj",
  ]);
}

function checkWindows(folder: string): void {
  expect(readdirSync(join(folder, "resources"))).toEqual(["app.asar"]);
  const program = readFileSync(join(folder, "TokenTray.exe"));
  for (const text of ["TokenTray contributors", "0.1.0"])
    expect(program.includes(Buffer.from(text, "utf16le"))).toBe(true);
}
