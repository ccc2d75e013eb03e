// `tokentray serve`: hands over to the browser host.
import { usageWords } from "../../shared/terminalWords.ts";
import type { Command, Host } from "./command.ts";
import { readOptions } from "./options.ts";
import { reportUsage } from "./report.ts";

export const serveCommand: Command = { run, untilInterrupted: true };

async function run(args: readonly string[], { terminal }: Host): Promise<number> {
  const read = readOptions(args, { port: { type: "string" }, because: { type: "string" } });
  if (!read.ok) return reportUsage(terminal, "serve", read.problem, args);
  const { port, because } = read.values;
  const number = Number(port ?? 0);
  if (port !== undefined && (!/^\d{1,5}$/.test(port) || number < 1 || number > 65_535)) {
    return reportUsage(terminal, "serve", usageWords.port, args);
  }
  const { serve } = await import("../browser/serve.ts");
  return serve({
    interruption: terminal.interruption,
    write: (text) => void terminal.out(text),
    writeLog: (text) => terminal.err(text),
    ...(terminal.interactive && { keyboard: process.stdin }),
    ...(port !== undefined && { port: number }),
    ...(because !== undefined && { because }),
  });
}
