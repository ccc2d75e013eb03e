// Tells, from facts alone, whether Electron can run here and why it did not.
import { launchDetail, type LaunchTrouble } from "../../shared/launchWords.ts";

export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's number; undefined on Windows. */
  readonly userId: number | undefined;
  readonly args: readonly string[];
}

/** How the Electron process ended; `code` is null when a signal or a failed start ended it. */
export interface Ending {
  readonly code: number | null;
  readonly afterMs: number;
  readonly errorText: string;
  /** Somebody asked it to stop (Ctrl-C, a kill of this command). */
  readonly interrupted: boolean;
}

/** An Electron that fails sooner than this never came up. */
export const upAfterMs = 5_000;

/** What can be known before anything is downloaded or started. */
export const troubleBefore = ({ platform, env, userId, args }: Machine): LaunchTrouble | undefined => {
  if (platform !== "linux") return undefined;
  if (!env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) return { kind: "noDisplay" };
  if (userId === 0 && !args.includes("--no-sandbox")) return { kind: "rootWithoutSandbox" };
  return undefined;
};

/** An ending that means Electron never came up; any other ending is the app's own. */
export const troubleAfter = ({ code, afterMs, errorText, interrupted }: Ending): LaunchTrouble | undefined =>
  code === 0 || afterMs >= upAfterMs || interrupted
    ? undefined
    : { kind: "notStarted", detail: complaintIn(errorText) ?? launchDetail.endedEarly };

/** What the runtime's download script says on failing, as a cause that a person understands. */
export const downloadDetail = (errorText: string): string => {
  if (/ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ETIMEDOUT|fetch failed/.test(errorText)) {
    return launchDetail.noRoute;
  }
  return /checksum/i.test(errorText) ? launchDetail.damaged : launchDetail.refused;
};

// The cause is a fatal line or, failing that, the last error: desktop machines print harmless errors before it. The
// process number and source line in front help nobody here.
const complaintIn = (errorText: string): string | undefined => {
  const lines = errorText.split("\n");
  const complaint =
    lines.find((line) => /fatal|shared librar|missing x server|not supported|cannot open display/i.test(line)) ??
    lines.findLast((line) => /error|cannot/i.test(line));
  return complaint
    ?.replace(/^\[[^\]]*\]\s*/, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 160);
};
