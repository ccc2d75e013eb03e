// The log on disk: JSON lines of typed fields, at most two files of a megabyte, readable by this user alone.
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { plainJson } from "../../shared/plainJson.ts";
import type { LogEntry, LogSink } from "../core/ports.ts";

const longestBytes = 1_000_000;

/** Writes to `tokentray.log` in the folder; the one before is `tokentray.1.log`. Never throws: a log must not stop the work. */
export function createLogFile(folder: string): LogSink {
  const path = join(folder, "tokentray.log");
  const append = (line: string): void => {
    if (sizeOf(path) + line.length > longestBytes) renameSync(path, join(folder, "tokentray.1.log"));
    appendFileSync(path, line, { mode: 0o600 });
  };
  return {
    write: (entry) => {
      const line = logLine(entry);
      try {
        append(line);
      } catch {
        try {
          mkdirSync(folder, { recursive: true, mode: 0o700 });
          append(line);
        } catch {
          // A full or read-only disk: there is nobody to tell.
        }
      }
    },
  };
}

/** One entry as a line. Only fields of the three plain types pass, whatever was handed in. */
export function logLine({ at, level, event, fields }: LogEntry): string {
  const plain = Object.entries(fields).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return `${plainJson({ at: new Date(at).toISOString(), level, event, ...Object.fromEntries(plain) })}\n`;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
