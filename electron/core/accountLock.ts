// The lock that several processes sharing one vault hold from reading a refresh token until its successor is stored.
import type { Clock, Files } from "./ports.ts";

const pollMs = 50;
const patienceMs = 60_000;
/** As often as this a holder shows that it is still there. */
const markEveryMs = 10_000;
/**
 * A lock whose owner cannot be looked for from here (a container, another computer) is taken over after so long without a
 * mark: longer than a token request may take. Counted by who waits, because clocks of two computers differ.
 */
export const silenceMs = 45_000;
/** So long without a readable owner means that its writer died while writing it. */
const unreadableMs = 2_000;

/** Thrown when a living process held the lock for longer than any token request may take. */
export class LockTimeout extends Error {
  override readonly name = "LockTimeout";
}

/** Called, it gives the lock back, if it is still ours. */
export interface HeldLock {
  (): Promise<void>;
  /** False where this process stood still for so long that another one has taken the lock over. */
  readonly isOurs: () => Promise<boolean>;
}

/**
 * Takes `<name>.lock`. A lock left by a dead process is taken over at once, one of a living process never, and one of a
 * process that cannot be looked for once it has fallen silent. Throws `LockTimeout` after a minute of waiting, and
 * whatever the file system throws.
 */
export async function takeFileLock(files: Files, clock: Clock, name: string): Promise<HeldLock> {
  const lock = `${name}.lock`;
  const text = lockText(files, clock);
  const watch = createWatch(files);
  while (!(await files.createExclusive(lock, text))) {
    while (!(await clear(files, watch, lock, text))) {
      if (watch.waitedMs >= patienceMs) throw new LockTimeout(lock);
      await new Promise<void>((resolve) => void clock.after(pollMs, resolve));
      watch.waitedMs += pollMs;
    }
  }
  return hold(files, clock, lock, text);
}

/** Removes those of these locks, and of what belongs to them, that dead processes left. Never throws: what stays is taken over when it is next in the way. */
export async function clearDeadLocks(files: Files, clock: Clock, names: readonly string[]): Promise<void> {
  const locks = names.filter((name) => /\.lock(?:\.takeover)*$/.test(name));
  // A takeover stands in the way of what it was to take.
  for (const name of locks.toSorted((a, b) => b.length - a.length)) {
    try {
      await clear(files, createWatch(files), name, lockText(files, clock));
    } catch {
      // A disk that cannot be written to is reported by whoever needs it.
    }
  }
}

/** No two are alike. */
function lockText(files: Files, clock: Clock): Uint8Array {
  const lock = { owner: files.owner, takenAt: clock.now(), id: crypto.randomUUID() };
  return new TextEncoder().encode(JSON.stringify(lock));
}

function hold(files: Files, clock: Clock, lock: string, text: Uint8Array): HeldLock {
  const isOurs = async (): Promise<boolean> => isSame(await files.read(lock), text);
  const endMarks = keepMarking(clock, async () => {
    if (await isOurs()) await files.touch(lock);
  });
  const release = async (): Promise<void> => {
    endMarks();
    if (await isOurs()) await files.remove(lock);
  };
  return Object.assign(release, { isOurs });
}

/** Marks again and again, until the answer is called. What cannot be marked now may be the next time. */
export function keepMarking(clock: Clock, mark: () => Promise<void>): () => void {
  let ended = false;
  let cancel = (): void => {};
  const later = (): void => {
    cancel = clock.after(markEveryMs, () => {
      if (ended) return;
      void mark().catch(() => undefined);
      later();
    });
  };
  later();
  return () => {
    ended = true;
    cancel();
  };
}

/** `silent`: it cannot be told, and nothing has been heard of it for as long as such a file is waited for. */
type Holder = "none" | "alive" | "dead" | "silent" | "unknown";

interface Watch {
  waitedMs: number;
  holderOf(file: string): Promise<Holder>;
}

/** Looks at locks again and again, and remembers since when each has not changed. */
function createWatch(files: Files): Watch {
  const seen = new Map<string, { readonly mark: string; readonly sinceMs: number }>();
  const watch: Watch = {
    waitedMs: 0,
    async holderOf(file) {
      const bytes = await files.read(file);
      if (bytes === undefined) return "none";
      const text = new TextDecoder().decode(bytes);
      const owner = ownerIn(text);
      const alive = owner === undefined ? undefined : await files.isAlive(owner);
      if (alive !== undefined) return alive ? "alive" : "dead";
      const mark = `${await files.changedAt(file)} ${text}`;
      const before = seen.get(file);
      if (before?.mark !== mark) seen.set(file, { mark, sinceMs: watch.waitedMs });
      const silentMs = before?.mark === mark ? watch.waitedMs - before.sinceMs : 0;
      return silentMs >= (owner === undefined ? unreadableMs : silenceMs) ? "silent" : "unknown";
    },
  };
  return watch;
}

function ownerIn(text: string): string | undefined {
  try {
    const { owner, takenAt } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof owner === "string" && typeof takenAt === "number" ? owner : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the way is free: no such file, or one whose owner is gone and that was taken away. Two waiters may both see that. Only the one
 * that creates the second file removes the first, and looks again before it does, so that a lock taken in the meantime by
 * a living process stays. The owner of the second may have died in the middle: that one is taken away as carefully.
 */
async function clear(files: Files, watch: Watch, file: string, text: Uint8Array): Promise<boolean> {
  const claim = `${file}.takeover`;
  const holder = await watch.holderOf(file);
  if (holder === "none") return true;
  // So that both have been silent for long enough at the same time.
  if (holder === "unknown") await watch.holderOf(claim);
  if (!isGone(holder)) return false;
  if (!(await files.createExclusive(claim, text))) return clear(files, watch, claim, text);
  try {
    if (isGone(await watch.holderOf(file))) await files.remove(file);
    return true;
  } finally {
    if (isSame(await files.read(claim), text)) await files.remove(claim);
  }
}

function isGone(holder: Holder): boolean {
  return holder === "dead" || holder === "silent";
}

function isSame(found: Uint8Array | undefined, text: Uint8Array): boolean {
  return found !== undefined && found.length === text.length && found.every((byte, place) => byte === text[place]);
}
