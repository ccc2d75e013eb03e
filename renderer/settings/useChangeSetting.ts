// Changes a setting; it is kept at once.
import type { CommandInput } from "../../shared/contract.ts";
import { settingsWords } from "../../shared/settingsWords.ts";
import { useApp } from "../state/appContext.ts";

export function useChangeSetting(): (input: CommandInput<"changeSettings">) => Promise<void> {
  const { run, toast } = useApp();
  return async (input) => {
    const outcome = await run("changeSettings", input);
    if (outcome.ok) toast(settingsWords.saved);
  };
}
