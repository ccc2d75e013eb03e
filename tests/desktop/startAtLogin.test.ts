// Starting with the computer on Linux: the file in the autostart folder starts this program and nothing else.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startAtLogin, type LoginSystem } from "../../electron/desktop/startAtLogin.ts";

vi.mock("electron/main", () => ({ app: {} }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokentray-autostart-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const linux = (program: string, packaged = true): LoginSystem => ({
  platform: "linux",
  packaged,
  program,
  autostartFolder: join(folder, "autostart"),
  set: () => undefined,
  get: () => ({ openAtLogin: false }),
});

async function entry(): Promise<string> {
  const [name = ""] = await readdir(join(folder, "autostart"));
  return readFile(join(folder, "autostart", name), "utf8");
}

/** As a desktop reads it: the text's own escapes first, then the quotation's (Desktop Entry Specification). */
function programIn(text: string): string {
  const value = /^Exec="(.*)" --hidden$/m.exec(text)?.[1] ?? "";
  const unescaped = value.replaceAll(/\\([\\nr])/g, (_, sign: string) => ({ n: "\n", r: "\r" })[sign] ?? sign);
  return unescaped.replaceAll(/\\(["`$\\])/g, "$1").replaceAll("%%", "%");
}

test.each([
  "/opt/TokenTray/tokentray",
  '/home/ann/My Programs/100% "quoted" $(touch x) `id`',
  "/home/ann/back\\slash\\new",
  "/home/ann/two\nExec=evil\rlines",
])("a program at %j is started as it is", async (program) => {
  expect(await startAtLogin(true, linux(program))).toBe("on");
  const text = await entry();
  expect(text.match(/^Exec=/gm)).toHaveLength(1);
  expect(programIn(text)).toBe(program);
  expect(await startAtLogin(false, linux(program))).toBe("off");
  expect(await readdir(join(folder, "autostart"))).toEqual([]);
});

test("a development run is never entered", async () => {
  expect(await startAtLogin(true, linux("/usr/bin/node", false))).toBe("notPossible");
  expect(await readdir(folder)).toEqual([]);
});
