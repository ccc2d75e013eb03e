// Finds the clipboard histories that run beside this program, on Linux: by their names on the session bus, by this person's
// processes, and by GNOME Shell's extensions.
import { readdir, readFile, stat } from "node:fs/promises";
import { clipboardHistories, type ClipboardHistory, type ClipboardHistoryId } from "../../shared/clipboardHistories.ts";
import { hasSessionBus, namesOnBus, runTool, type RunTool } from "./sessionBus.ts";

export interface RunningHistory {
  readonly id: ClipboardHistoryId;
  /** Whether this version leaves out a copy that is marked as a secret. */
  readonly heedsMark: boolean;
}

interface RunningProcess {
  readonly name: string;
  readonly args: readonly string[];
}

/** What of the system is asked; tests hand in their own. */
export interface HistorySystem {
  readonly platform: string;
  readonly hasBus: boolean;
  readonly run: RunTool;
  /** The processes of this person. */
  readonly processes: () => Promise<readonly RunningProcess[]>;
}

export async function findHistories(system: HistorySystem = thisSystem()): Promise<readonly RunningHistory[]> {
  if (system.platform !== "linux") return [];
  const [names, processes] = await Promise.all([
    system.hasBus ? namesOnBus(system.run) : new Set<string>(),
    system.processes(),
  ]);
  const extensions = await shellExtensions(system.run, processes);
  const runs = ({ busNames = [], extension, ...known }: ClipboardHistory): boolean =>
    busNames.some((name) => names.has(name)) ||
    processes.some((each) => isOf(each, known)) ||
    (extension !== undefined && extensions.includes(`'${extension}'`));
  const ids = (Object.keys(clipboardHistories) as ClipboardHistoryId[]).filter((id) => runs(clipboardHistories[id]));
  return Promise.all(ids.map(async (id) => ({ id, heedsMark: await heedsMark(clipboardHistories[id], system.run) })));
}

/** Programs that run others: `wl-paste`, and the processes of Xfce's panel, each with the number of its place. */
const runsOthers = /^(?:wl-paste$|panel-\d+-)/;

function isOf({ name, args }: RunningProcess, known: Pick<ClipboardHistory, "process" | "runAs">): boolean {
  if (known.process?.test(name) === true) return true;
  return runsOthers.test(name) && args.some((arg) => arg.split("/").at(-1) === known.runAs);
}

async function shellExtensions(run: RunTool, processes: readonly RunningProcess[]): Promise<string> {
  if (!processes.some(({ name }) => name === "gnome-shell")) return "";
  return (await run("gsettings", ["get", "org.gnome.shell", "enabled-extensions"])) ?? "";
}

/** A version that cannot be asked counts as one that keeps what it gets. */
async function heedsMark({ heedsMark: heeds }: ClipboardHistory, run: RunTool): Promise<boolean> {
  if (typeof heeds === "boolean") return heeds;
  const [program, ...args] = heeds.command;
  const version =
    /\d+(?:\.\d+)+/
      .exec((await run(program, args)) ?? "")?.[0]
      .split(".")
      .map(Number) ?? [];
  const differs = heeds.from.findIndex((part, at) => part !== version[at]);
  return differs < 0 || (version[differs] ?? 0) > (heeds.from[differs] ?? 0);
}

function thisSystem(): HistorySystem {
  const { env, platform } = process;
  return { platform, hasBus: hasSessionBus(env), run: runTool, processes: ownProcesses };
}

async function ownProcesses(): Promise<readonly RunningProcess[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map((id) => processOf(`/proc/${id}`).catch(() => undefined)));
  return found.filter((each) => each !== undefined);
}

/** Undefined for other people's. Fails where it has ended meanwhile. */
async function processOf(folder: string): Promise<RunningProcess | undefined> {
  if ((await stat(folder)).uid !== process.getuid?.()) return undefined;
  const name = (await readFile(`${folder}/comm`, "utf8")).trim();
  const args = runsOthers.test(name) ? (await readFile(`${folder}/cmdline`, "utf8")).split("\0") : [];
  return { name, args };
}
