// The smaller ports on Node: clock, log file, data folder, practice tenant.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { silenceMs } from "../../electron/core/accountLock.ts";
import type { Files, LogEntry } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { terminalDataFolder } from "../../electron/node/dataFolder.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { createLogFile } from "../../electron/node/logFile.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { createPractice } from "../../electron/node/practice.ts";
import { parsePracticeState } from "../../electron/practice/state.ts";
import { practicePeople, practiceTenant } from "../../shared/practicePeople.ts";

const freshFolder = (): string => mkdtempSync(join(tmpdir(), "tokentray-ports-"));

describe("the clock", () => {
  afterEach(() => void vi.useRealTimers());

  it("waits for months without calling back at once", () => {
    vi.useFakeTimers();
    let called = 0;
    const monthsMs = 60 * 24 * 3_600_000;
    systemClock.after(monthsMs, () => (called += 1));
    vi.advanceTimersByTime(monthsMs - 1_000);
    expect(called).toBe(0);
    vi.advanceTimersByTime(1_001);
    expect(called).toBe(1);
  });

  it("does not call back what was cancelled, before or after a split", () => {
    vi.useFakeTimers();
    let called = 0;
    const cancel = systemClock.after(30 * 24 * 3_600_000, () => (called += 1));
    vi.advanceTimersByTime(26 * 24 * 3_600_000);
    cancel();
    systemClock.after(10, () => (called += 1))();
    vi.advanceTimersByTime(30 * 24 * 3_600_000);
    expect(called).toBe(0);
  });
});

describe("the log file", () => {
  const entry = (fields: LogEntry["fields"]): LogEntry => ({ at: 0, level: "info", event: "refresh.done", fields });

  it("holds one JSON line per entry, for this user alone", () => {
    const folder = join(freshFolder(), "log");
    const log = createLogFile(folder);
    log.write(entry({ status: 200, kept: true, kind: "throttled" }));
    log.write(entry({}));
    const lines = readFileSync(join(folder, "tokentray.log"), "utf8").trim().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        at: "1970-01-01T00:00:00.000Z",
        level: "info",
        event: "refresh.done",
        status: 200,
        kept: true,
        kind: "throttled",
      },
      { at: "1970-01-01T00:00:00.000Z", level: "info", event: "refresh.done" },
    ]);
    // Windows has no such modes.
    expect(statSync(join(folder, "tokentray.log")).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  });

  it("drops every field that is not of the three plain types", () => {
    const folder = freshFolder();
    const sneaked = { reply: { access_token: "leak" } } as unknown as LogEntry["fields"];
    createLogFile(folder).write(entry(sneaked));
    expect(readFileSync(join(folder, "tokentray.log"), "utf8")).not.toContain("leak");
  });

  it("never grows beyond two files of a megabyte", () => {
    const folder = freshFolder();
    const log = createLogFile(folder);
    for (let n = 0; n < 400; n++) log.write(entry({ n, padding: "x".repeat(10_000) }));
    expect(readdirSync(folder).toSorted()).toEqual(["tokentray.1.log", "tokentray.log"]);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1_000_000);
    expect(readFileSync(join(folder, "tokentray.log"), "utf8")).toContain('"n":399');
  });

  it("does not throw where it cannot write", () => {
    const file = join(freshFolder(), "file");
    writeFileSync(file, "");
    expect(() => createLogFile(file).write(entry({}))).not.toThrow();
  });
});

it("the data folder follows each system's custom, and TOKENTRAY_DATA above all", () => {
  expect(terminalDataFolder({}, "linux", "/home/ada")).toBe("/home/ada/.local/share/tokentray-terminal");
  expect(terminalDataFolder({ XDG_DATA_HOME: "/data" }, "linux", "/home/ada")).toBe("/data/tokentray-terminal");
  expect(terminalDataFolder({ XDG_DATA_HOME: "data" }, "linux", "/home/ada")).toBe(
    "/home/ada/.local/share/tokentray-terminal",
  );
  expect(terminalDataFolder({}, "darwin", "/Users/ada")).toBe(
    "/Users/ada/Library/Application Support/tokentray-terminal",
  );
  expect(terminalDataFolder({ LOCALAPPDATA: "/local" }, "win32", "/c/ada")).toBe("/local/tokentray-terminal");
  expect(terminalDataFolder({ TOKENTRAY_DATA: "/mine", XDG_DATA_HOME: "/data" }, "linux", "/home/ada")).toBe("/mine");
});

