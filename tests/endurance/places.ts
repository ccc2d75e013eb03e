// Where a process of a test runs: beside the others, or where its number means nothing to them.
import { spawnSync } from "node:child_process";
import type { Clock } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import {
  identityOf,
  ownFacts,
  type ProcessIdentity,
  systemProcesses,
  thisProcess,
} from "../../electron/node/processOwner.ts";

/**
 * `beside`: here, but with others elsewhere. `container`: with process numbers of its own, as the system gives them.
 * `madeUp`: here, and telling everybody that it is in a container, which any system can do.
 */
export type Place = "here" | "beside" | "container" | "madeUp";

export function processIn(place: Place): ProcessIdentity {
  return place === "madeUp" ? identityOf({ ...ownFacts(), space: "7t7" }, systemProcesses) : thisProcess;
}

/** What comes before the program and its arguments. Whoever kills it kills what runs in it. */
export function commandIn(place: Place): readonly string[] {
  return place === "container" ? (unshare ?? []) : [];
}

const ways = [
  ["--pid", "--fork", "--kill-child", "--mount-proc"],
  ["--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"],
];
const unshare = ways
  .map((way) => ["unshare", ...way])
  .find(([program = "", ...way]) => spawnSync(program, [...way, "true"]).status === 0);

/** Whether processes may have numbers of their own on this machine. */
export const hasContainers: boolean = unshare !== undefined;

const times = 10;
const longestHurriedMs = 10_000;

/** Locks are waited for, and marked as held, ten times as fast. What a server may take is as it is. */
export const hurriedClock: Clock = {
  now: () => systemClock.now(),
  after: (ms, callback) => systemClock.after(ms <= longestHurriedMs ? ms / times : ms, callback),
};
