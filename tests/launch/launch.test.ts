// `npm start` from end to end, with small programs standing where Electron would be.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { launch } from "../../electron/launch/launch.ts";

let folder = "";
let said = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tokentray-launch-"));
  said = "";
  vi.stubEnv("DISPLAY", ":0");
  vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", folder);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text.toString();
    return true;
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const runtimeThat = (script: string) => {
  const file = join(folder, "electron");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o700);
};

/** Launches, and tells what the browser host was asked to show, if it was opened. */
const launching = async () => {
  let shown: string | undefined;
  const code = await launch(["--no-sandbox"], (because) => {
    shown = because;
    return Promise.resolve(7);
  });
  return { code, shown };
};

describe.runIf(process.platform === "linux")("on Linux", () => {
  test("the app is started in the checkout, with the arguments that were given", async () => {
    runtimeThat(`printf '%s' "$*" > ${join(folder, "args")}; exit 0`);
    expect(await launching()).toEqual({ code: 0, shown: undefined });
    expect(readFileSync(join(folder, "args"), "utf8")).toMatch(/ --no-sandbox$/);
    expect(said).toBe("");
  });

  test("a runtime that cannot come up gives way to the browser host, saying why once", async () => {
    runtimeThat(`echo "error while loading shared libraries: libgtk-3.so.0" >&2; exit 127`);
    const { code, shown } = await launching();
    expect(code).toBe(7);
    expect(shown).toContain("libgtk-3.so.0");
    expect(said).toBe(`${shown}\n`);
  });

  test("a runtime that is not where it should be gives way as well", async () => {
    const { code, shown } = await launching();
    expect(code).toBe(7);
    expect(shown).toContain("its program file is missing");
  });

  test("without a display nothing is started at all", async () => {
    vi.stubEnv("DISPLAY", "");
    vi.stubEnv("WAYLAND_DISPLAY", "");
    runtimeThat(`touch ${join(folder, "started")}`);
    expect((await launching()).shown).toContain("no display");
    expect(existsSync(join(folder, "started"))).toBe(false);
  });
});
