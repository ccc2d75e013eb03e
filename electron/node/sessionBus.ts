// Asks Linux's session bus what runs there, by whichever of the usual tools is installed.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Runs a program and gives what it printed, or undefined where it is not there, fails or takes too long. */
export type RunTool = (program: string, args: readonly string[]) => Promise<string | undefined>;

const bus = "org.freedesktop.DBus";
const path = "/org/freedesktop/DBus";

type Question = readonly ["NameHasOwner", name: string] | readonly ["ListNames"];

const tools = ([method, name]: Question): readonly (readonly [program: string, ...args: string[]])[] => {
  const names = name === undefined ? [] : [name];
  const member = `${bus}.${method}`;
  return [
    ["gdbus", "call", "--session", "--dest", bus, "--object-path", path, "--method", member, ...names],
    ["busctl", "--user", "call", bus, path, bus, method, ...(name === undefined ? [] : ["s", name])],
    [
      "dbus-send",
      "--session",
      "--print-reply",
      `--dest=${bus}`,
      path,
      member,
      ...names.map((each) => `string:${each}`),
    ],
  ];
};

/** The answer of the first tool that has one. */
async function ask(run: RunTool, question: Question, wanted: RegExp): Promise<RegExpExecArray | undefined> {
  for (const [program, ...args] of tools(question)) {
    const answer = wanted.exec((await run(program, args)) ?? "");
    if (answer) return answer;
  }
  return undefined;
}

/** Whether somebody has this name now; undefined where the bus cannot be asked. */
export async function nameHasOwner(run: RunTool, name: string): Promise<boolean | undefined> {
  const answer = await ask(run, ["NameHasOwner", name], /\b(?:true|false)\b/);
  return answer && answer[0] === "true";
}

/** The names that programs have now, without the numbers of connections; none where the bus cannot be asked. */
export async function namesOnBus(run: RunTool): Promise<ReadonlySet<string>> {
  const answer = await ask(run, ["ListNames"], /org\.freedesktop\.DBus/);
  return new Set(Array.from(answer?.input.matchAll(/(?<=["'])[A-Za-z_][\w.-]*(?=["'])/g) ?? [], ([name]) => name));
}

/** A tool that finds no bus may start one, and that would stay behind. */
export function hasSessionBus(env: NodeJS.ProcessEnv): boolean {
  if (env["DBUS_SESSION_BUS_ADDRESS"]) return true;
  const folder = env["XDG_RUNTIME_DIR"];
  return folder !== undefined && existsSync(join(folder, "bus"));
}

export const runTool: RunTool = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: 2000 }, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
