// Who lives and who is dead, among processes of one computer, of its containers and of others that share a folder.
import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { identityOf, type ProcessFacts, type ProcessTable, thisProcess } from "../../electron/node/processOwner.ts";

const first = "4026531836t4026531834";
const host: ProcessFacts = { pid: 100, start: "5000", kernel: "aaaaaaaa", space: first, host: "11111111" };
const name = (facts: Partial<ProcessFacts>): string => identityOf({ ...host, ...facts }, nobody).name;
const nobody: ProcessTable = { answersSignal: () => false, startOf: () => undefined };
/** Everybody who has one of these numbers, by the time of the start. */
const running = (table: Readonly<Record<number, string | undefined>>): ProcessTable => ({
  answersSignal: (pid) => pid in table,
  startOf: (pid) => table[pid],
});
const seen = (owner: string, table: ProcessTable = nobody, me: Partial<ProcessFacts> = {}) =>
  identityOf({ ...host, ...me }, table).isAlive(owner);

describe("on one computer", () => {
  it("itself lives", async () => {
    expect(await seen(name({}))).toBe(true);
  });

  it.each([
    ["who has ended is dead", { pid: 200 }, nobody, false],
    ["who runs lives", { pid: 200, start: "6000" }, running({ 200: "6000" }), true],
    ["who had the number before is dead", { pid: 200, start: "6000" }, running({ 200: "7000" }), false],
    ["who had our number before is dead", { start: "4000" }, running({ 100: "5000" }), false],
    ["who has ended and is not asked for is dead", { pid: 200, start: "6000" }, running({ 200: "ended" }), false],
    ["who cannot be read is neither", { pid: 200, start: "6000" }, running({ 200: undefined }), undefined],
  ])("%s", async (_, who, table, alive) => {
    expect(await seen(name(who), table)).toBe(alive);
  });

  it("who ran before it was started anew is dead", async () => {
    expect(await seen(name({ pid: 200, kernel: "bbbbbbbb" }), running({ 200: "5000" }))).toBe(false);
  });
});

describe("elsewhere, where numbers mean nothing here, nobody is called dead or alive", () => {
  const table = running({ 7: "6000", 200: "5000" });
  it.each<[string, Partial<ProcessFacts>]>([
    ["in a container of this computer", { pid: 7, space: "4026532999t4026531834" }],
    ["in one with our own number and start", { space: "4026532999t4026531834" }],
    ["in a container with a time of its own", { pid: 200, space: "4026531836t4026533000" }],
    ["on another computer", { pid: 7, kernel: "bbbbbbbb", host: "22222222" }],
    ["on a computer without an ID", { pid: 7, kernel: "bbbbbbbb", host: "" }],
    ["in a container of the same image, elsewhere or before", { pid: 7, kernel: "bbbbbbbb", space: "4026532999" }],
    ["where the system says nothing of itself", { pid: 7, kernel: "" }],
    ["on another system", { pid: 7, kernel: "win32", space: "" }],
  ])("%s", async (_, who) => {
    expect(await seen(name(who), table)).toBeUndefined();
    // And as they see us.
    expect(await identityOf({ ...host, ...who }, table).isAlive(name({}))).toBeUndefined();
  });

  it("between containers of one image, which share the computer's ID and name", async () => {
    const space = "4026532999t4026531834";
    expect(await seen(name({ pid: 7, space, kernel: "bbbbbbbb" }), table, { space })).toBeUndefined();
  });

  it.each(["nonsense", "", "1", "0-1-aaaaaaaa-1-1", "1-0-00000000", `${name({})}-x`, "-1-1-1-1-1"])(
    "who is called %j",
    async (owner) => {
      expect(await seen(owner)).toBeUndefined();
    },
  );
});

describe("on systems that do not tell when a process began", () => {
  const mac: Partial<ProcessFacts> = { kernel: "darwin", space: "", host: "33333333" };
  it("who has ended is dead, and of a number that is in use it is not known whose it is", async () => {
    expect(await seen(name({ ...mac, pid: 200 }), nobody, mac)).toBe(false);
    expect(await seen(name({ ...mac, pid: 200 }), running({ 200: undefined }), mac)).toBeUndefined();
    expect(await seen(name({ ...mac, pid: 200, host: "44444444" }), nobody, mac)).toBeUndefined();
  });
});

it("a name stands in file names of every system, and gives away neither the computer's ID nor its name", () => {
  expect(thisProcess.name).toMatch(/^[1-9]\d*-\d+-[0-9a-z]+-[0-9a-z]+-[0-9a-z]+$/);
  expect(thisProcess.name.length).toBeLessThan(80);
  expect(name({ kernel: "", space: "", host: "" })).toBe("100-5000-0-0-0");
  // A shorter name could stand in any number.
  const computer = hostname().length > 3 ? hostname().toLowerCase() : "no name";
  expect(thisProcess.name).not.toContain(computer);
});

const source = join(import.meta.dirname, "../../electron/node/processOwner.ts");
const asked = (owner: string): string =>
  `const { thisProcess } = await import(${JSON.stringify(source)});
   console.log(JSON.stringify({ name: thisProcess.name, alive: await thisProcess.isAlive(${JSON.stringify(owner)}) ?? null }));`;
const elsewhere = (...how: string[]): SpawnSyncReturns<string> =>
  spawnSync("unshare", [...how, process.execPath, "--input-type=module", "-e", asked(thisProcess.name)], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
/** Where it can't, that is tried with made-up names alone. */
const canUnshare = process.platform === "linux" && elsewhere("--pid", "--fork").status === 0;

describe.skipIf(process.platform !== "linux")("for real", () => {
  it("a process of the same computer is known to live, and to be dead once it was killed, even before anybody asks for its end", async () => {
    const child = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `const { thisProcess } = await import(${JSON.stringify(source)}); console.log(thisProcess.name); setInterval(() => {}, 1000);`,
    ]);
    const owner = await new Promise<string>((resolve) =>
      child.stdout.once("data", (text) => resolve(String(text).trim())),
    );
    expect(await thisProcess.isAlive(owner)).toBe(true);
    child.kill("SIGKILL");
    while (/^\d+ \(.*\) [^ZX]/.test(statOf(child.pid))) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await thisProcess.isAlive(owner)).toBe(false);
  });

  it.skipIf(!canUnshare).each([[["--pid", "--fork"]], [["--pid", "--fork", "--mount-proc"]]])(
    "in a container made with %j it sees itself, and neither takes us for dead nor we it",
    async (how) => {
      const { stdout } = elsewhere(...how);
      const { name: theirs, alive } = JSON.parse(stdout) as { name: string; alive: boolean | null };
      expect(alive).toBeNull();
      expect(theirs).not.toBe(thisProcess.name);
      expect(await thisProcess.isAlive(theirs)).toBeUndefined();
    },
  );
});

function statOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
