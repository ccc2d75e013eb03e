// Files below one data folder: written whole or not at all, readable by this user alone.
import {
  closeSync,
  constants,
  type Dirent,
  fchmodSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Files } from "../core/ports.ts";
import { entriesOf, link, makeFolder, open, othersTurn, pause, remove, removeFile, rename } from "./fsCalls.ts";
import { pathIn, temporaryName, writerOf } from "./fileName.ts";
import { type ProcessIdentity, thisProcess } from "./processOwner.ts";

/** Then whatever else waits has its turn: with sealed records to open, so many take a few milliseconds. */
const readsInARow = 32;

/** The folder is made with the first write. What writers that died left half done is removed when its folder is first used. */
export function createNodeFiles(folder: string, self: ProcessIdentity = thisProcess): Files {
  const swept = new Map<string, Promise<void>>();
  let count = 0;
  let reads = 0;

  const sweep = (path: string): Promise<void> => {
    // What is left lying about must not keep anything from being written.
    const known = swept.get(path) ?? removeLeftovers(path, self).catch(() => undefined);
    swept.set(path, known);
    return known;
  };

  const writeBeside = async (path: string, bytes: Uint8Array, lasting: boolean): Promise<string> => {
    const parent = dirname(path);
    await sweep(parent);
    const beside = join(parent, temporaryName(basename(path), self.name, ++count));
    try {
      await writeNew(beside, bytes, lasting).catch(async (error: unknown) => {
        if (codeOf(error) !== "ENOENT") throw error;
        await makeFolder(parent);
        await writeNew(beside, bytes, lasting);
      });
    } catch (error) {
      // A part of it on a full disk would only make that worse.
      await removeFile(beside).catch(() => undefined);
      throw error;
    }
    return beside;
  };

  return {
    read: async (name) => {
      reads += 1;
      if (reads % readsInARow === 0) await othersTurn();
      return unlessMissing(readOwn(pathIn(folder, name)), undefined);
    },
    writeAtomic: async (name, bytes) => {
      const path = pathIn(folder, name);
      const beside = await writeBeside(path, bytes, true);
      try {
        await renameOver(beside, path);
      } catch (error) {
        await removeFile(beside).catch(() => undefined);
        throw error;
      }
      await syncFolder(dirname(path));
    },
    createExclusive: async (name, bytes) => {
      const path = pathIn(folder, name);
      // What says who is at work means nothing any more once the computer has gone down.
      const beside = await writeBeside(path, bytes, false);
      try {
        return await claim(beside, path, bytes);
      } finally {
        // Whoever has the lock by now must hear of it, whatever becomes of this.
        await removeFile(beside).catch(() => undefined);
      }
    },
    touch: async (name) => touch(pathIn(folder, name)),
    changedAt: async (name) => changedAt(pathIn(folder, name)),
    rename: async (from, to) => {
      const path = pathIn(folder, to);
      await makeFolder(dirname(path));
      await renameOver(pathIn(folder, from), path);
      await syncFolder(dirname(path));
    },
    remove: (name) => remove(pathIn(folder, name)),
    list: async (name) => {
      const path = pathIn(folder, name);
      await sweep(path);
      const entries = await unlessMissing(entriesOf(path), []);
      return entries.filter((entry) => isOneOfOurs(entry)).map((entry) => entry.name);
    },
    owner: self.name,
    isAlive: self.isAlive,
  };
}

/** Folders of ours have no ending: one that has stands where a file should, and whoever reads it is to find that out. */
function isOneOfOurs(entry: Dirent): boolean {
  if (entry.isDirectory()) return entry.name.includes(".");
  return entry.isFile() && writerOf(entry.name) === undefined;
}

async function writeNew(path: string, bytes: Uint8Array, lasting: boolean): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeAll(bytes);
    if (lasting) await file.sync();
  } finally {
    await file.close();
  }
}

/** Where it cannot be written, no part of it may pass for a lock. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeNew(path, bytes, false);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") await removeFile(path).catch(() => undefined);
    throw error;
  }
}

/** A hard link appears with its content, so nobody reads a half-written lock; some file systems have none. */
async function claim(beside: string, path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await link(beside, path).catch((error: unknown) => {
      if (codeOf(error) === "EEXIST") throw error;
      return writeWhole(path, bytes);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Windows refuses while a virus scanner or an indexer holds the file, which is over in an instant. */
async function renameOver(from: string, to: string, triesLeft = 10): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error) ?? "");
    if (!passing || triesLeft === 0) throw error;
    await pause(20);
    await renameOver(from, to, triesLeft - 1);
  }
}

/** Without this a crash may undo the rename. Windows cannot open a folder and does not need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * What others may read by now, because somebody copied it back or changed its mode, is closed to them again. A file of ours
 * is a few kilobytes: read at once it takes some 15 µs, and thirty times as long where each step waits for a thread.
 */
async function readOwn(path: string): Promise<Uint8Array> {
  // Without waiting for a writer, should it be a pipe.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    closeToOthers(file);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function closeToOthers(file: number): void {
  if (process.platform === "win32") return;
  const { mode } = fstatSync(file);
  if ((mode & 0o077) === 0) return;
  try {
    fchmodSync(file, mode & 0o700);
  } catch {
    // A file of another user's stays as it is; the next write puts one of ours in its place.
  }
}

function closeFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    closeToOthers(folder);
  } finally {
    closeSync(folder);
  }
}

/** A writer of another container or computer may be at work. It takes moments; and clocks do not differ by as much as this. */
const leftForMs = 24 * 3_600_000;

async function removeLeftovers(path: string, self: ProcessIdentity): Promise<void> {
  if (process.platform !== "win32") closeFolder(path);
  for (const { name } of await unlessMissing(entriesOf(path), [])) {
    const writer = writerOf(name);
    if (writer === undefined) continue;
    const alive = await self.isAlive(writer);
    const left = join(path, name);
    if (alive === false || (alive === undefined && Date.now() - (changedAt(left) ?? Infinity) > leftForMs))
      await removeFile(left);
  }
}

/** Its first byte is written once more: the time is then that of the file system, which another computer may keep. */
function touch(path: string): void {
  const file = openSync(path, "r+");
  try {
    const first = new Uint8Array(1);
    if (readSync(file, first, 0, 1, 0) === 1) writeSync(file, first, 0, 1, 0);
  } finally {
    closeSync(file);
  }
}

/** By the opened file: asked by its name alone, a network's file system may answer with what it knew a while ago. */
function changedAt(path: string): number | undefined {
  try {
    const file = openSync(path, "r");
    try {
      return fstatSync(file).mtimeMs;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function unlessMissing<T, M>(work: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return missing;
    throw error;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
