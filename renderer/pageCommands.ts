// What a page in the browser host does by itself: the clipboard and the downloads are its own, not the program's.
import type { CommandInput, CommandName, CommandValues } from "../shared/contract.ts";
import { done, type Outcome } from "../shared/failure.ts";
import type { Snapshot } from "../shared/snapshot.ts";
import { brokenCall } from "./bridge.ts";
import type { Browser } from "./browserPort.ts";

type Command = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<Outcome<CommandValues[N]>>;
type OwnName = "copyText" | "copyUserCode" | "previewReport" | "copyReport" | "saveReport";
type Own = { readonly [N in OwnName]: (input: CommandInput<N>) => Promise<Outcome<CommandValues[N]>> };

export interface PageCommands {
  /** Nothing where the program does it. */
  take<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Outcome<CommandValues[N]>> | undefined;
  /** The newest picture holds the code that is copied. */
  follow(snapshot: Snapshot): void;
}

export function pageCommands(browser: Browser, command: Command): PageCommands {
  let newest: Snapshot | undefined;
  let shown: { readonly wishes: string; readonly text: string } | undefined;

  // Called at once, with the promise of the text: a page may write only within the person's click.
  const write = async (text: string | Promise<string>): Promise<Outcome<null>> => {
    try {
      await browser.writeClipboard(Promise.resolve(text));
      return done(null);
    } catch {
      return brokenCall();
    }
  };
  const preview: Own["previewReport"] = async (input) => {
    const outcome = await command("previewReport", input);
    if (outcome.ok) shown = { wishes: JSON.stringify(input), text: outcome.value.text };
    return outcome;
  };
  /** What is given away is what was shown. */
  const reportText = (input: CommandInput<"previewReport">): string | Promise<string> =>
    shown?.wishes === JSON.stringify(input) ? shown.text : preview(input).then(textOf);

  const own: Own = {
    copyText: ({ text }) => write(text),
    copyUserCode: async () => {
      const waiting = newest?.signIn?.waiting;
      return waiting?.kind === "device" ? write(waiting.userCode) : brokenCall();
    },
    previewReport: preview,
    copyReport: (input) => write(reportText(input)),
    saveReport: async (input) => {
      try {
        browser.download(`tokentray-report-${new Date().toISOString().slice(0, 10)}.txt`, await reportText(input));
        return done({});
      } catch {
        return brokenCall();
      }
    },
  };
  return {
    take<N extends CommandName>(name: N, input: CommandInput<N>) {
      if (!Object.hasOwn(own, name)) return undefined;
      const answer = own[name as OwnName] as (input: CommandInput<N>) => Promise<Outcome<CommandValues[N]>>;
      return answer(input);
    },
    follow: (snapshot) => {
      newest = snapshot;
    },
  };
}

function textOf(outcome: Outcome<{ readonly text: string }>): string {
  if (!outcome.ok) throw new Error("no report");
  return outcome.value.text;
}
