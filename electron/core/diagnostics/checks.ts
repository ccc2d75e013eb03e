// Runs the diagnostic checks one after the other and shows each result as it comes.
import type { CommandInput } from "../../../shared/contract.ts";

export interface Checks {
  run(input: CommandInput<"runChecks">): Promise<void>;
}
