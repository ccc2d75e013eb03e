// What may be seen while the program is locked: where it runs and how it is set, but nobody's name and nobody's token.
import type { Snapshot } from "../../../shared/snapshot.ts";

/** The picture for everybody outside: as it is, or with everything about people taken out. */
export function veiled(snapshot: Snapshot): Snapshot {
  if (snapshot.lock === undefined) return snapshot;
  const { revision, about, storage, settings, lock, practice } = snapshot;
  return {
    revision,
    about,
    storage,
    settings,
    lock,
    practice,
    connections: [],
    accounts: [],
    passwordPauses: [],
    attempts: [],
    notices: [],
  };
}
