// Lets one process at a time do something with the files of a folder.
import { setTimeout as wait } from "node:timers/promises";
import type { Files } from "../core/ports.ts";

/** Waits at most `limitMs` for a living owner, then rejects; takes over from a dead one at once. */
export async function withFileLock<T>(files: Files, name: string, limitMs: number, work: () => Promise<T>): Promise<T> {
  const endsAt = performance.now() + limitMs;
  while (!(await files.createExclusive(name, Buffer.from(files.owner)))) {
    const owner = await files.read(name);
    if (owner !== undefined && !(await files.isAlive(Buffer.from(owner).toString()))) await files.remove(name);
    else if (performance.now() > endsAt) throw new Error(`Another process holds ${name}.`);
    else await wait(25);
  }
  try {
    return await work();
  } finally {
    await files.remove(name);
  }
}
