// The lock that several processes sharing one vault hold from reading a refresh token until its successor is stored.
import type { Clock, Files } from "./ports.ts";

const pollMs = 50;
const patienceMs = 60_000;
/** So many looks in a row at a lock without a readable owner mean that its writer died while writing it. */
const unreadablePatience = 40;

/** Thrown when a living process held the lock for longer than any token request may take. */
export class LockTimeout extends Error {
  override readonly name = "LockTimeout";
}

/**
 * Takes `<name>.lock` and answers how to give it back. A lock left by a dead process is taken over at once, one of a living
 * process never. Throws `LockTimeout` after a minute of waiting, and whatever the file system throws.
 */
export async function takeFileLock(files: Files, clock: Clock, name: string): Promise<() => Promise<void>> {
  const lock = `${name}.lock`;
  // Counted, because the clock may be set back meanwhile.
  let waitedMs = 0;
  let unreadable = 0;
  while (!(await files.createExclusive(lock, lockText(files, clock)))) {
    const holder = await holderOf(files, lock);
    unreadable = holder === "unreadable" ? unreadable + 1 : 0;
    if (holder === "dead" || unreadable > unreadablePatience) await takeAway(files, clock, lock, unreadable > 0);
    else if (waitedMs >= patienceMs) throw new LockTimeout(lock);
    else if (holder !== "none") {
      await new Promise<void>((resolve) => void clock.after(pollMs, resolve));
      waitedMs += pollMs;
    }
  }
  return () => files.remove(lock);
}

/** Removes those of these locks, and of what belongs to them, that dead processes left. Never throws: what stays is taken over when it is next in the way. */
export async function clearDeadLocks(files: Files, clock: Clock, names: readonly string[]): Promise<void> {
  const locks = names.filter((name) => /\.lock(?:\.takeover)*$/.test(name));
  // A takeover stands in the way of what it was to take.
  for (const name of locks.toSorted((a, b) => b.length - a.length)) {
    try {
      if ((await holderOf(files, name)) === "dead") await takeAway(files, clock, name, false);
    } catch {
      // A disk that cannot be written to is reported by whoever needs it.
    }
  }
}

function lockText(files: Files, clock: Clock): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ owner: files.owner, takenAt: clock.now() }));
}

type Holder = "none" | "alive" | "dead" | "unreadable";

async function holderOf(files: Files, lock: string): Promise<Holder> {
  const bytes = await files.read(lock);
  if (bytes === undefined) return "none";
  const owner = ownerOf(bytes);
  if (owner === undefined) return "unreadable";
  return (await files.isAlive(owner)) ? "alive" : "dead";
}

function ownerOf(bytes: Uint8Array): string | undefined {
  try {
    const { owner, takenAt } = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
    return typeof owner === "string" && typeof takenAt === "number" ? owner : undefined;
  } catch {
    return undefined;
  }
}

// Two waiters may both see the dead owner. Only the one that creates the second file removes the lock, and looks again
// before it does, so that a lock taken in the meantime by a living process stays.
async function takeAway(files: Files, clock: Clock, lock: string, wasUnreadable: boolean): Promise<void> {
  const claim = `${lock}.takeover`;
  if (!(await files.createExclusive(claim, lockText(files, clock)))) {
    // Its owner died in the middle: it is taken away as carefully, or two waiters would remove each other's.
    const holder = await holderOf(files, claim);
    if (holder === "dead" || holder === "unreadable") await takeAway(files, clock, claim, holder === "unreadable");
    return;
  }
  try {
    const holder = await holderOf(files, lock);
    if (holder === "dead" || (holder === "unreadable" && wasUnreadable)) await files.remove(lock);
  } finally {
    await files.remove(claim);
  }
}
