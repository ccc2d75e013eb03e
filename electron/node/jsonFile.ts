// JSON in files of the data folder, for what may begin anew where it cannot be read.
import type { Files } from "../core/ports.ts";

/** Undefined where there is none, or none that can be read. */
export async function readJson(files: Files, name: string): Promise<unknown> {
  try {
    const bytes = await files.read(name);
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}

export function writeJson(files: Files, name: string, value: unknown): Promise<void> {
  return files.writeAtomic(name, Buffer.from(`${JSON.stringify(value)}\n`));
}
