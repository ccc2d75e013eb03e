// The newest picture of the program: pulled once, then pushed; the higher revision wins, whichever came first.
import { useEffect, useState } from "react";
import type { Bridge } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";

export function useSnapshot(bridge: Pick<Bridge, "snapshot" | "onSnapshot">): Snapshot | undefined {
  const [snapshot, setSnapshot] = useState<Snapshot>();

  useEffect(() => {
    const keepNewer = (next: Snapshot): void =>
      setSnapshot((current) => (current && current.revision >= next.revision ? current : next));
    const stop = bridge.onSnapshot(keepNewer);
    bridge.snapshot().then(keepNewer, () => undefined);
    return stop;
  }, [bridge]);

  return snapshot;
}
