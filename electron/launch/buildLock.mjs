// One build of a checkout at a time, also where containers and other computers have the same checkout: there the number
// of a process means nothing, so a lock counts for as long as its owner goes on marking it.
import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const lookEveryMs = 100;

/**
 * Runs the work while this process has the lock. Throws what the file system throws.
 * @template T
 * @param {string} lock path of a file
 * @param {() => Promise<T>} work
 * @param {{ markEveryMs?: number, silentMs?: number }} [times] after how long without a mark an owner counts as dead
 */
export const withBuildLock = async (lock, work, { markEveryMs = 1_000, silentMs = 10_000 } = {}) => {
  mkdirSync(dirname(lock), { recursive: true });
  const mine = `${process.pid} ${randomUUID()} ${place()}`;
  let seen = "";
  let silentForMs = 0;
  while (!take(lock, mine)) {
    const now = look(lock);
    // Counted, because the clocks of two computers differ.
    silentForMs = now.mark === seen ? silentForMs + lookEveryMs : 0;
    seen = now.mark;
    if (isDead(now.text) || silentForMs > silentMs) remove(lock, now.text);
    else await sleep(lookEveryMs);
  }
  const marking = setInterval(() => mark(lock, mine), markEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(marking);
    remove(lock, mine);
  }
};

/** Where a process with this number can be looked for. */
const place = () => {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
};

/** @param {string} lock @param {string} mine */
const take = (lock, mine) => {
  try {
    writeFileSync(lock, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
};

/** @param {string} lock */
const look = (lock) => {
  try {
    const text = readFileSync(lock, "utf8");
    return { text, mark: `${text} ${statSync(lock).mtimeMs}` };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { text: "", mark: "" };
    throw error;
  }
};

/** In doubt no: a number that is in use may be another's by now, whose lock is marked no more. @param {string} text */
const isDead = (text) => {
  const [pid = "", , ...where] = text.split(" ");
  if (!/^[1-9]\d*$/.test(pid) || where.join(" ") !== place()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
};

/** @param {string} lock @param {string} mine */
const mark = (lock, mine) => {
  try {
    if (look(lock).text === mine) utimesSync(lock, new Date(), new Date());
  } catch {
    // The next one may succeed.
  }
};

/** Of this owner only: another one may have taken it meanwhile. @param {string} lock @param {string} text */
const remove = (lock, text) => {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    if (look(aside).text !== text) linkSync(aside, lock);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && "code" in error ? String(error.code) : undefined);
