// Records that are not what was written, on a real disk: set aside or left alone, always reported, and nobody else's loss.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { App } from "../../electron/core/app.ts";
import type { Files } from "../../electron/core/ports.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { connectTo, createNodeApp, openVault, scopes, signInAs } from "./nodeApp.ts";
import { startOneTimeServer, type OneTimeServer } from "./oneTimeServer.ts";

let scratch = "";
let folder = "";
let server: OneTimeServer;
const apps: App[] = [];

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), "tokentray-damage-"));
  folder = join(scratch, "data");
  server = await startOneTimeServer({ graceMs: 0, slownessMs: 0 });
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** People are signed in by a process that has ended; answers their accounts' IDs. */
async function signedIn(...people: readonly string[]): Promise<readonly string[]> {
  const app = createNodeApp(folder);
  await app.start();
  const connectionId = await connectTo(app, server.origin);
  const ids: string[] = [];
  for (const person of people) ids.push(await signInAs(app, connectionId, person));
  await app.stop();
  return ids;
}

async function started(files?: Files): Promise<App> {
  const app = createNodeApp(folder, files === undefined ? {} : { files });
  apps.push(app);
  await app.start();
  return app;
}

const sealed = (accountId: string): string => join(folder, "vault", `${accountId}.sealed`);
const people = (app: App): readonly string[] => app.snapshot().accounts.map(({ username }) => username);
const reported = (app: App, kind: string): readonly (string | undefined)[] =>
  app.snapshot().notices.flatMap((notice) => (notice.kind === kind ? [notice.accountId] : []));
const refreshed = (app: App, accountId = ""): ReturnType<App["getToken"]> =>
  app.getToken({ accountId, scopes, forceRefresh: true });

it.each<[string, (good: Buffer, other: Buffer) => Buffer]>([
  ["empty", () => Buffer.alloc(0)],
  ["half of one", (good) => good.subarray(0, good.length / 2)],
  ["one with a bit flipped", (good) => good.fill((good[99] ?? 0) ^ 4, 99, 100)],
  ["another account's", (_, other) => other],
  ["random", () => randomBytes(1_000)],
  ["ten megabytes", () => randomBytes(10_000_000)],
  ["one followed by something", (good) => Buffer.concat([good, good])],
])("a record that is %s is set aside as it was and reported, and everybody else is served", async (_, spoil) => {
  const [ann = "", bea = ""] = await signedIn("ann", "bea");
  const bytes = spoil(readFileSync(sealed(ann)), readFileSync(sealed(bea)));
  writeFileSync(sealed(ann), bytes);
  const app = await started();
  expect(people(app)).toEqual(["bea"]);
  expect(reported(app, "recordSetAside")).toEqual([ann]);
  const [name = ""] = readdirSync(join(folder, "vault/set-aside"));
  expect(readFileSync(join(folder, "vault/set-aside", name)).equals(bytes)).toBe(true);
  expect(await refreshed(app, bea)).toMatchObject({ ok: true });
  await signInAs(app, app.snapshot().accounts[0]?.connectionId ?? "", "ann");
  expect(people(await started())).toHaveLength(2);
});

it("a folder in the place of a record is set aside with all that is in it, and the account can be signed in to again", async () => {
  const [ann = "", bea = ""] = await signedIn("ann", "bea");
  rmSync(sealed(ann));
  mkdirSync(sealed(ann));
  writeFileSync(join(sealed(ann), "inner"), "kept");
  const app = await started();
  expect(people(app)).toEqual(["bea"]);
  expect(reported(app, "recordSetAside")).toEqual([ann]);
  const [name = ""] = readdirSync(join(folder, "vault/set-aside"));
  expect(readFileSync(join(folder, "vault/set-aside", name, "inner"), "utf8")).toBe("kept");
  await signInAs(app, app.snapshot().accounts[0]?.connectionId ?? "", "ann");
  expect(app.snapshot().accounts.every(({ saved }) => saved)).toBe(true);
  expect(await refreshed(app, bea)).toMatchObject({ ok: true });
  expect(await app.handlers.removeEverything({ confirmed: true })).toMatchObject({ ok: true });
  expect(readdirSync(join(folder, "vault/set-aside"))).toEqual([]);
});

it("a record torn at any length, or with any one bit flipped, is never taken for one, and each is kept", async () => {
  const [ann = ""] = await signedIn("ann");
  const good = readFileSync(sealed(ann));
  const files = createMemoryFiles();
  const vault = openVault(files);
  const readAs = async (bytes: Uint8Array): Promise<string> => {
    await files.writeAtomic(`vault/${ann}.sealed`, bytes);
    return (await vault.read(ann)).kind;
  };
  for (let length = 0; length < good.length; length += 1) {
    expect(await readAs(good.subarray(0, length))).toBe("damaged");
  }
  for (let place = 0; place < good.length; place += 1) {
    const flipped = Buffer.from(good);
    flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
    expect(await readAs(flipped)).toBe("damaged");
  }
  expect(await files.list("vault/set-aside")).toHaveLength(2 * good.length);
  expect(await readAs(good)).toBe("record");
});

