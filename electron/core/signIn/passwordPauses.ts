// Lock-out care: after wrong passwords in a row the form rests a while, longer each time, and says why.
import type { Failure } from "../../../shared/failure.ts";
import type { PasswordPause } from "../../../shared/snapshot.ts";
import type { Clock } from "../ports.ts";
import type { Store } from "../store.ts";

export interface PasswordPauses {
  /** When the form may be used again for this person, if it may not be now. */
  pausedUntil(connectionId: string, username: string): number | undefined;
  /** Told of every password that was typed, and what came of it. One that was not sent counts for nothing. */
  note(connectionId: string, username: string, failure: Failure | undefined): void;
}

/** After the second, third … wrong password in a row. Entra locks an account after ten by default. */
const pausesMs = [10_000, 30_000, 60_000, 120_000];
const freeTries = 2;
/** Where a locked account's server names no time: what Entra's first lock lasts. */
const lockMs = 60_000;

export function createPasswordPauses(store: Store, clock: Clock): PasswordPauses {
  const wrong = new Map<string, number>();
  const keyOf = (connectionId: string, username: string): string => `${connectionId} ${username.trim().toLowerCase()}`;
  const isOf = (connectionId: string, username: string) => (pause: PasswordPause) =>
    keyOf(pause.connectionId, pause.username) === keyOf(connectionId, username);

  const show = (connectionId: string, username: string, pause: PasswordPause | undefined): void =>
    store.update((snapshot) => {
      const others = snapshot.passwordPauses.filter((old) => !isOf(connectionId, username)(old));
      if (pause === undefined && others.length === snapshot.passwordPauses.length) return snapshot;
      return { ...snapshot, passwordPauses: pause === undefined ? others : [pause, ...others].slice(0, 50) };
    });

  const begin = (connectionId: string, username: string, because: PasswordPause["because"], ms: number): void => {
    const wrongInARow = wrong.get(keyOf(connectionId, username)) ?? 0;
    const pause = { connectionId, username, because, wrongInARow, until: clock.now() + ms };
    show(connectionId, username, pause);
    clock.after(ms, () => {
      const current = store.get().passwordPauses.find(isOf(connectionId, username));
      if (current?.until === pause.until) show(connectionId, username, undefined);
    });
  };

  return {
    pausedUntil(connectionId, username) {
      const pause = store.get().passwordPauses.find(isOf(connectionId, username));
      return pause !== undefined && pause.until > clock.now() ? pause.until : undefined;
    },
    note(connectionId, username, failure) {
      const key = keyOf(connectionId, username);
      if (failure?.evidence.notSentAgain === true) return;
      if (failure?.kind === "accountLocked") {
        begin(
          connectionId,
          username,
          "locked",
          Math.max(1_000, (failure.retryAt ?? clock.now() + lockMs) - clock.now()),
        );
      } else if (failure?.kind === "wrongCredentials") {
        const count = (wrong.get(key) ?? 0) + 1;
        wrong.set(key, count);
        const pauseMs = pausesMs[Math.min(count - freeTries, pausesMs.length - 1)];
        if (count >= freeTries && pauseMs !== undefined) begin(connectionId, username, "wrongPasswords", pauseMs);
      } else if (failure === undefined) wrong.delete(key);
    },
  };
}
