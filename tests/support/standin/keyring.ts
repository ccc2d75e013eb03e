// The key ring behind safeStorage. In a file it outlives the app and its user data folder, as a desktop's key ring does.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Keyring {
  /** Newest last; never empty. */
  keys(): readonly Buffer[];
  add(key: Buffer): void;
}

export function keyringInMemory(first: Buffer = randomBytes(32)): Keyring {
  const keys = [first];
  return { keys: () => keys, add: (key) => void keys.push(key) };
}

/** `home` is the person's home folder; each app has its own file there, by name. */
export function keyringInFile(home: string, appName: string): Keyring {
  const file = join(
    process.env["XDG_DATA_HOME"] ?? join(home, ".local", "share"),
    "standin-keyring",
    `${encodeURIComponent(appName)}.json`,
  );
  const write = (keys: readonly Buffer[]): void => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(keys.map((key) => key.toString("base64"))), { mode: 0o600 });
  };
  const keys = (): readonly Buffer[] => {
    try {
      return (JSON.parse(readFileSync(file, "utf8")) as string[]).map((key) => Buffer.from(key, "base64"));
    } catch {
      const first = [randomBytes(32)];
      write(first);
      return first;
    }
  };
  return { keys, add: (key) => write([...keys(), key]) };
}