describe("the practice tenant as a port", () => {
  const metadata = async (authority: string): Promise<number> =>
    (await fetch(`${authority}/v2.0/.well-known/openid-configuration`)).status;

  it("starts once, answers, and stops", async () => {
    const practice = createPractice(createMemoryFiles(), { lasting: true });
    const [one, two] = await Promise.all([practice.start(), practice.start()]);
    expect(two).toEqual(one);
    expect(await metadata(one.authority)).toBe(200);
    await practice.stop();
    await expect(metadata(one.authority)).rejects.toThrow("fetch failed");
  });

  it("comes back at the same address with the same keys, until it is told to forget", async () => {
    const files = createNodeFiles(freshFolder());
    const practice = createPractice(files, { lasting: true });
    const keys = async (): Promise<string> =>
      (await fetch(`${(await practice.start()).authority}/discovery/v2.0/keys`)).text();
    const first = await practice.start();
    const firstKeys = await keys();
    await practice.stop();
    expect(await practice.start()).toEqual(first);
    expect(await keys()).toBe(firstKeys);
    await practice.forget();
    expect(await keys()).not.toBe(firstKeys);
    await practice.stop();
  });

  it.each([true, false])("runs all the same where nothing can be written (lasting: %s)", async (lasting) => {
    const folder = join(freshFolder(), "in the way");
    writeFileSync(folder, "no folder");
    const practice = createPractice(createNodeFiles(folder), { lasting });
    const { authority } = await practice.start();
    expect(await metadata(authority)).toBe(200);
    await practice.stop();
    await expect(metadata(authority)).rejects.toThrow("fetch failed");
    expect(readFileSync(folder, "utf8")).toBe("no folder");
  });

  it("has a sign-in on disk before the app has its answer, so that a crash right after loses nothing", async () => {
    const files = createMemoryFiles();
    const practice = createPractice(files, { lasting: true });
    const { authority } = await practice.start();
    const [ada] = practicePeople;
    const body = new URLSearchParams({
      grant_type: "password",
      client_id: practiceTenant.clientId,
      username: ada?.username ?? "",
      password: ada?.password ?? "",
      scope: "User.Read offline_access",
    });
    const saved = async () =>
      parsePracticeState(JSON.parse(Buffer.from((await files.read("practice/state.json")) ?? []).toString()));
    expect((await saved())?.refreshTokens).toEqual([]);
    expect((await fetch(`${authority}/oauth2/v2.0/token`, { method: "POST", body })).status).toBe(200);
    expect((await saved())?.refreshTokens).toMatchObject([{ username: ada?.username, state: "fresh" }]);
    await practice.stop();
  });

  it("is shared with other processes of the same folder, where it is to last", async () => {
    const files = createMemoryFiles();
    const first = createPractice(files, { lasting: true });
    const started = await first.start();
    const second = createPractice({ ...files, owner: "another" }, { lasting: false });
    expect(await second.start()).toEqual(started);
    await second.stop();
    expect(await metadata(started.authority)).toBe(200);
    await first.stop();
    expect(await files.list("practice")).toEqual(["state.json"]);
  });

  it("makes another process wait where it is for one command only, and hands over its address and keys", async () => {
    const files = createMemoryFiles();
    const shared = { ...files, isAlive: () => Promise.resolve(true) };
    const first = createPractice(shared, { lasting: false });
    const started = await first.start();
    const second = createPractice({ ...shared, owner: "another" }, { lasting: false });
    const order: string[] = [];
    const starting = second.start().then((found) => {
      order.push("second started");
      return found;
    });
    await new Promise((resolve) => setTimeout(resolve, 120));
    order.push("first stops");
    await first.stop();
    expect(await starting).toEqual(started);
    expect(order).toEqual(["first stops", "second started"]);
    await second.stop();
    expect(await files.list("practice")).toEqual(["state.json"]);
  });

  describe("of another container or computer, where it is not known whether its process lives,", () => {
    const apart = (files: Files, owner: string): Files => ({
      ...files,
      owner,
      isAlive: () => Promise.resolve(undefined),
    });

    it("is shared where it answers", async () => {
      const files = createMemoryFiles();
      const first = createPractice(apart(files, "there"), { lasting: true });
      const started = await first.start();
      const second = createPractice(apart(files, "here"), { lasting: true });
      expect(await second.start()).toEqual(started);
      await second.stop();
      await first.stop();
      expect(await files.list("practice")).toEqual(["state.json"]);
    });

    it("is left what it saves where it does not answer, because it has a network of its own, and another one saves nothing", async () => {
      const files = createMemoryFiles();
      const running = { owner: "there", origin: "http://127.0.0.1:9", authority: "http://127.0.0.1:9/t" };
      await files.writeAtomic("practice/running.json", Buffer.from(JSON.stringify(running)));
      const practice = createPractice(apart(files, "here"), { lasting: true });
      expect(await metadata((await practice.start()).authority)).toBe(200);
      await practice.stop();
      expect(await files.list("practice")).toEqual(["running.json"]);
      expect(Buffer.from((await files.read("practice/running.json")) ?? []).toString()).toBe(JSON.stringify(running));
    });

    it("marks what it is found by for as long as it runs", async () => {
      const files = createMemoryFiles();
      const touched: string[] = [];
      const touch = async (name: string): Promise<void> => void touched.push(name);
      const practice = createPractice({ ...files, touch }, { lasting: true });
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      try {
        await practice.start();
        await vi.advanceTimersByTimeAsync(silenceMs);
        expect(touched.length).toBeGreaterThan(2);
        expect(new Set(touched)).toEqual(new Set(["practice/running.json"]));
        await practice.stop();
        const before = touched.length;
        await vi.advanceTimersByTimeAsync(silenceMs);
        expect(touched).toHaveLength(before);
      } finally {
        vi.useRealTimers();
      }
    });

    it("is taken for ended once it has not been marked for as long as a lock", async () => {
      const files = createMemoryFiles();
      const running = { owner: "there", origin: "http://127.0.0.1:9", authority: "http://127.0.0.1:9/t" };
      await files.writeAtomic("practice/running.json", Buffer.from(JSON.stringify(running)));
      const changedAt = async (name: string): Promise<number> => (name === "practice/running.json" ? 0 : silenceMs + 1);
      const practice = createPractice({ ...apart(files, "here"), changedAt }, { lasting: true });
      const { origin } = await practice.start();
      expect(Buffer.from((await files.read("practice/running.json")) ?? []).toString()).toContain(origin);
      await practice.stop();
      expect(await files.list("practice")).toEqual(["state.json"]);
    });
  });

  it("is not looked for at an address where something else answers", async () => {
    const files = createMemoryFiles();
    const other = createServer((_, response) => void response.end("another program"));
    await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await files.writeAtomic(
      "practice/running.json",
      Buffer.from(JSON.stringify({ owner: "x", origin, authority: `${origin}/t` })),
    );
    const practice = createPractice({ ...files, isAlive: () => Promise.resolve(true) }, { lasting: false });
    expect((await practice.start()).origin).not.toBe(origin);
    await practice.stop();
    other.close();
  });

  it("does not look for the tenant of a process that is dead", async () => {
    const files = createMemoryFiles();
    const running = { owner: "dead", origin: "http://127.0.0.1:9", authority: "http://127.0.0.1:9/t" };
    await files.writeAtomic("practice/running.json", Buffer.from(JSON.stringify(running)));
    const practice = createPractice(files, { lasting: false });
    expect(await metadata((await practice.start()).authority)).toBe(200);
    await practice.stop();
  });

  it.each([
    ["another host", "http://practice.example:80", "http://practice.example:80/t"],
    ["another host that begins alike", "http://127.0.0.1:80.evil.test", "http://127.0.0.1:80.evil.test/t"],
    ["another protocol", "https://127.0.0.1:9", "https://127.0.0.1:9/t"],
    ["credentials", "http://a:b@127.0.0.1:9", "http://a:b@127.0.0.1:9/t"],
    ["something before a host", "http://127.0.0.1:9", "http://127.0.0.1:9@evil.test/t"],
    ["a longer port", "http://127.0.0.1:9", "http://127.0.0.1:99/t"],
    ["an authority elsewhere", "http://127.0.0.1:9", "http://evil.test:99999/t"],
    ["a query", "http://127.0.0.1:9", "http://127.0.0.1:9/t?x=1"],
  ])("sends nothing where a file of the folder leads to %s, and starts its own", async (_, origin, authority) => {
    const files = { ...createMemoryFiles(), isAlive: () => Promise.resolve(true) };
    await files.writeAtomic("practice/running.json", Buffer.from(JSON.stringify({ owner: "x", origin, authority })));
    const practice = createPractice(files, { lasting: false });
    const started = await practice.start();
    expect([started.origin, started.authority]).not.toContain(origin);
    expect(started.authority).not.toBe(authority);
    expect(await metadata(started.authority)).toBe(200);
    await practice.stop();
  });

  it("starts afresh where its saved state is damaged", async () => {
    const files = createMemoryFiles();
    await files.writeAtomic("practice/state.json", Buffer.from("{ not json"));
    const practice = createPractice(files, { lasting: true });
    expect(await metadata((await practice.start()).authority)).toBe(200);
    await practice.stop();
  });
});
