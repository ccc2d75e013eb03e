// Which relative names a data folder accepts, and how its temporary files are called.
import { join } from "node:path";

const part = /^[A-Za-z0-9_][\w.@+=,~-]{0,199}$/;
const temporary = /^\..+\.([0-9a-z-]+)\.\d+\.tmp$/;

/** The path of a name below the folder. Throws for every name that could lead elsewhere or that some system forbids. */
export function pathIn(folder: string, name: string): string {
  const parts = name.split("/");
  if (!parts.every((text) => part.test(text))) throw new Error("A file name is not one of ours.");
  return join(folder, ...parts);
}

export const temporaryName = (base: string, owner: string, count: number): string => `.${base}.${owner}.${count}.tmp`;

/** Who wrote a temporary file; undefined for every other file. */
export const writerOf = (base: string): string | undefined => temporary.exec(base)?.[1];
