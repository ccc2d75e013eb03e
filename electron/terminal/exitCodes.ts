// The exit codes of `tokentray`. Scripts rely on them: they never change their meaning.
import type { Failure } from "../../shared/failure.ts";
import { outlookOf } from "../../shared/outlook.ts";

export const exitCodes = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  /** The sign-in was refused, or a person is needed to go on. */
  refused: 3,
  /** The network or the service: the same command may work later. */
  transient: 4,
  /** The keyring or the data folder. */
  storage: 5,
  interrupted: 130,
} as const;

export function exitCodeOf(failure: Failure): number {
  switch (failure.kind) {
    case "vaultLocked":
    case "vaultDamaged":
    case "vaultWriteFailed":
      return exitCodes.storage;
    case "unexpected":
      return exitCodes.unexpected;
    case "badInput":
      return exitCodes.usage;
    case "cancelled":
      return exitCodes.interrupted;
    default:
      return outlookOf(failure) === "passes" ? exitCodes.transient : exitCodes.refused;
  }
}
