// How much life is left, in words. Always rounded down: what is promised is there.
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const endedWord = "ended";

/** "3 d left", "2 h 5 min left", "42 min left", "30 s left", "ended". For places that are redrawn every second. */
export function timeLeft(leftMs: number): string {
  if (leftMs >= minute || leftMs < second) return minutesLeft(leftMs);
  return `${Math.floor(leftMs / second)} s left`;
}

/** The same without seconds, for places that are not to change more than once a minute. */
export function minutesLeft(leftMs: number): string {
  if (leftMs <= 0) return endedWord;
  if (leftMs < minute) return "under 1 min left";
  if (leftMs < hour) return `${Math.floor(leftMs / minute)} min left`;
  if (leftMs < 2 * day) return `${hoursAndMinutes(leftMs)} left`;
  return `${Math.floor(leftMs / day)} d left`;
}

/** When `minutesLeft(endsAt - now)` will next say something else; undefined once it has ended. */
export function minutesLeftChangesAt(endsAt: number, now: number): number | undefined {
  const left = endsAt - now;
  if (left <= 0) return undefined;
  if (left < minute) return endsAt;
  const step = left < 2 * day ? minute : day;
  return endsAt - Math.floor(left / step) * step + 1;
}

function hoursAndMinutes(ms: number): string {
  const hours = Math.floor(ms / hour);
  const minutes = Math.floor((ms % hour) / minute);
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** How long something took: "480 ms", "3.2 s", "2 min 5 s". */
export function durationWords(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`;
  if (ms < minute) return `${(ms / second).toFixed(1)} s`;
  return `${Math.floor(ms / minute)} min ${Math.floor((ms % minute) / second)} s`;
}

/** A countdown to the second: "1 min 5 s", "9 s". */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.floor(leftMs / second));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
