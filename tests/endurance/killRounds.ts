// Kills processes that refresh a hundred accounts, again and again, and looks each time at what they left behind.
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../electron/core/app.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { connectTo, createNodeApp, openVault, scopes, signInAs } from "./nodeApp.ts";
import { commandIn, hurriedClock, type Place } from "./places.ts";
import { startOneTimeServer, type OneTimeServer } from "./oneTimeServer.ts";
import type { Said } from "./victim.ts";

export interface KillOptions {
  readonly kills: number;
  readonly people: number;
  /** 0: a spent refresh token ends its whole family. */
  readonly graceMs: number;
  /** Between 0 and 1, for the moments of death. */
  readonly random?: () => number;
  readonly tell?: (line: string) => void;
  /** Where the processes of each round run. Alone and in pairs on one computer unless told. */
  readonly places?: readonly Place[];
  /** How many tokens each process is told of before it is killed. At random, or after a random time, unless told. */
  readonly tokensEach?: number;
}

export interface KillReport {
  readonly kills: number;
  readonly refreshes: number;
  /** Whatever must not be. Empty where nothing was lost. */
  readonly faults: readonly string[];
  /** Accounts that had to sign in again, because a strict server's answer was on its way at the kill. */
  readonly signedInAgain: number;
  readonly locksLeft: number;
  readonly temporaryFilesLeft: number;
  /** From reading all accounts to the first token of one whose lock a dead process held: the longest and the median. */
  readonly firstRefreshMs: { readonly longest: number; readonly median: number };
}

interface Watch {
  readonly server: OneTimeServer;
  readonly folder: string;
  readonly people: readonly string[];
  readonly faults: string[];
  readonly told: Set<string>;
  readonly firstRefreshMs: number[];
  signedInAgain: number;
  locksLeft: number;
  temporaryFilesLeft: number;
}

const longestLifeMs = 400;
const mostTokens = 60;
/** One in so many is killed while it starts, and one in so many rounds has two processes on one vault. */
const diesEarly = 6;
const hasCompany = 4;

