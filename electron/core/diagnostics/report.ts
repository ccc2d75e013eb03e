// The support report's three commands: show it, copy it, save it. What was shown is what is copied and saved.
import type { CommandInput, Handlers } from "../../../shared/contract.ts";
import { done, failed } from "../../../shared/failure.ts";
import { ownFailure } from "../failures.ts";
import type { Ports } from "../ports.ts";
import { Secret } from "../secret.ts";
import type { Store } from "../store.ts";

interface Deps {
  readonly ports: Pick<Ports, "clock" | "clipboard" | "desktop">;
  readonly store: Store;
}

type ReportInput = CommandInput<"previewReport">;

export function reportHandlers({
  ports: { clock, clipboard, desktop },
  store,
}: Deps): Pick<Handlers, "previewReport" | "copyReport" | "saveReport"> {
  let shown: { readonly wishes: string; readonly text: string } | undefined;

  const wishesOf = ({ maskNames, maskTenant, accountId }: ReportInput): string =>
    JSON.stringify([maskNames, maskTenant, accountId]);

  async function make(input: ReportInput): Promise<string> {
    const { reportText } = await import("./reportText.ts");
    return reportText(store.get(), input, clock.now());
  }

  /** The text as it was last shown; a new one where it was never shown so. */
  const shownOrNew = async (input: ReportInput): Promise<string> =>
    shown?.wishes === wishesOf(input) ? shown.text : make(input);

  return {
    async previewReport(input) {
      const text = await make(input);
      shown = { wishes: wishesOf(input), text };
      return done({ text });
    },

    async copyReport(input) {
      const written = await clipboard.write(new Secret(await shownOrNew(input)));
      return written ? done(null) : failed(ownFailure("unexpected", clock.now(), { systemError: "clipboardKept" }));
    },

    async saveReport(input) {
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      const file = await desktop.saveText(`tokentray-report-${day}.txt`, await shownOrNew(input));
      return done(file === undefined ? {} : { file });
    },
  };
}
