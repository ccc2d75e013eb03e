// The self-test's parts: each finds what is wrong, none takes longer than it may, and the clipboard is put back.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { clipboardFormats } from "../../electron/desktop/clipboard.ts";
import { checkClipboard, type ClipboardParts } from "../../electron/desktop/selfTest/clipboardPart.ts";
import { fileWithFuses, readFuses, shippedFuses } from "../../electron/desktop/selfTest/fuseWire.ts";
import { readOptions } from "../../electron/desktop/selfTest/options.ts";
import { runPart } from "../../electron/desktop/selfTest/part.ts";
import { checkProgram } from "../../electron/desktop/selfTest/programPart.ts";
import { checkSecretStore } from "../../electron/desktop/selfTest/secretStorePart.ts";
import { checkLoginItem, checkTray } from "../../electron/desktop/selfTest/systemParts.ts";
import type { SecretStore } from "../../electron/core/ports.ts";
import type { LoginSystem } from "../../electron/desktop/startAtLogin.ts";
import { selfTestWords } from "../../shared/selfTestWords.ts";

// Only the tests' own login system is asked.
vi.mock("electron/main", () => ({ app: {} }));

let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "tokentray-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a part", () => {
  it("that never answers is said to be late, and the next can go on", async () => {
    const report = await runPart(() => new Promise(() => undefined), 50);
    expect(report).toMatchObject({ ok: false, problem: selfTestWords.late(0.1), facts: {} });
  });

  it("that throws is reported with what it said", async () => {
    const report = await runPart(() => Promise.reject(new Error("no such bus")), 1000);
    expect(report).toMatchObject({ ok: false, problem: selfTestWords.broke("no such bus") });
  });

  it("that finds nothing wrong is well", async () => {
    const report = await runPart(() => Promise.resolve({ facts: { made: true } }), 1000);
    expect(report).toMatchObject({ ok: true, facts: { made: true } });
    expect(report.problem).toBeUndefined();
  });
});

