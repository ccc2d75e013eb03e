// The single-instance lock: a file naming the holder's process, and a socket by which a second process tells the first that it was started.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SecondInstance {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly data: unknown;
}

export interface InstanceLock {
  /** False when another living process holds the lock; that one has then been told. */
  request(folder: string, data: unknown): boolean;
  isHeld(): boolean;
  release(): void;
}

export function createInstanceLock(onSecond: (second: SecondInstance) => void): InstanceLock {
  let held: { readonly file: string; readonly server: Server } | undefined;
  const release = (): void => {
    if (!held) return;
    held.server.close();
    rmSync(held.file, { force: true });
    held = undefined;
  };
  process.on("exit", release);
  return {
    request(folder, data) {
      if (held) return true;
      mkdirSync(folder, { recursive: true });
      const file = join(folder, "SingletonLock");
      const socket = join(tmpdir(), `standin-${createHash("sha256").update(file).digest("hex").slice(0, 16)}.sock`);
      if (!takeFile(file)) {
        tellHolder(socket, { argv: process.argv, workingDirectory: process.cwd(), data });
        return false;
      }
      rmSync(socket, { force: true });
      held = { file, server: listen(socket, onSecond) };
      return true;
    },
    isHeld: () => held !== undefined,
    release,
  };
}

function takeFile(file: string): boolean {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return true;
    } catch {
      if (isAlive(Number(readFileSync(file, "utf8")))) return false;
      rmSync(file, { force: true });
    }
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

function listen(socket: string, onSecond: (second: SecondInstance) => void): Server {
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let text = "";
    connection.setEncoding("utf8");
    connection.on("error", () => undefined); // a caller that vanished has nothing to say
    connection.on("data", (more: string) => (text += more));
    connection.on("end", () => {
      connection.end();
      onSecond(JSON.parse(text) as SecondInstance);
    });
  });
  return server.listen(socket).unref();
}

/** requestSingleInstanceLock answers synchronously, so a child process does the talking. */
function tellHolder(socket: string, second: SecondInstance): void {
  const script = `const c = require('node:net').connect(process.argv[1]); c.end(process.argv[2]); c.resume()`;
  execFileSync(process.execPath, ["-e", script, socket, JSON.stringify(second)], { timeout: 5000 });
}
