// Tells the developer on stderr what Electron would have said there.
import { inspect } from "node:util";

export function complain(words: string, error?: unknown): void {
  process.stderr.write(error === undefined ? `${words}\n` : `${words} ${inspect(error)}\n`);
}