it("whatever is found in place of a record, it is never taken for one", async () => {
  const [ann = ""] = await signedIn("ann");
  const good = readFileSync(sealed(ann));
  const files = createMemoryFiles();
  const vault = openVault(files);
  const changed = fc
    .array(fc.record({ at: fc.nat(good.length), remove: fc.nat(40), put: fc.uint8Array({ maxLength: 40 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((changes) =>
      changes.reduce(
        (bytes, { at, remove, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + remove)]),
        good,
      ),
    );
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, fc.uint8Array({ maxLength: 3_000 })), async (bytes) => {
      await files.writeAtomic(`vault/${ann}.sealed`, bytes);
      expect((await vault.read(ann)).kind).toBe(good.equals(bytes) ? "record" : "damaged");
    }),
    { numRuns: 1_000 },
  );
});

it("a record that is damaged while its account is in memory is set aside, and the good copy goes back to the disk", async () => {
  const [ann = ""] = await signedIn("ann");
  const app = await started();
  writeFileSync(sealed(ann), "damaged");
  await server.close();
  // The server cannot be reached, so nothing new is to be stored.
  expect(await refreshed(app, ann)).toMatchObject({ ok: false });
  expect(readdirSync(join(folder, "vault/set-aside"))).toHaveLength(1);
  expect(people(await started())).toEqual(["ann"]);
});

it("two copies that start at once on a damaged record both start, and it is set aside once", async () => {
  const [ann = ""] = await signedIn("ann", "bea", "cem");
  writeFileSync(sealed(ann), "damaged");
  const both = await Promise.all([started(), started()]);
  for (const app of both) expect(people(app).toSorted()).toEqual(["bea", "cem"]);
  expect(readdirSync(join(folder, "vault/set-aside"))).toHaveLength(1);
  expect(both.flatMap((app) => reported(app, "recordSetAside")).length).toBeGreaterThan(0);
});

it("a good record that another copy stored while a damaged one was being read stays where it is", async () => {
  const [ann = ""] = await signedIn("ann");
  const good = readFileSync(sealed(ann));
  const files = createNodeFiles(folder);
  let reads = 0;
  const late: Files = {
    ...files,
    read: (name) => {
      reads += 1;
      return name.endsWith(".sealed") && reads === 1 ? Promise.resolve(Buffer.from("damaged")) : files.read(name);
    },
  };
  expect((await openVault(late).read(ann)).kind).toBe("record");
  expect(readFileSync(sealed(ann)).equals(good)).toBe(true);
});

it.skipIf(process.platform === "win32")("what others may read by now is closed to them again", async () => {
  const [ann = ""] = await signedIn("ann");
  const settings = join(folder, "settings/settings.json");
  const open = [sealed(ann), settings, join(folder, "vault")];
  for (const path of open) chmodSync(path, 0o755);
  const app = await started();
  for (const path of open) expect((statSync(path).mode & 0o077).toString(8)).toBe("0");
  expect(await refreshed(app, ann)).toMatchObject({ ok: true });
});

it.each(["EACCES", "EIO", "EPERM"])(
  "a record that the system will not let be read (%s) is reported and left alone, and everybody else is served",
  async (code) => {
    const [ann = "", bea = ""] = await signedIn("ann", "bea");
    const before = readFileSync(sealed(ann));
    const files = createNodeFiles(folder);
    const state = { shut: true };
    const refuse = (name: string): boolean => state.shut && name.includes(ann) && name.endsWith(".sealed");
    const app = await started({
      ...files,
      read: (name) => (refuse(name) ? Promise.reject(Object.assign(new Error(code), { code })) : files.read(name)),
    });
    expect(people(app)).toEqual(["bea"]);
    expect(reported(app, "recordSetAside")).toEqual([ann]);
    expect(await refreshed(app, bea)).toMatchObject({ ok: true });
    expect(readFileSync(sealed(ann)).equals(before)).toBe(true);
    state.shut = false;
    app.storeMayBeUnlocked();
    await expect.poll(() => people(app)).toHaveLength(2);
  },
);

it("a connection that was saved just before quitting is there at the next start", async () => {
  const app = await started();
  const connectionId = await connectTo(app, server.origin);
  await app.stop();
  expect((await started()).snapshot().connections.map(({ id }) => id)).toContain(connectionId);
});