describe("the clipboard", () => {
  interface Fake {
    readonly parts: ClipboardParts;
    readonly held: () => Readonly<Record<string, string | Blob>>;
    readonly writes: () => number;
  }
  interface Trouble {
    readonly drops?: (type: string) => boolean;
    readonly unreadable?: boolean;
    readonly hangs?: boolean;
    readonly overtakenBy?: string;
  }

  /** As Electron has it: what was read cannot be written, and all formats of a write replace what was there. */
  function clipboardWith(first: Record<string, string | Blob>, trouble: Trouble = {}): Fake {
    let held = first;
    let writes = 0;
    class Item {
      readonly payloads: Record<string, string | Blob>;
      constructor(payloads: Record<string, string | Blob>) {
        if (Object.keys(payloads).length === 0) throw new TypeError("at least one MIME type is required");
        this.payloads = payloads;
      }
      get types(): string[] {
        return Object.keys(this.payloads);
      }
      getType(type: string): Promise<unknown> {
        return trouble.unreadable === true ? Promise.reject(new Error("busy")) : Promise.resolve(this.payloads[type]);
      }
    }
    const clipboard = {
      clear: () => void (held = {}),
      has: (type: string) => Promise.resolve(type in held),
      read: () => Promise.resolve(Object.keys(held).length === 0 ? [] : [new Item(held)]),
      readText: () => new Response(held["text/plain"]).text(),
      write: async ([item]: readonly Item[]) => {
        writes++;
        if (trouble.hangs === true && writes === 1) await new Promise(() => undefined);
        const kept = Object.entries(item?.payloads ?? {}).filter(([type]) => trouble.drops?.(type) !== true);
        held = Object.fromEntries(kept);
        const { overtakenBy } = trouble;
        if (overtakenBy !== undefined) setTimeout(() => (held = { "text/plain": overtakenBy }), 0);
      },
    };
    const parts = { clipboard, ClipboardItem: Item } as unknown as ClipboardParts;
    return { parts, held: () => held, writes: () => writes };
  }

  it.each(["linux", "win32", "darwin"] as const)(
    "on %s gets every format, and back what it held, which no history is to keep",
    async (platform) => {
      const before = { "text/plain": "theirs", "text/html": "<b>theirs</b>" };
      const { parts, held } = clipboardWith(before);
      const { facts, problem } = await checkClipboard(parts, platform, 1000);
      expect(problem).toBeUndefined();
      expect(Object.values(facts["formats"] ?? {}).length).toBeGreaterThan(1);
      expect(Object.values(facts["formats"] ?? {})).not.toContain(false);
      const { "text/plain": _, ...secrecy } = clipboardFormats("", platform);
      expect(Object.keys(secrecy).length).toBeGreaterThan(0);
      expect(held()).toEqual({ ...before, ...secrecy });
    },
  );

  it("that was empty is empty again", async () => {
    const { parts, held } = clipboardWith({});
    expect((await checkClipboard(parts, "linux", 1000)).facts).toMatchObject({ restored: true });
    expect(held()).toEqual({});
  });

  it("that loses the mark of secrecy is named, and put back all the same", async () => {
    const { parts, held } = clipboardWith({ "text/plain": "theirs" }, { drops: (type) => type.includes("kde") });
    const { problem } = await checkClipboard(parts, "linux", 1000);
    expect(problem).toBe(selfTestWords.clipboard.lacking("x-kde-passwordManagerHint"));
    expect(held()).toEqual({ "text/plain": "theirs" });
  });

  it("that cannot be read is not written to", async () => {
    const { parts, writes } = clipboardWith({ "image/png": "theirs" }, { unreadable: true });
    expect((await checkClipboard(parts, "linux", 1000)).problem).toBe(selfTestWords.clipboard.unreadable);
    expect(writes()).toBe(0);
  });

  it("that hangs leaves what was there", async () => {
    const { parts, held } = clipboardWith({ "text/plain": "theirs" }, { hangs: true });
    expect((await checkClipboard(parts, "linux", 100)).problem).toBe(selfTestWords.clipboard.lost);
    expect(held()).toEqual({ "text/plain": "theirs" });
  });

  it("keeps what somebody copied meanwhile", async () => {
    const { parts, held } = clipboardWith({ "text/plain": "theirs" }, { overtakenBy: "just copied" });
    parts.clipboard.has = () => new Promise((resolve) => setTimeout(() => resolve(true), 20));
    await checkClipboard(parts, "linux", 1000);
    expect(held()).toEqual({ "text/plain": "just copied" });
  });
});

describe("the secret store", () => {
  const good: SecretStore = {
    state: () => Promise.resolve({ kind: "protected", backEnd: "Keychain" }),
    seal: (plain) => Promise.resolve({ ok: true, bytes: Buffer.from(btoa(plain)) }),
    open: (sealed) => Promise.resolve({ ok: true, plain: atob(Buffer.from(sealed).toString()), resealWanted: false }),
    forget: () => Promise.resolve(),
  };

  it("that seals and opens is well", async () => {
    expect(await checkSecretStore(good)).toMatchObject({ facts: { backEnd: "Keychain", state: "protected" } });
    expect((await checkSecretStore(good)).problem).toBeUndefined();
  });

  const faults: readonly (readonly [string, Partial<SecretStore>, keyof typeof selfTestWords.store])[] = [
    [
      "seals nothing",
      { seal: (plain: string) => Promise.resolve({ ok: true, bytes: Buffer.from(plain) }) },
      "readable",
    ],
    [
      "opens something else",
      { open: () => Promise.resolve({ ok: true, plain: "x", resealWanted: false }) },
      "forgetful",
    ],
    ["is locked at the second look", { seal: () => Promise.resolve({ ok: false, reason: "locked" }) }, "locked"],
    ["is missing", { state: () => Promise.resolve({ kind: "missing", backEnd: "" }) }, "missing"],
  ];
  it.each(faults)("that %s is named", async (_, fault, words) => {
    expect((await checkSecretStore({ ...good, ...fault })).problem).toBe(selfTestWords.store[words]);
  });
});

