// Disks that take nothing: what can be had is had, what cannot be kept is said, and nothing that was there is lost.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { App } from "../../electron/core/app.ts";
import type { Files } from "../../electron/core/ports.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { connectTo, createNodeApp, scopes, signInAs } from "./nodeApp.ts";
import { startOneTimeServer, type OneTimeServer } from "./oneTimeServer.ts";

let folder = "";
let server: OneTimeServer;
const apps: App[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tokentray-full-"));
  server = await startOneTimeServer({ graceMs: 0, slownessMs: 0 });
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function started(where: string, files?: Files): Promise<App> {
  const app = createNodeApp(where, files === undefined ? {} : { files });
  apps.push(app);
  await app.start();
  return app;
}

/** People are signed in by a process that has ended; answers their accounts' IDs. */
async function signedIn(where: string, ...people: readonly string[]): Promise<readonly string[]> {
  const app = createNodeApp(where);
  await app.start();
  const connectionId = await connectTo(app, server.origin);
  const ids: string[] = [];
  for (const person of people) ids.push(await signInAs(app, connectionId, person));
  await app.stop();
  return ids;
}

const refreshed = (app: App, accountId = ""): ReturnType<App["getToken"]> =>
  app.getToken({ accountId, scopes, forceRefresh: true });
const kinds = (app: App): readonly string[] => app.snapshot().notices.map(({ kind }) => kind);

/** A disk of 256 kB, where this user may mount one. */
const smallDisk = mkdtempSync(join(tmpdir(), "tokentray-disk-"));
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", smallDisk]).status === 0;
if (mounted) spawnSync("umount", [smallDisk]);
rmSync(smallDisk, { recursive: true });

describe.skipIf(!mounted)("a disk that is full", () => {
  let disk = "";
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), "tokentray-disk-"));
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]);
  });
  afterEach(() => {
    spawnSync("umount", ["--lazy", disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it("keeps the old record whole and takes nothing of the new, which lives on in memory and is saved when there is room", async () => {
    const [ann = ""] = await signedIn(disk, "ann");
    const app = await started(disk);
    const before = readFileSync(join(disk, `vault/${ann}.sealed`));
    fill(join(disk, "filler"));
    for (let round = 0; round < 5; round += 1) expect(await refreshed(app, ann)).toMatchObject({ ok: true });
    expect(app.snapshot().accounts[0]).toMatchObject({ saved: false });
    expect(kinds(app)).toContain("notSaved");
    expect(readFileSync(join(disk, `vault/${ann}.sealed`)).equals(before)).toBe(true);
    // What was half written would only fill the disk further.
    expect(readdirSync(join(disk, "vault"))).toEqual([`${ann}.sealed`]);
    rmSync(join(disk, "filler"));
    app.storeMayBeUnlocked();
    await expect.poll(() => app.snapshot().accounts[0]?.saved).toBe(true);
    const next = await started(disk);
    expect(await refreshed(next, ann)).toMatchObject({ ok: true });
    expect(server.ended).toEqual([]);
  });
});

/** Leaves room for a few hundred bytes in the last page, and for none of another. */
function fill(path: string): void {
  for (const size of [65_536, 4_096, 512]) {
    try {
      for (let n = 0; n < 1_000; n += 1) writeFileSync(path, Buffer.alloc(size), { flag: "a" });
    } catch {
      // Full to within this size.
    }
  }
}

describe("a folder that cannot be written to", () => {
  const readOnly = (files: Files): Files => {
    const refuse = (): Promise<never> => Promise.reject(Object.assign(new Error("EROFS"), { code: "EROFS" }));
    return { ...files, writeAtomic: refuse, createExclusive: refuse, rename: refuse, remove: refuse };
  };

  it("serves who is signed in, keeps new tokens in memory, and says what could not be saved", async () => {
    const [ann = "", bea = ""] = await signedIn(folder, "ann", "bea");
    const app = await started(folder, readOnly(createNodeFiles(folder)));
    expect(app.snapshot().accounts).toHaveLength(2);
    for (const accountId of [ann, bea, ann]) expect(await refreshed(app, accountId)).toMatchObject({ ok: true });
    expect(kinds(app)).toContain("notSaved");
  });

  it("with damaged records and settings in it lets the program start, says so, and leaves them where they are", async () => {
    const [ann = "", bea = ""] = await signedIn(folder, "ann", "bea");
    writeFileSync(join(folder, `vault/${ann}.sealed`), "damaged");
    writeFileSync(join(folder, "settings/settings.json"), "damaged");
    const app = await started(folder, readOnly(createNodeFiles(folder)));
    expect(app.snapshot().accounts.map(({ id }) => id)).toEqual([bea]);
    expect(kinds(app)).toEqual(expect.arrayContaining(["recordSetAside", "settingsSetAside"]));
    expect(app.snapshot().notices.flatMap(({ parts }) => Object.keys(parts))).not.toContain("file");
    expect(await refreshed(app, bea)).toMatchObject({ ok: true });
    expect(await app.handlers.changeSettings({ notifyOnCopy: false })).toMatchObject({ ok: true });
    await expect.poll(() => kinds(app)).toContain("settingsNotSaved");
    expect(readFileSync(join(folder, "settings/settings.json"), "utf8")).toBe("damaged");
  });
});

it("a lock that could not be given back, because the disk was shut meanwhile, is in nobody's way once it is open again", async () => {
  const [ann = ""] = await signedIn(folder, "ann");
  const files = createNodeFiles(folder);
  const state = { shut: false };
  const orShut = (work: () => Promise<void>): Promise<void> =>
    state.shut ? Promise.reject(Object.assign(new Error("EROFS"), { code: "EROFS" })) : work();
  const app = await started(folder, {
    ...files,
    writeAtomic: (name, bytes) => {
      state.shut = name.startsWith("vault/");
      return orShut(() => files.writeAtomic(name, bytes));
    },
    remove: (name) => orShut(() => files.remove(name)),
  });
  expect(await refreshed(app, ann)).toMatchObject({ ok: true });
  expect(readdirSync(join(folder, "vault"))).toContain(`${ann}.lock`);
  state.shut = false;
  expect(await refreshed(app, ann)).toMatchObject({ ok: true });
  state.shut = false;
});

it.each(["vault", "settings"])(
  "a file in the place of the folder %s lets the program start and sign in",
  async (name) => {
    await signedIn(folder, "ann");
    renameSync(join(folder, name), join(folder, "kept"));
    writeFileSync(join(folder, name), "no folder");
    const app = await started(folder);
    const connectionId = await connectTo(app, server.origin);
    const accountId = await signInAs(app, connectionId, "bea");
    expect(await refreshed(app, accountId)).toMatchObject({ ok: true });
    expect(kinds(app)).toContain(name === "vault" ? "notSaved" : "settingsNotSaved");
    expect(readFileSync(join(folder, name), "utf8")).toBe("no folder");
    expect(readdirSync(join(folder, "kept")).length).toBeGreaterThan(0);
  },
);

it("settings that are a folder are set aside with what is in it", async () => {
  await signedIn(folder, "ann");
  const settings = join(folder, "settings/settings.json");
  rmSync(settings);
  mkdirSync(settings);
  writeFileSync(join(settings, "inner"), "kept");
  const app = await started(folder);
  expect(kinds(app)).toContain("settingsSetAside");
  expect(app.snapshot().accounts).toHaveLength(1);
  const [aside = ""] = readdirSync(join(folder, "settings")).filter((entry) => entry.startsWith("set-aside-"));
  expect(readFileSync(join(folder, "settings", aside, "inner"), "utf8")).toBe("kept");
});
