// Keeps the window out of recordings and shared screens while something is on it that nobody else should see.
import { useEffect } from "react";
import { useApp } from "./appContext.ts";

/** How many parts of the page want it now. */
let wanted = 0;

export function useShield(on: boolean): void {
  const { ask } = useApp();
  useEffect(() => {
    if (!on) return undefined;
    wanted += 1;
    if (wanted === 1) void ask("shieldScreen", { on: true });
    return () => {
      wanted -= 1;
      if (wanted === 0) void ask("shieldScreen", { on: false });
    };
  }, [on, ask]);
}
