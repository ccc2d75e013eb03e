// A command with its input as one value: what a menu item carries and what a page's message is parsed to.
import * as z from "zod/mini";
import { commandSchemas, type CommandInput, type CommandName, type CommandValues, type Handlers } from "./contract.ts";
import type { Outcome } from "./failure.ts";

/** Without a type argument: any command, each with its own input. */
export type CommandCall<N extends CommandName = CommandName> = {
  readonly [P in N]: { readonly name: P; readonly input: CommandInput<P> };
}[N];

export type ParsedCall =
  | { readonly ok: true; readonly call: CommandCall }
  /** `field` is the first one at fault, where it is the input that is wrong and not the name. */
  | { readonly ok: false; readonly field?: string };

/** Makes a call of what came from outside. Never throws; never repeats a value, which may be a password. */
export function parseCall(name: unknown, input: unknown): ParsedCall {
  if (typeof name !== "string" || !isCommandName(name)) return { ok: false };
  const parsed = z.safeParse(commandSchemas[name], input);
  if (parsed.success) return { ok: true, call: { name, input: parsed.data } as CommandCall };
  const field = parsed.error.issues[0]?.path.join(".") ?? "";
  return field === "" ? { ok: false } : { ok: false, field };
}

/** Hands a call to its handler. */
export function runCall<N extends CommandName>(
  handlers: Handlers,
  call: CommandCall<N>,
): Promise<Outcome<CommandValues[N]>> {
  return handlers[call.name](call.input);
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandSchemas, name);
}
