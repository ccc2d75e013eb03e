// Why a command cannot go on: a problem with what was asked, or a failure of the program's.
import type { Failure } from "../../shared/failure.ts";
import { exitCodes } from "./exitCodes.ts";

export type Refused =
  | { readonly ok: false; readonly exitCode: number; readonly problem?: string }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** The tenant that refused, where it is another than the connection's. */
      readonly tenant?: string | undefined;
    };

export function refuse(problem: string, exitCode: number = exitCodes.usage): Refused {
  return { ok: false, exitCode, problem };
}

/** People do not remember the case of labels and user names. */
export function sameName(one: string, other: string): boolean {
  return one !== "" && one.toLowerCase() === other.toLowerCase();
}
