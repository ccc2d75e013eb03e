// A page that a person asks for again is opened as it was the first time: unseen by others, for as long as it leads anywhere.
import type { Desktop, Unseen } from "./ports.ts";

export function rememberUnseen(desktop: Desktop): Desktop {
  const known = new Map<string, Unseen>();
  return {
    ...desktop,
    openAddress(url, unseen) {
      if (unseen !== undefined) {
        known.set(url, unseen);
        unseen.over.addEventListener("abort", () => known.delete(url), { once: true });
      }
      return desktop.openAddress(url, unseen ?? known.get(url));
    },
  };
}
