// Tells the developer on stderr what Electron would have said there.

export function complain(words: string, error?: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : error === undefined ? "" : String(error);
  process.stderr.write(`${words} ${detail}\n`);
}
