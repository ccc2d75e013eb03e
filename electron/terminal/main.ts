// The `tokentray` command: finds what was asked for, runs it, ends cleanly whatever happens, answers with an exit code.
import { reportWords, usageWords } from "../../shared/terminalWords.ts";
import { interrupted } from "../node/interruption.ts";
import { version } from "../node/version.ts";
import type { Command, Engine, Host } from "./command.ts";
import { commands } from "./commands.ts";
import { createEngine } from "./createEngine.ts";
import { exitCodes } from "./exitCodes.ts";
import { commandHelp, generalHelp, isCommand } from "./help.ts";
import { report, reportUsage } from "./report.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { visibleTerminal } from "./visibleTerminal.ts";

/** `lasting`: for a command that runs until Ctrl-C. */
export type OpenEngine = (lasting: boolean) => Engine;

const versionWords: ReadonlySet<string> = new Set(["version", "--version", "-V", "-v"]);
/** Longer than the core waits for a refresh that is under way, so that its answer is stored. */
const closingLimitMs = 5_000;

/** For the process itself: it lives until the command is done, and nothing that still hangs can keep it after that. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  // The program's own timers do not keep a process alive, and at times it waits for nothing else.
  const alive = setInterval(() => undefined, 60_000);
  const code = await run(argv, terminal, (lasting) =>
    createEngine({ lasting, interruption: terminal.interruption, tell: (text) => terminal.err(`${text}\n`) }),
  );
  clearInterval(alive);
  setTimeout(() => process.exit(code), 100).unref();
  return code;
}

/** Runs one command. The engine is opened only if the command asks for it. */
export async function run(argv: readonly string[], rawTerminal: Terminal, open: OpenEngine): Promise<number> {
  const terminal = visibleTerminal(rawTerminal);
  const [name, ...args] = argv;
  if (name !== undefined && versionWords.has(name)) return say(terminal, `${version}\n`);
  if (name === undefined) {
    terminal.err(generalHelp());
    return exitCodes.usage;
  }
  if (name === "help" || name === "--help" || name === "-h") return help(terminal, args[0]);
  if (!isCommand(name) || name === "help") return reportUsage(terminal, undefined, usageWords.unknownCommand(name));
  if (args.includes("--help") || args.includes("-h")) return say(terminal, commandHelp(name));
  return runCommand(await commands[name](), args, terminal, open);
}

async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
  open: OpenEngine,
): Promise<number> {
  let engine: Engine | undefined;
  const host: Host = { terminal, open: () => (engine ??= open(command.untilInterrupted === true)) };
  const running = command.run(args, host).catch((error: unknown) => {
    // What breaks while everything is being ended is a consequence of the ending.
    if (terminal.interruption.aborted) return exitCodes.interrupted;
    return reportBug(error, terminal, engine, args.includes("--json"));
  });
  const ended = command.untilInterrupted ? running : Promise.race([running, interruptedCode(terminal)]);
  try {
    return await ended;
  } finally {
    if (engine !== undefined) await close(engine);
  }
}

function reportBug(error: unknown, terminal: Terminal, engine: Engine | undefined, asJson: boolean): number {
  const outcome = engine?.app.reportBug(error);
  if (outcome?.ok === false) return report(terminal, outcome, { asJson });
  terminal.err(`${reportWords.crashed}\n`);
  return exitCodes.unexpected;
}

async function interruptedCode({ interruption }: Terminal): Promise<number> {
  const code = await interrupted(interruption);
  return typeof code === "number" ? code : exitCodes.interrupted;
}

async function close({ app, practice }: Engine): Promise<void> {
  const limit = new Promise((resolve) => setTimeout(resolve, closingLimitMs).unref());
  const stopping = app.stop().then(() => practice.stop());
  await Promise.race([stopping.catch((error: unknown) => void app.reportBug(error)), limit]);
}

function help(terminal: Terminal, name: string | undefined): number | Promise<number> {
  if (name === undefined || name.startsWith("-")) return say(terminal, generalHelp());
  return isCommand(name)
    ? say(terminal, commandHelp(name))
    : reportUsage(terminal, undefined, usageWords.unknownCommand(name));
}

async function say(terminal: Terminal, text: string): Promise<number> {
  await terminal.out(text);
  return exitCodes.ok;
}
