// Whatever a command prints: nothing in it steers the terminal, and nothing in it is unseen, wherever it came from.
import { visibleProse } from "../../shared/visibleText.ts";
import type { Terminal } from "./terminal.ts";

export function visibleTerminal(terminal: Terminal): Terminal {
  return {
    out: (text) => terminal.out(visibleLines(text)),
    err: (text) => terminal.err(visibleLines(text)),
    interactive: terminal.interactive,
    askHidden: (question) => terminal.askHidden(visibleLines(question)),
    askLine: (question) => terminal.askLine(visibleLines(question)),
    readInput: (maxBytes) => terminal.readInput(maxBytes),
    interruption: terminal.interruption,
  };
}

function visibleLines(text: string): string {
  return text.split("\n").map(visibleProse).join("\n");
}
