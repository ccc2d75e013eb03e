// After a failure that a browser can get past: the exact commands to run next, quoted for the shell.
import type { Action, Explanation } from "../../shared/explain.ts";
import type { Failure } from "../../shared/failure.ts";
import { quotePowerShell, quoteSh } from "../../shared/setup/shellQuote.ts";
import type { CommandWord } from "../../shared/terminalWords.ts";
import { commandStart, type Started } from "../node/commandStart.ts";

/** The one that helps most stands first. */
export interface NextCommands {
  readonly browser?: string;
  /** Absent where a device code was just refused. */
  readonly deviceCode?: string;
}

/** Undefined where signing in by another way does not help, or where the command cannot be shown as it is. */
export function nextCommands(
  { action, otherActions }: Explanation,
  failure: Failure,
  command: CommandWord,
  args: readonly string[],
  program: Started & Pick<NodeJS.Process, "platform"> = process,
): NextCommands | undefined {
  const actions = [...(action === undefined ? [] : [action]), ...otherActions];
  const browser = actions.find(isBrowserSignIn);
  const byCode = action?.kind === "deviceCodeSignIn";
  const kept = withoutWay(args);
  // A line that steers the terminal is not what a person would copy.
  if ((browser === undefined && !byCode) || kept.some((arg) => /[\p{Cc}\p{Cf}]/u.test(arg))) return undefined;
  const line = (...way: readonly string[]): string =>
    [commandStart(program), ...[command, ...kept, ...way].map((word) => quoted(word, program.platform))].join(" ");
  if (byCode || browser === undefined)
    return { deviceCode: line("--device-code"), ...(browser && { browser: line("--browser") }) };
  const { grant } = failure.evidence;
  const codeHelps = grant !== "deviceCode" && grant !== "authorizationCode" && browser.prompt === undefined;
  return {
    browser: line("--browser", ...(browser.prompt === undefined ? [] : ["--prompt", browser.prompt])),
    ...(codeHelps && { deviceCode: line("--device-code") }),
  };
}

type BrowserSignIn = Extract<Action, { readonly kind: "browserSignIn" }>;
const isBrowserSignIn = (action: Action): action is BrowserSignIn => action.kind === "browserSignIn";

/** The arguments as they were, without those that say by which way to sign in. */
function withoutWay(args: readonly string[]): readonly string[] {
  const alone = ["--browser", "--device-code", "--password-stdin"];
  return args.filter(
    (arg, place) => !alone.includes(arg) && !/^--prompt(=|$)/.test(arg) && args[place - 1] !== "--prompt",
  );
}

function quoted(word: string, platform: NodeJS.Platform): string {
  if (/^[\w./:=-][\w./:=@-]*$/.test(word)) return word;
  return platform === "win32" ? quotePowerShell(word) : quoteSh(word);
}
