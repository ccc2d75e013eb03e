// Opens the desktop app, or says in one sentence why it cannot be opened here and opens the browser host instead.
import { join } from "node:path";
import { launchSentence, type LaunchTrouble } from "../../shared/launchWords.ts";
import { runElectron } from "./runElectron.ts";
import { findRuntime } from "./runtime.ts";
import { troubleAfter, troubleBefore } from "./trouble.ts";

/** Opens the browser host, which shows `because` on its page; answers with an exit code. */
export type Serve = (because: string) => Promise<number>;

/** `argv` goes to Electron as it is. Answers with the exit code of whichever host ran. */
export const launch = async (argv: readonly string[], serve: Serve): Promise<number> => {
  const outcome = await openDesktop(argv);
  if (typeof outcome === "number") return outcome;
  const because = launchSentence(outcome);
  process.stderr.write(`${because}\n`);
  return serve(because);
};

const openDesktop = async (args: readonly string[]): Promise<number | LaunchTrouble> => {
  const { platform, env } = process;
  const early = troubleBefore({ platform, env, userId: process.getuid?.(), args });
  if (early) return early;
  const runtime = await findRuntime();
  if ("trouble" in runtime) return runtime.trouble;
  // The bundle lies in dist, so the folder above it is the app.
  const ending = await runElectron(runtime.executable, [join(import.meta.dirname, ".."), ...args]);
  return troubleAfter(ending) ?? ending.code ?? 1;
};
