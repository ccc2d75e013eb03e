// Whether the password form rests for the person whose name is typed, by the clock.
import type { PasswordPause } from "../../shared/snapshot.ts";
import { useApp } from "./appContext.ts";
import { useNow } from "./useNow.ts";

export interface Rest {
  readonly pause: PasswordPause;
  readonly leftMs: number;
}

export function usePasswordPause(connectionId: string, username: string): Rest | undefined {
  const { snapshot } = useApp();
  const now = useNow();
  const name = username.trim().toLowerCase();
  const pause = snapshot.passwordPauses.find(
    (one) => one.connectionId === connectionId && one.username.trim().toLowerCase() === name,
  );
  return pause === undefined || pause.until <= now ? undefined : { pause, leftMs: pause.until - now };
}
