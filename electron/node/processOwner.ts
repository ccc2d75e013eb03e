// Names this process so that others can tell whether it still runs: even after its number was given to another, and also
// from a container or another computer that shares the folder, where the number means nothing.
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process among those that share a data folder. */
export interface ProcessIdentity {
  /** Digits, lower-case letters and hyphens, because it stands in file names. */
  readonly name: string;
  /** Undefined where that cannot be told from here. In doubt so: a lock is taken over at once from the dead alone. */
  isAlive(owner: string): Promise<boolean | undefined>;
}

/** What a process knows of itself. Texts of digits and lower-case letters; empty where the system does not say. */
export interface ProcessFacts {
  readonly pid: number;
  /** On Linux in ticks since boot, elsewhere what it is only serves to tell two processes apart. */
  readonly start: string;
  /** On Linux the ID of this boot, which containers of one computer share; elsewhere the platform's name. */
  readonly kernel: string;
  /** Which process numbers and which times since boot it sees. */
  readonly space: string;
  readonly host: string;
}

/** Which other process has a number now. */
export interface ProcessTable {
  answersSignal(pid: number): boolean;
  /** As in its facts; undefined where it cannot be read, `ended` for one whose parent has not asked for its end yet. */
  startOf(pid: number): string | undefined;
}

/** `pid-start-kernel-space-host` */
export function identityOf(me: ProcessFacts, table: ProcessTable): ProcessIdentity {
  const name = [me.pid, me.start, me.kernel, me.space, me.host].map((fact) => (fact === "" ? "0" : fact)).join("-");
  const isOfHere = (them: ProcessFacts): boolean =>
    me.kernel !== "" && them.kernel === me.kernel && them.space === me.space && (isLinux(me) || them.host === me.host);

  return {
    name,
    isAlive: (owner) => {
      if (owner === name) return Promise.resolve(true);
      const them = factsOf(owner);
      if (them === undefined) return Promise.resolve(undefined);
      if (isOfHere(them)) return Promise.resolve(runsHere(them, me, table));
      return Promise.resolve(wentDownBefore(them, me) ? false : undefined);
    },
  };
}

/** What the system says of other processes. */
export const systemProcesses: ProcessTable = {
  answersSignal,
  startOf: (pid) => (seesOwnProcesses() ? startOf(`/proc/${pid}/stat`) : undefined),
};

/** This process, as it names itself everywhere. */
export const thisProcess: ProcessIdentity = identityOf(ownFacts(), systemProcesses);

function runsHere({ pid, start }: ProcessFacts, me: ProcessFacts, table: ProcessTable): boolean | undefined {
  // The number is ours by now.
  if (pid === me.pid || !table.answersSignal(pid)) return false;
  const found = table.startOf(pid);
  return found === undefined ? undefined : found === start;
}

const firstSpace = /^4026531836(?:t4026531834)?$/;

/**
 * Of this computer, before it was started anew. Only where both saw all its processes: containers of one image may share
 * the computer's ID and name with containers that run elsewhere.
 */
function wentDownBefore(them: ProcessFacts, me: ProcessFacts): boolean {
  const sameComputer = isLinux(me) && isLinux(them) && me.host !== "" && them.host === me.host;
  return sameComputer && them.kernel !== me.kernel && [them, me].every(({ space }) => firstSpace.test(space));
}

/** Elsewhere the kernel is a platform's name, which has letters that no ID has. */
function isLinux({ kernel }: ProcessFacts): boolean {
  return /^[0-9a-f]{8}$/.test(kernel);
}

const ownerName = /^([1-9]\d{0,9})-(\d+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)$/;

function factsOf(owner: string): ProcessFacts | undefined {
  const [, pid, start = "", kernel = "", space = "", host = ""] = ownerName.exec(owner) ?? [];
  const known = (fact: string): string => (fact === "0" ? "" : fact);
  if (pid === undefined) return undefined;
  return { pid: Number(pid), start, kernel: known(kernel), space: known(space), host: known(host) };
}

/** Of this process, as far as the system says. */
export function ownFacts(): ProcessFacts {
  const { pid, platform } = process;
  if (platform !== "linux") {
    return {
      pid,
      start: String(Math.round(performance.timeOrigin)),
      kernel: platform,
      space: "",
      host: short(hostname()),
    };
  }
  const computer = textOf("/etc/machine-id");
  const start = startOf("/proc/self/stat");
  const processes = namespaceOf("pid");
  return {
    pid,
    start: start ?? String(Math.round(performance.timeOrigin)),
    // Where one of these is not known, none of the numbers can be compared.
    kernel: start === undefined || processes === "" ? "" : textOf("/proc/sys/kernel/random/boot_id").slice(0, 8),
    space: [processes, namespaceOf("time")].filter((text) => text !== "").join("t"),
    host: computer === "" ? "" : short(`${computer} ${hostname()}`),
  };
}

/** The number of the namespace, such as 4026531836: namespaces(7). */
function namespaceOf(kind: "pid" | "time"): string {
  try {
    return /\d+/.exec(readlinkSync(`/proc/self/ns/${kind}`))?.[0] ?? "";
  } catch {
    return "";
  }
}

/** `/proc` may show the processes of another namespace than ours, under other numbers. */
function seesOwnProcesses(): boolean {
  try {
    return readlinkSync("/proc/self") === String(process.pid);
  } catch {
    return false;
  }
}

/** Fields 3 and 22 of proc_pid_stat(5). Field 2, the program's name, may hold blanks and brackets itself. */
function startOf(path: string): string | undefined {
  const stat = textOf(path);
  const [state = "", ...others] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const start = others[18];
  if (start === undefined) return undefined;
  return /^[ZXx]$/.test(state) ? "ended" : start;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Eight digits for a text (FNV-1a, 32 bit): enough to compare, too few to tell the computer's ID by. */
function short(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
