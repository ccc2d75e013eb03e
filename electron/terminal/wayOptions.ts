// By which way to sign in: with a password unless told otherwise, else in the browser or with a device code.
import { usageWords } from "../../shared/terminalWords.ts";

export const wayOptions = {
  browser: { type: "boolean" },
  "device-code": { type: "boolean" },
  prompt: { type: "string" },
  "password-stdin": { type: "boolean" },
  "token-origin": { type: "string" },
  "trust-authority": { type: "string" },
  "any-account": { type: "boolean" },
} as const;

export interface WayValues {
  readonly browser?: boolean | undefined;
  readonly "device-code"?: boolean | undefined;
  readonly prompt?: string | undefined;
  readonly "password-stdin"?: boolean | undefined;
  readonly "token-origin"?: string | undefined;
  readonly "trust-authority"?: string | undefined;
  readonly "any-account"?: boolean | undefined;
}

type Prompt = (typeof prompts)[number];
const prompts = ["consent", "select_account"] as const;

export type ElsewhereWay = { readonly kind: "deviceCode" } | { readonly kind: "browser"; readonly prompt?: Prompt };
export type Way = { readonly kind: "password" } | ElsewhereWay;

export function wayOf(values: WayValues): Way {
  if (values["device-code"] === true) return { kind: "deviceCode" };
  if (values.browser !== true) return { kind: "password" };
  const prompt = prompts.find((known) => known === values.prompt);
  return prompt === undefined ? { kind: "browser" } : { kind: "browser", prompt };
}

/** A way to sign in was named, so a sign-in is what is wanted where none is at hand. */
export function asksToSignIn(values: WayValues): boolean {
  return wayOf(values).kind !== "password" || values["password-stdin"] === true;
}

/** What is wrong with the combination of options, before anything is opened. */
export function wayProblem({ browser, prompt, ...values }: WayValues): string | undefined {
  const ways = [browser, values["device-code"], values["password-stdin"]].filter((way) => way === true);
  if (ways.length > 1) return usageWords.oneWay;
  if (prompt === undefined) return undefined;
  if (browser !== true) return usageWords.promptAlone;
  return prompts.some((known) => known === prompt) ? undefined : usageWords.wrongValue("--prompt", prompts);
}
