// The two languages in which commands are shown: how each keeps an answer and uses it again.
import { quotePowerShell, quoteSh } from "./shellQuote.ts";

export type Shell = "sh" | "powershell";

export interface Dialect {
  /** One word, taken as it is. */
  word(text: string): string;
  /** Keeps what a command prints. `name` is in camelCase. */
  keep(name: string, command: string): string;
  /** Keeps a text. */
  set(name: string, text: string): string;
  /** What was kept, as one word, with more text right after it. */
  use(name: string, after?: string): string;
  /** What a command prints, as one word. */
  answer(command: string): string;
}

const upper = (name: string): string => name.replaceAll(/[A-Z]/g, "_$&").toUpperCase();

export const dialects: Readonly<Record<Shell, Dialect>> = {
  sh: {
    word: quoteSh,
    keep: (name, command) => `${upper(name)}="$(${command})"`,
    set: (name, text) => `${upper(name)}=${quoteSh(text)}`,
    use: (name, after = "") => `"\${${upper(name)}}${after}"`,
    answer: (command) => `"$(${command})"`,
  },
  powershell: {
    word: quotePowerShell,
    keep: (name, command) => `$${name} = ${command}`,
    set: (name, text) => `$${name} = ${quotePowerShell(text)}`,
    use: (name, after = "") => `"\${${name}}${after}"`,
    answer: (command) => `(${command})`,
  },
};
