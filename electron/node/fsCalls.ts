// The calls to the file system that wait for a disk, as promises. Node's own promises for them bring its readline along:
// two milliseconds and a megabyte at every start.
import {
  close,
  fsync,
  link as linkCall,
  mkdir as mkdirCall,
  open as openCall,
  readdir as readdirCall,
  rename as renameCall,
  rm as rmCall,
  unlink,
  write,
  type Dirent,
} from "node:fs";

export interface OpenFile {
  writeAll(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export async function open(path: string, flags: "wx" | "r", mode?: number): Promise<OpenFile> {
  const file = await waited<number>((back) => openCall(path, flags, mode, back));
  return {
    async writeAll(bytes) {
      // A full disk may take a part of it first.
      for (let at = 0; at < bytes.length;) at += await waited<number>((back) => write(file, bytes, at, back));
    },
    sync: () => waited((back) => fsync(file, back)),
    close: () => waited((back) => close(file, back)),
  };
}

export const link = (from: string, to: string): Promise<void> => waited((back) => linkCall(from, to, back));
export const rename = (from: string, to: string): Promise<void> => waited((back) => renameCall(from, to, back));
export const makeFolder = (path: string): Promise<void> =>
  waited((back) => mkdirCall(path, { recursive: true, mode: 0o700 }, (error) => back(error)));
export const entriesOf = (path: string): Promise<readonly Dirent[]> =>
  waited((back) => readdirCall(path, { withFileTypes: true }, back));

/** No error where there is none. */
export async function removeFile(path: string): Promise<void> {
  await waited<void>((back) => unlink(path, back)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
}

/** A file, or whatever stands in its place. */
export function remove(path: string): Promise<void> {
  return removeFile(path).catch(() => waited<void>((back) => rmCall(path, { force: true, recursive: true }, back)));
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
export const othersTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

type Back<R> = (error: NodeJS.ErrnoException | null, result?: R) => void;

function waited<R>(call: (back: Back<R>) => void): Promise<R> {
  return new Promise((resolve, reject) =>
    call((error, result) => {
      if (error) reject(error);
      else resolve(result as R);
    }),
  );
}
