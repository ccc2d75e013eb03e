// `--selftest`: one JSON about everything native, whatever the system does, and nothing of the person's is touched.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfTestWords } from "../../shared/selfTestWords.ts";
import { clipboardText, labelsOf, loadedBeforeTray, putOnClipboard } from "./support/tray.ts";
import { onRealElectron } from "./support/launch.ts";
import { runSelfTest } from "./support/selfTest.ts";
import { expect, test } from "./support/test.ts";

test("tries every native part, prints what it found, and ends with 0", async ({ home }) => {
  test.skip(onRealElectron, "a computer without a keyring would rightly fail");
  const { code, report } = await runSelfTest({ home });
  expect(Object.keys(report.parts).toSorted()).toEqual([
    "clipboard",
    "loginItem",
    "page",
    "program",
    "proxy",
    "secretStore",
    "tray",
  ]);
  expect(Object.values(report.parts).map(({ problem }) => problem)).toEqual(Array(7).fill(undefined));
  expect(report.parts["page"]?.facts).toMatchObject({ address: "app://bundle/index.html" });
  expect(report.parts["proxy"]?.facts).toMatchObject({ answer: "DIRECT", proxy: null });
  expect(report.parts["clipboard"]?.facts).toMatchObject({ formats: { "text/plain": true }, restored: true });
  expect(report.parts["secretStore"]?.facts).toMatchObject({ state: "protected" });
  expect(report.versions).toMatchObject({ tokentray: "0.1.0", electron: expect.stringMatching(/^45\./) });
  const { readyMs = 0, trayMs = 0, firstPaintMs = 0 } = report.timings;
  expect(0 < readyMs && readyMs <= trayMs && trayMs < firstPaintMs).toBe(true);
  expect([code, report.ok]).toEqual([0, true]);
});

/** Once a first start has written down that it was one. */
async function filesAtRest(folder: string): Promise<readonly string[]> {
  const isWritten = (): boolean => {
    const files = filesBelow(folder);
    return files.includes(join("settings", "settings.json")) && !files.some((file) => file.endsWith(".tmp"));
  };
  await expect.poll(isWritten).toBe(true);
  return filesBelow(folder);
}

test("leaves the profile, the autostart file and the clipboard as they are", async ({ home, launch }) => {
  const running = await launch({ args: ["--hidden"] });
  await expect.poll(() => labelsOf(running)).not.toEqual([]);
  await putOnClipboard(running, "what somebody copied");
  const data = join(home, "profile/data");
  const autostart = join(home, ".config/autostart/io.github.tokentray.TokenTray.desktop");
  mkdirSync(join(autostart, ".."), { recursive: true });
  writeFileSync(autostart, "as it was");
  const before = await filesAtRest(data);
  // Beside a TokenTray that runs, with the same profile named.
  const { report } = await runSelfTest({ home, env: { STANDIN_PACKAGED: "1" } });
  expect(filesBelow(data)).toEqual(before);
  expect(report.profile).toContain(join(tmpdir(), "tokentray-selftest-"));
  if (!onRealElectron) expect(existsSync(report.profile)).toBe(false);
  expect(readFileSync(autostart, "utf8")).toBe("as it was");
  // On Linux a clipboard ends with the program that filled it, unless the desktop keeps it.
  if (!(onRealElectron && process.platform === "linux")) {
    expect(await clipboardText(running)).toBe("what somebody copied");
  }
  expect(report.parts["clipboard"]?.facts).toMatchObject({ restored: true });
  if (!onRealElectron) expect(report.parts["loginItem"]?.facts).toEqual({ startsAtLogin: "on" });
});

test("an ordinary start loads nothing of it", async ({ launch }) => {
  const application = await launch({ args: ["--hidden"] });
  await expect.poll(() => labelsOf(application)).not.toEqual([]);
  expect((await loadedBeforeTray(application))?.filter((file) => /selfTest/i.test(file))).toEqual([]);
});

test("takes an address for the proxy, a limit and a file", async ({ home }) => {
  const file = join(home, "report.json");
  const args = ["--selftest-url=https://proxied.example/a?b=c", `--selftest-file=${file}`, "--selftest-limit=20"];
  const { report } = await runSelfTest({ home, args });
  expect(report.parts["proxy"]?.facts).toMatchObject({ address: "https://proxied.example" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(report);
  const wrong = await runSelfTest({ home, args: ["--selftest-url=not an address"] });
  expect(wrong.report.parts["proxy"]?.problem).toBe(selfTestWords.proxyAddress);
  expect(wrong.code).toBe(1);
});

test.describe("what is wrong with the system is said in words, and ends with 1", () => {
  test.skip(onRealElectron, "only a stand-in can be broken at will");

  const failing = [
    {
      why: "no keyring",
      env: { STANDIN_SAFE_STORAGE: "basic" },
      part: "secretStore",
      words: selfTestWords.store.unprotected,
    },
    {
      why: "no store",
      env: { STANDIN_SAFE_STORAGE: "unavailable" },
      part: "secretStore",
      words: selfTestWords.store.missing,
    },
    {
      why: "a keyring that waits",
      env: { STANDIN_SAFE_STORAGE: "prompting" },
      part: "secretStore",
      words: selfTestWords.late(8),
    },
    { why: "no fuses", env: { STANDIN_PACKAGED: "1" }, part: "program", words: selfTestWords.fuses.unreadable },
  ] as const;
  for (const { why, env, part, words } of failing) {
    test(why, async ({ home }) => {
      const { code, report } = await runSelfTest({ home, env, args: ["--selftest-limit=8"] });
      expect(report.parts[part]).toMatchObject({ ok: false, problem: words });
      expect([code, report.ok]).toEqual([1, false]);
      const others = Object.entries(report.parts).filter(([name]) => name !== part);
      expect(others.filter(([, { ok }]) => !ok)).toEqual([]);
    });
  }
});

function filesBelow(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted() : [];
}
