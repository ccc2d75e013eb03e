// Help for the command as a whole and for each of its parts.
import { commandWords, helpWords, type CommandWord, type CommandWords } from "../../shared/terminalWords.ts";
import { table } from "./table.ts";

export function generalHelp(): string {
  const commands = Object.entries(commandWords).map(([name, { summary }]) => [`  ${name}`, summary]);
  commands.push(["  version", helpWords.version]);
  return [
    `${helpWords.title}\n\n${helpWords.usage}\n`,
    `${helpWords.commands}\n${table(commands)}`,
    `${helpWords.exitCodesTitle}\n${table(helpWords.exitCodes.map(([code, meaning]) => [`  ${code}`, meaning]))}`,
    `${helpWords.data}\n${helpWords.more}\n`,
  ].join("\n");
}

export function commandHelp(name: CommandWord): string {
  const { summary, usage, about, options }: CommandWords = commandWords[name];
  const paragraphs = [summary, usage, ...(about.length > 0 ? [about.join("\n")] : [])];
  const listed = table(options.map(([option, meaning]) => [`  ${option}`, meaning]));
  return `${paragraphs.join("\n\n")}\n${listed === "" ? "" : `\n${helpWords.options}\n${listed}`}`;
}

export function isCommand(name: string): name is CommandWord {
  return Object.hasOwn(commandWords, name);
}