export async function killAndRecover(options: KillOptions): Promise<KillReport> {
  const { random = Math.random, tell = () => undefined } = options;
  const server = await startOneTimeServer({ graceMs: options.graceMs, slownessMs: 4 });
  const scratch = mkdtempSync(join(tmpdir(), "tokentray-endurance-"));
  const folder = join(scratch, "data");
  const people = Array.from({ length: options.people }, (_, n) => `person-${n}`);
  const watch: Watch = {
    server,
    folder,
    people,
    faults: [],
    told: new Set(),
    firstRefreshMs: [],
    signedInAgain: 0,
    locksLeft: 0,
    temporaryFilesLeft: 0,
  };
  try {
    await signEverybodyIn(watch);
    let kills = 0;
    for (let round = 0; kills < options.kills; round += 1) {
      const places = options.places ?? (random() * hasCompany < 1 ? ["here", "here"] : ["here"]);
      const locked = lockedAccounts(folder);
      const { tokensEach } = options;
      const lives = places.map((place, n): Life => ({
        diary: join(scratch, `${round}-${n}.jsonl`),
        random,
        place,
        tokensEach,
      }));
      await Promise.all(lives.map((life) => liveAndDie(watch, life, locked)));
      kills += places.length;
      for (const { diary } of lives) readDiary(watch, diary);
      await lookAtDisk(watch, round);
      if (round % 50 === 49) tell(`${kills} kills, ${server.refreshes} refreshes, ${watch.faults.length} faults`);
    }
    for (const { person, unheard } of server.ended) {
      if (watch.told.has(unheard)) watch.faults.push(`${person}: a refresh token was lost after success was told`);
    }
    await everybodyStillRefreshes(watch, options.places !== undefined);
    return reportOf(watch, kills);
  } finally {
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function signEverybodyIn({ folder, server, people }: Watch): Promise<void> {
  const app = createNodeApp(folder);
  await app.start();
  const connectionId = await connectTo(app, server.origin);
  for (const person of people) await signInAs(app, connectionId, person);
  await app.stop();
}

interface Life {
  readonly diary: string;
  readonly random: () => number;
  readonly place: Place;
  readonly tokensEach: number | undefined;
}

/** Starts a process and kills it at a moment nobody foresees; answers when it is gone. */
async function liveAndDie({ folder, faults }: Watch, life: Life, first: readonly string[]): Promise<void> {
  const { diary, random, place, tokensEach } = life;
  const [program, ...args] = [...commandIn(place), process.execPath, join(import.meta.dirname, "victim.ts")] as const;
  const victim = spawn(program, [...args, folder, diary, place, ...first], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let lastWords = "";
  victim.stderr.on("data", (chunk: Buffer) => (lastWords += String(chunk)));
  const gone = new Promise<NodeJS.Signals | null>((resolve) => {
    victim.once("close", (_, signal) => resolve(signal));
  });
  const early = random() * diesEarly < 1;
  if (tokensEach !== undefined) await holdsLines(diary, 1 + tokensEach, gone);
  else if (early) await pause(random() * 400);
  else {
    await holdsLines(diary, 1, gone);
    // By the clock, or by what was done: on a busy machine little is done in little time.
    if (random() < 0.5) await pause(random() * longestLifeMs);
    else await holdsLines(diary, 1 + random() * mostTokens, gone);
  }
  victim.kill("SIGKILL");
  if ((await gone) !== "SIGKILL") faults.push(`a process ended by itself: ${lastWords.slice(0, 2_000)}`);
}

/** The first line says that it is ready, each other one tells of a token. */
async function holdsLines(diary: string, lines: number, gone: Promise<unknown>): Promise<void> {
  const state = { gone: false };
  void gone.then(() => (state.gone = true));
  const deadline = performance.now() + 20_000;
  while (!state.gone && performance.now() < deadline && linesOf(diary).length < lines) await pause(3);
}

function linesOf(diary: string): readonly Said[] {
  if (!existsSync(diary)) return [];
  const whole = readFileSync(diary, "utf8").split("\n").slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Said);
}

function readDiary(watch: Watch, diary: string): void {
  const { faults, told, people, server } = watch;
  for (const line of linesOf(diary)) {
    if (line.said === "ready") {
      if (line.accounts.length !== people.length)
        faults.push(`${line.accounts.length} accounts were there at the start`);
      for (const notice of line.notices) faults.push(`the start gave the notice ${notice}`);
    }
    if (line.said === "token") {
      told.add(line.accessToken);
      if (line.firstAfterMs !== undefined) watch.firstRefreshMs.push(line.firstAfterMs);
    }
    if (line.said === "signInNeeded") {
      watch.signedInAgain += 1;
      if (!server.ended.some(({ person }) => person === line.person))
        faults.push(`${line.person} was refused for nothing`);
    }
    if (line.said === "trouble") faults.push(`${line.person} met ${JSON.stringify(line.failure)}`);
    if (line.said === "bug") faults.push(`a bug: ${line.message}`);
  }
}

/** As another process sees it that was not there before. */
async function lookAtDisk(watch: Watch, round: number): Promise<void> {
  const { server, folder, people, faults, told } = watch;
  watch.locksLeft += lockedAccounts(folder).length;
  watch.temporaryFilesLeft += globSync("**/.*.tmp", { cwd: folder }).length;
  const vault = openVault(createNodeFiles(folder));
  const found = new Set<string>();
  // Listed without the vault, which would clear away what the next process is to find.
  for (const accountId of accountsWith(folder, ".sealed")) {
    const read = await vault.read(accountId);
    if (read.kind !== "record") {
      faults.push(`round ${round}: the record of ${accountId} is ${read.kind}`);
      continue;
    }
    const { username, refreshToken } = read.record;
    found.add(username);
    const { kind, newest } =
      refreshToken === undefined ? { kind: "absent", newest: "" } : server.worth(refreshToken.reveal());
    const wanted =
      kind === "current" || kind === "withinGrace" || (kind === "ended" && read.record.scopeSets[0]?.refusal);
    const unheard = (kind === "lost" || kind === "ended") && !told.has(newest);
    if (!wanted && !unheard) faults.push(`round ${round}: the refresh token of ${username} is ${kind}`);
  }
  for (const person of people) if (!found.has(person)) faults.push(`round ${round}: ${person} is gone`);
}

/** At the end one process lives on: every account is served, and nothing of the dead lies about. */
async function everybodyStillRefreshes({ folder, faults, people }: Watch, shared: boolean): Promise<void> {
  const app = createNodeApp(folder, shared ? { clock: hurriedClock } : {});
  await app.start();
  const { accounts } = app.snapshot();
  const refresh = (accountId: string): ReturnType<App["getToken"]> =>
    app.getToken({ accountId, scopes, forceRefresh: true });
  const first = await Promise.all(accounts.map(async (account) => ({ account, outcome: await refresh(account.id) })));
  for (const { account, outcome } of first) {
    const rejected = !outcome.ok && outcome.failure.kind === "refreshRejected";
    if (rejected) await signInAs(app, account.connectionId, account.username);
  }
  const last = await Promise.all(accounts.map(({ id }) => refresh(id)));
  for (const outcome of last) if (!outcome.ok) faults.push(`somebody ends with ${outcome.failure.kind}`);
  if (app.snapshot().accounts.length !== people.length) faults.push("somebody is missing at the end");
  await app.stop();
  for (const name of globSync("**/{*,.*}", { cwd: folder })) {
    // Of the writers of temporary files elsewhere it is not known so soon that they are dead.
    if (/\.lock$|takeover$|set-aside/.test(name) || (!shared && name.endsWith(".tmp")))
      faults.push(`left behind: ${name}`);
  }
}

const lockedAccounts = (folder: string): readonly string[] => accountsWith(folder, ".lock");

function accountsWith(folder: string, suffix: string): readonly string[] {
  return globSync(`*${suffix}`, { cwd: join(folder, "vault") }).map((name) => name.slice(0, -suffix.length));
}

function reportOf(watch: Watch, kills: number): KillReport {
  const sorted = watch.firstRefreshMs.toSorted((a, b) => a - b);
  return {
    kills,
    refreshes: watch.server.refreshes,
    faults: watch.faults,
    signedInAgain: watch.signedInAgain,
    locksLeft: watch.locksLeft,
    temporaryFilesLeft: watch.temporaryFilesLeft,
    firstRefreshMs: { longest: sorted.at(-1) ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
