// Files on disk: whole or not at all, for this user alone, nowhere but in their folder.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNodeFiles } from "../../electron/node/files.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { thisProcess } from "../../electron/node/processOwner.ts";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "tokentray-files-")), "data");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (found: Uint8Array | undefined): string | undefined => found && new TextDecoder().decode(found);

describe.each([
  ["on disk", () => createNodeFiles(folder)],
  ["in memory", () => createMemoryFiles()],
])("files %s", (_, create) => {
  it("gives back what was written last, and undefined for what never was", async () => {
    const files = create();
    expect(await files.read("vault/a.sealed")).toBeUndefined();
    await files.writeAtomic("vault/a.sealed", bytes("one"));
    await files.writeAtomic("vault/a.sealed", bytes("two"));
    expect(text(await files.read("vault/a.sealed"))).toBe("two");
  });

  it("lists the names in a folder alone, and nothing for a folder that is not there", async () => {
    const files = create();
    await files.writeAtomic("vault/a.sealed", bytes("a"));
    await files.writeAtomic("vault/b.sealed", bytes("b"));
    await files.writeAtomic("settings.json", bytes("{}"));
    expect([...(await files.list("vault"))].toSorted()).toEqual(["a.sealed", "b.sealed"]);
    expect(await files.list("nothing")).toEqual([]);
  });

  it("lets exactly one of many create a file", async () => {
    const files = create();
    const made = await Promise.all(["a", "b", "c", "d"].map((who) => files.createExclusive("locks/x", bytes(who))));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(["a", "b", "c", "d"][made.indexOf(true)]).toBe(text(await files.read("locks/x")));
  });

  it("renames, and removes without complaint what is not there", async () => {
    const files = create();
    await files.writeAtomic("a", bytes("a"));
    await files.rename("a", "kept/a.damaged");
    expect(await files.read("a")).toBeUndefined();
    expect(text(await files.read("kept/a.damaged"))).toBe("a");
    await files.remove("kept/a.damaged");
    await files.remove("kept/a.damaged");
    await expect(files.rename("gone", "b")).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("knows that its own process lives", async () => {
    const files = create();
    expect(await files.isAlive(files.owner)).toBe(true);
  });
});

describe("files on disk", () => {
  it("are readable by this user alone", async () => {
    const files = createNodeFiles(folder);
    await files.writeAtomic("vault/a.sealed", bytes("a"));
    await files.createExclusive("locks/a", bytes("a"));
    if (process.platform === "win32") return;
    expect(statSync(join(folder, "vault/a.sealed")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "locks/a")).mode & 0o777).toBe(0o600);
    for (const made of [folder, join(folder, "vault")]) expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it.each(["../a", "vault/../../a", "/etc/passwd", "a\\b", "", "a//b", ".", "..", ".hidden", "a\0b", "c:d", "a/"])(
    "refuse the name %j",
    async (name) => {
      const files = createNodeFiles(folder);
      await expect((async () => files.read(name))()).rejects.toThrow("not one of ours");
      await expect((async () => files.writeAtomic(name, bytes("x")))()).rejects.toThrow("not one of ours");
    },
  );

  it("leave the old content and no temporary file where the new cannot take its place", async () => {
    const files = createNodeFiles(folder);
    await files.writeAtomic("vault/a/inner", bytes("old"));
    await expect(files.writeAtomic("vault/a", bytes("new"))).rejects.toThrow(/directory|EPERM/);
    expect(text(await files.read("vault/a/inner"))).toBe("old");
    expect(readdirSync(join(folder, "vault"))).toEqual(["a"]);
  });

  it("hold the old or the new content, never a part, whenever the writer is killed", async () => {
    const script = join(folder, "..", "write.mjs");
    const source = join(import.meta.dirname, "../../electron/node/files.ts");
    writeFileSync(
      script,
      `import { createNodeFiles } from ${JSON.stringify(source)};
       const files = createNodeFiles(${JSON.stringify(folder)});
       process.stdout.write("ready");
       for (let n = 0; ; n++) await files.writeAtomic("record", Buffer.alloc(200_000, "abcdefghij"[n % 10]));`,
    );
    const files = createNodeFiles(folder);
    await files.writeAtomic("record", Buffer.alloc(200_000, "a"));
    for (const waitMs of [1, 7, 13, 29]) {
      const writer = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
      await new Promise((resolve) => writer.stdout.once("data", resolve));
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      writer.kill("SIGKILL");
      await new Promise((resolve) => writer.once("close", resolve));
      const found = text(await files.read("record")) ?? "";
      expect(found).toHaveLength(200_000);
      expect(new Set(found).size).toBe(1);
    }
  }, 30_000);

  it.skipIf(process.platform === "win32")(
    "leave no part of what could not be written whole, and the old content",
    async () => {
      const script = join(folder, "..", "write.mjs");
      const source = join(import.meta.dirname, "../../electron/node/files.ts");
      writeFileSync(
        script,
        `import { createNodeFiles } from ${JSON.stringify(source)};
       const files = createNodeFiles(${JSON.stringify(folder)});
       const fails = (work) => work.then(() => "written", ({ code }) => code);
       await files.writeAtomic("vault/record", Buffer.from("old"));
       const large = Buffer.alloc(200_000, "a");
       console.log(await fails(files.writeAtomic("vault/record", large)), await fails(files.createExclusive("vault/lock", large)));`,
      );
      // A file may grow to a few kilobytes, as on a disk that is nearly full.
      const limited = spawnSync("sh", ["-c", 'ulimit -f 8; exec "$0" "$1"', process.execPath, script], {
        encoding: "utf8",
      });
      expect(limited.stdout.trim()).toBe("EFBIG EFBIG");
      expect(readdirSync(join(folder, "vault"))).toEqual(["record"]);
      expect(text(await createNodeFiles(folder).read("vault/record"))).toBe("old");
    },
  );

  it("clear away what dead writers left, and leave alone what living ones are writing", async () => {
    const files = createNodeFiles(folder);
    await files.writeAtomic("vault/a", bytes("a"));
    const [, start = "", ...place] = thisProcess.name.split("-");
    const ended = spawnSync(process.execPath, ["-p", "process.pid"]).stdout.toString().trim();
    const dead = `.a.${[ended, start, ...place].join("-")}.1.tmp`;
    const living = `.a.${thisProcess.name}.99.tmp`;
    for (const name of [dead, living]) writeFileSync(join(folder, "vault", name), "half");
    const next = createNodeFiles(folder);
    expect(await next.list("vault")).toEqual(["a"]);
    expect(readdirSync(join(folder, "vault")).toSorted()).toEqual([living, "a"]);
  });

  it("leave alone for a day what a writer left that cannot be looked for from here, then clear it away", async () => {
    const left = ["fresh", "old"].map((file) => join(folder, "vault", `.${file}.7-7-ffffffff-1t1-ffffffff.1.tmp`));
    const files = createNodeFiles(folder);
    await files.writeAtomic("vault/a", bytes("a"));
    for (const path of left) writeFileSync(path, "half");
    const aDayAgo = Date.now() / 1000 - 25 * 3_600;
    utimesSync(left[1] ?? "", aDayAgo, aDayAgo);
    expect(await createNodeFiles(folder).list("vault")).toEqual(["a"]);
    expect(readdirSync(join(folder, "vault")).toSorted()).toEqual([basename(left[0] ?? ""), "a"]);
  });

  it("are changed by a touch in nothing but their time", async () => {
    const files = createNodeFiles(folder);
    await files.writeAtomic("a", bytes("text"));
    utimesSync(join(folder, "a"), 1_000, 1_000);
    expect(await files.changedAt("a")).toBe(1_000_000);
    await files.touch("a");
    expect(Math.abs(((await files.changedAt("a")) ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(text(await files.read("a"))).toBe("text");
    await expect(files.touch("gone")).rejects.toMatchObject({ code: "ENOENT" });
    expect(await files.changedAt("gone")).toBeUndefined();
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("keep any bytes exactly", async () => {
    const files = createNodeFiles(folder);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (content) => {
        await files.writeAtomic("any", content);
        expect(Buffer.from((await files.read("any")) ?? []).equals(Buffer.from(content))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
