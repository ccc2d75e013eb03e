// What a command is, and what it is given.
import type { App } from "../core/app.ts";
import type { Practice } from "../core/ports.ts";
import type { Terminal } from "./terminal.ts";

/** Answers with an exit code. */
export interface Command {
  run(args: readonly string[], host: Host): Promise<number>;
  /** It runs until Ctrl-C, which is its good end. */
  readonly untilInterrupted?: true;
}

export interface Host {
  readonly terminal: Terminal;
  /** Opened at the first call; whoever runs the command closes it. */
  open(): Engine;
}

export interface Engine {
  readonly app: App;
  readonly practice: Practice;
}