describe("the fuses", () => {
  const wire = (states: string): Buffer =>
    Buffer.concat([
      Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
      Buffer.from([1, states.length]),
      Buffer.from(states),
    ]);
  const program = (bytes: Buffer): string => {
    const file = join(folder, "program");
    writeFileSync(file, bytes);
    return file;
  };
  const shipped = "000011001";

  it.each([0, 100, (1 << 20) - 5, (1 << 20) - 34, (1 << 20) + 1])("are read at byte %i of the program", async (at) => {
    const file = program(Buffer.concat([Buffer.alloc(at, 7), wire(shipped), Buffer.alloc(3000, 7)]));
    expect(await readFuses(file)).toEqual(shippedFuses);
  });

  it.each([
    ["no sentinel", Buffer.alloc(5000, 7)],
    ["nothing", Buffer.alloc(0)],
    ["a wire cut short", wire(shipped).subarray(0, 38)],
  ])("are not invented where there is %s", async (_, bytes) => {
    expect(await readFuses(program(bytes))).toBeUndefined();
  });

  it("that differ are named, and a fuse of a later Electron is no fault", async () => {
    const check = (states: string): ReturnType<typeof checkProgram> =>
      checkProgram({
        packaged: true,
        executable: program(wire(states)),
        appPath: "/opt/TokenTray/resources/app.asar",
        platform: "linux",
        sandboxOff: false,
      });
    expect((await check(`${shipped}0`)).problem).toBeUndefined();
    expect((await check("100001001")).problem).toBe(selfTestWords.fuses.wrong("runAsNode, asarIntegrity"));
  });

  it("that are right do not excuse files outside the archive, nor pages outside the sandbox", async () => {
    const executable = program(wire(shipped));
    const shippedProgram = {
      packaged: true,
      executable,
      appPath: "/opt/app.asar",
      platform: "linux",
      sandboxOff: false,
    } as const;
    const problemOf = async (change: object): Promise<string | undefined> =>
      (await checkProgram({ ...shippedProgram, ...change })).problem;
    expect(await problemOf({})).toBeUndefined();
    expect(await problemOf({ appPath: "/opt/app" })).toBe(selfTestWords.notFromAsar);
    expect(await problemOf({ sandboxOff: true })).toBe(selfTestWords.sandboxOff);
  });

  it("are in the framework on macOS", () => {
    expect(fileWithFuses("/A/TokenTray.app/Contents/MacOS/TokenTray", "darwin")).toBe(
      join("/A/TokenTray.app/Contents/Frameworks/Electron Framework.framework/Electron Framework"),
    );
  });
});

describe("the desktop", () => {
  const mac: LoginSystem = {
    platform: "darwin",
    packaged: true,
    program: "",
    autostartFolder: "",
    set: () => expect.unreachable("the self-test changes nothing"),
    get: () => ({ openAtLogin: false, status: "requires-approval" }),
  };

  it("is asked for the login item, and not changed", async () => {
    expect(await checkLoginItem(mac)).toEqual({ facts: { startsAtLogin: "needsApproval" } });
    expect(await checkLoginItem({ ...mac, platform: "linux", autostartFolder: folder })).toEqual({
      facts: { startsAtLogin: "off" },
    });
  });

  it("without a place for tray icons is named, which is no failure", async () => {
    const answered = (answer: string): ReturnType<typeof checkTray> =>
      checkTray(
        () => undefined,
        "linux",
        () => Promise.resolve(answer),
      );
    expect(await answered("(true,)")).toEqual({ facts: { made: true, presence: "shown" } });
    expect(await answered("(false,)")).toEqual({
      facts: { made: true, presence: "missing" },
      hint: selfTestWords.trayMissing,
    });
  });
});

describe("the options", () => {
  it("have defaults, and nonsense does not change them", () => {
    const defaults = { proxyAddress: "https://login.microsoftonline.com/", limitMs: 10_000 };
    expect(readOptions(["TokenTray", "--selftest"])).toEqual(defaults);
    for (const limit of ["0", "-1", "x", "", "601", "Infinity"]) {
      expect(readOptions(["--selftest", `--selftest-limit=${limit}`, "--selftest-file="])).toEqual(defaults);
    }
    expect(readOptions(["--selftest-limit=60", "--selftest-file=a=b.json"])).toMatchObject({
      limitMs: 60_000,
      file: "a=b.json",
    });
  });
});
