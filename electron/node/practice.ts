// The practice tenant as a port: loaded at the first start, its state kept between runs, shared by processes of one folder.
import { LockTimeout, takeFileLock } from "../core/accountLock.ts";
import type { Files, Practice } from "../core/ports.ts";
import { systemClock } from "./clock.ts";
import type { Running } from "./practiceRunning.ts";

const stateFile = "practice/state.json";
const runningFile = "practice/running.json";
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
    const { runningSchema } = await import("./practiceRunning.ts");
    const running = runningSchema.safeParse(await readJson(files, runningFile)).data;
    if (running !== undefined && running.owner !== files.owner && (await files.isAlive(running.owner))) {
      await release();
      return { origin: running.origin, authority: running.authority, stop: () => Promise.resolve() };
    }
    const started = await startOwn(files);
    return lasting ? await share(files, started, release) : { ...started, stop: inTurn(started.stop, release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Where nothing can be written, nothing can be overwritten either, and practising needs nothing kept. */
async function startUnkept(): Promise<Started> {
  const { createMemoryFiles } = await import("./memoryFiles.ts");
  return startOwn(createMemoryFiles());
}

/** Lets other processes find the tenant, for as long as it runs. */
async function share(files: Files, started: Started, release: () => Promise<void>): Promise<Started> {
  const { origin, authority } = started;
  await writeJson(files, runningFile, { owner: files.owner, origin, authority } satisfies Running);
  await release();
  return { origin, authority, stop: inTurn(started.stop, () => files.remove(runningFile)) };
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

async function readJson(files: Files, name: string): Promise<unknown> {
  const bytes = await files.read(name);
  try {
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}

function writeJson(files: Files, name: string, value: unknown): Promise<void> {
  return files.writeAtomic(name, Buffer.from(`${JSON.stringify(value)}\n`));
}
