// The practice tenant as a port: loaded at the first start, its state kept between runs, shared by processes of one folder.
import { keepMarking, LockTimeout, takeFileLock } from "../core/accountLock.ts";
import type { Files, Practice } from "../core/ports.ts";
import { systemClock } from "./clock.ts";
import { readJson, writeJson } from "./jsonFile.ts";
import type { Running } from "./practiceRunning.ts";

const stateFile = "practice/state.json";
const lockName = "practice/tenant";

/**
 * Only one tenant runs on the same files at a time, so that none overwrites what another saves: a `lasting` one is shared
 * with every other process, one of a short command makes the others wait until the command is done.
 */
export function createPractice(files: Files, { lasting = true }: { readonly lasting?: boolean } = {}): Practice {
  let starting: Promise<Started> | undefined;

  const start = (): Promise<Started> => {
    starting ??= startOrJoin(files, lasting).catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };

  const stop = async (): Promise<void> => {
    const started = await starting?.catch(() => undefined);
    starting = undefined;
    await started?.stop();
  };

  return {
    start: async () => {
      const { origin, authority } = await start();
      return { origin, authority };
    },
    stop,
    forget: async () => {
      await stop();
      await files.remove(stateFile);
    },
  };
}

interface Started {
  readonly origin: string;
  readonly authority: string;
  readonly stop: () => Promise<void>;
}

async function startOrJoin(files: Files, lasting: boolean): Promise<Started> {
  const release = await takeFileLock(files, systemClock, lockName).catch((error: unknown) => {
    if (error instanceof LockTimeout) throw error;
    return undefined;
  });
  if (release === undefined) return startUnkept();
  try {
    const { findRunning } = await import("./practiceRunning.ts");
    const running = await findRunning(files, `${lockName}.lock`);
    if (running !== undefined) {
      await release();
      if (running === "outOfReach") return await startUnkept();
      return { origin: running.origin, authority: running.authority, stop: () => Promise.resolve() };
    }
    const started = await startOwn(files);
    return lasting ? await share(files, started, release) : { ...started, stop: inTurn(started.stop, release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Where nothing can be written, or another tenant writes there, nothing is overwritten; and practising needs nothing kept. */
async function startUnkept(): Promise<Started> {
  const { createMemoryFiles } = await import("./memoryFiles.ts");
  return startOwn(createMemoryFiles());
}

/** Lets other processes find the tenant, for as long as it runs. */
async function share(files: Files, started: Started, release: () => Promise<void>): Promise<Started> {
  const { readRunning, runningFile } = await import("./practiceRunning.ts");
  const { origin, authority } = started;
  const isOurs = async (): Promise<boolean> => (await readRunning(files))?.owner === files.owner;
  await writeJson(files, runningFile, { owner: files.owner, origin, authority } satisfies Running);
  const endMarks = keepMarking(systemClock, async () => {
    if (await isOurs()) await files.touch(runningFile);
  });
  await release();
  const unshare = async (): Promise<void> => {
    endMarks();
    if (await isOurs()) await files.remove(runningFile);
  };
  return { origin, authority, stop: inTurn(started.stop, unshare) };
}

/** The second even where the first fails. */
function inTurn(first: () => Promise<void>, second: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await first();
    } finally {
      await second();
    }
  };
}

async function startOwn(files: Files): Promise<Started> {
  const [{ startPracticeTenant }, { parsePracticeState }] = await Promise.all([
    import("../practice/practiceTenant.ts"),
    import("../practice/state.ts"),
  ]);
  const state = parsePracticeState(await readJson(files, stateFile));
  const tenant = await startPracticeTenant({
    ...(state !== undefined && { state }),
    save: (changed) => writeJson(files, stateFile, changed),
  });
  return { origin: tenant.origin, authority: tenant.authority, stop: () => tenant.close() };
}
