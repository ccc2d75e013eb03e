// The commands by name. Each is loaded when it is asked for, so that a script's token does not wait for the others.
import type { CommandWord } from "../../shared/terminalWords.ts";
import type { Command } from "./command.ts";

export const commands: Readonly<Record<Exclude<CommandWord, "help">, () => Promise<Command>>> = {
  token: async () => (await import("./tokenCommand.ts")).tokenCommand,
  "sign-in": async () => (await import("./signInCommand.ts")).signInCommand,
  accounts: async () => (await import("./accountsCommand.ts")).accountsCommand,
  "sign-out": async () => (await import("./signOutCommand.ts")).signOutCommand,
  diagnose: async () => (await import("./diagnoseCommand.ts")).diagnoseCommand,
  practice: async () => (await import("./practiceCommand.ts")).practiceCommand,
  serve: async () => (await import("./serveCommand.ts")).serveCommand,
};
