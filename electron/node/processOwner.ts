// Names this process so that others can tell whether it still runs, even after its number was given to another.
import { readFileSync } from "node:fs";

/** `pid-start-boot`: on Linux with the start time in ticks since boot and the boot's ID, elsewhere with our own start. */
export const thisProcess: string = ownName();

/** In doubt true: a lock is taken over only from the dead. */
export async function isProcessAlive(owner: string): Promise<boolean> {
  if (owner === thisProcess) return true;
  const [pid, start, boot] = owner.split("-");
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0 || number === process.pid || !answersSignal(number)) return false;
  if (boot === undefined || process.platform !== "linux") return true;
  if (boot !== bootId()) return false;
  try {
    return startIn(readFileSync(`/proc/${number}/stat`, "utf8")) === start;
  } catch {
    return answersSignal(number);
  }
}

function ownName(): string {
  try {
    return `${process.pid}-${startIn(readFileSync("/proc/self/stat", "utf8"))}-${bootId()}`;
  } catch {
    return `${process.pid}-${Math.round(performance.timeOrigin)}`;
  }
}

/** Field 22 of proc_pid_stat(5). Field 2, the program's name, may hold blanks and brackets itself. */
function startIn(stat: string): string {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
