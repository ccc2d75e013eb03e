// Logs take typed fields, never sentences, so that nothing secret can slip into a message.
import { bugFacts } from "./bugFacts.ts";
import type { Clock, LogEntry, LogSink } from "./ports.ts";

export interface Log {
  info(event: string, fields?: LogEntry["fields"]): void;
  warning(event: string, fields?: LogEntry["fields"]): void;
  /** A bug: its type and where it was thrown, under an ID to be told to the person. Its message is left out. */
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
      write("error", "bug", { incidentId, ...bugFacts(error) });
      return incidentId;
    },
  };
}
