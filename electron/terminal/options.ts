// Reads a command's options. What is wrong is said without repeating a value, which may be a password.
import { parseArgs, type ParseArgsConfig } from "node:util";
import { usageWords } from "../../shared/terminalWords.ts";

export type OptionTable = NonNullable<ParseArgsConfig["options"]>;
type Values<T extends OptionTable> = ReturnType<typeof parseArgs<{ readonly options: T }>>["values"];

export type Options<T extends OptionTable> =
  | { readonly ok: true; readonly values: Values<T> }
  | { readonly ok: false; readonly problem: string };

/** `--scope` may be followed by several values; nothing else takes a value without its option. */
export function readOptions<const T extends OptionTable>(args: readonly string[], options: T): Options<T> {
  if (args.some(isPassword)) return refused(usageWords.passwordOption);
  try {
    return refusedStray(args, options) ?? { ok: true, values: parseArgs({ args: spread(args), options }).values };
  } catch (error) {
    return refused(problemOf(error));
  }
}

/** `90s`, `10m`, `1h`, or seconds without a unit; milliseconds, at most a day. Undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const [, number, unit = "s"] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const ms = Number(number) * ({ s: 1_000, m: 60_000, h: 3_600_000 }[unit || "s"] ?? 0);
  return ms <= 24 * 3_600_000 ? ms : undefined;
}

const refused = (problem: string): { readonly ok: false; readonly problem: string } => ({ ok: false, problem });

const isPassword = (arg: string): boolean => /^--(password|passwd|pwd|pass)(=|$)/.test(arg);

function refusedStray(args: readonly string[], options: OptionTable): ReturnType<typeof refused> | undefined {
  const { positionals } = parseArgs({ args: spread(args), options, allowPositionals: true, strict: true });
  return positionals.length === 0 ? undefined : refused(usageWords.straySomething);
}

/** `--scope a b c` as `--scope a --scope b --scope c`. */
function spread(args: readonly string[]): string[] {
  let inScopes = false;
  let afterOption = false;
  return args.flatMap((arg) => {
    const isOption = arg.startsWith("-");
    const more = inScopes && !isOption && !afterOption;
    afterOption = arg === "--scope";
    if (isOption) inScopes = arg === "--scope" || arg.startsWith("--scope=");
    return more ? ["--scope", arg] : [arg];
  });
}

function problemOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  const option = /'(?:-\w, )?(-{1,2}[\w-]+)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    // A password can begin with hyphens too; options are of small letters alone.
    return /^--?[a-z-]{1,20}$/.test(option) ? usageWords.unknownOption(option) : usageWords.straySomething;
  }
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    return /does not take/.test(message) ? usageWords.noValueTaken(option) : usageWords.valueMissing(option);
  }
  if (code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL") return usageWords.straySomething;
  throw error;
}
