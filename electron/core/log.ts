// Logs take typed fields, never sentences, so that nothing secret can slip into a message.
import type { Clock, LogEntry, LogSink } from "./ports.ts";

export interface Log {
  info(event: string, fields?: LogEntry["fields"]): void;
  warning(event: string, fields?: LogEntry["fields"]): void;
  /** A bug: its name and where it was thrown, under an ID to be told to the person. Its message may hold anything, so it is left out. */
  bug(error: unknown): string;
}

export function createLog(sink: LogSink, clock: Clock): Log {
  const write = (level: LogEntry["level"], event: string, fields: LogEntry["fields"] = {}): void =>
    sink.write({ at: clock.now(), level, event, fields });
  return {
    info: (event, fields) => write("info", event, fields),
    warning: (event, fields) => write("warning", event, fields),
    bug(error) {
      const incidentId = crypto.randomUUID().slice(0, 8);
      const name = error instanceof Error ? error.name : typeof error;
      write("error", "bug", { incidentId, name, where: whereThrown(error) });
      return incidentId;
    },
  };
}

function whereThrown(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 8)
    .map((line) => line.trim())
    .join(" | ");
}
