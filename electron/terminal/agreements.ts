// What a person has to agree to before a sign-in may go on: another origin for tokens, an authority that nobody vouches for.
import type { Failure, Outcome } from "../../shared/failure.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { exitCodes } from "./exitCodes.ts";
import type { Refused } from "./refused.ts";
import type { Terminal } from "./terminal.ts";
import type { WayValues } from "./wayOptions.ts";

interface Question {
  readonly command: "confirmTokenOrigin" | "confirmAuthority";
  readonly origin: string;
  readonly option: "token-origin" | "trust-authority";
  readonly asked: (origin: string) => string;
  readonly hint: (origin: string) => string;
}

/** Nothing was sent yet where either is asked, so the sign-in is simply tried again after a yes. Each is asked once. */
export async function withAgreements(
  app: App,
  terminal: Terminal,
  connectionId: string,
  values: WayValues,
  send: () => Promise<Outcome<{ readonly accountId: string }>>,
): Promise<{ readonly ok: true; readonly value: { readonly accountId: string } } | Refused> {
  const askedBefore = new Set<string>();
  for (;;) {
    const outcome = await send();
    const question = outcome.ok ? undefined : questionOf(outcome.failure);
    if (outcome.ok || question === undefined || askedBefore.has(question.option)) return outcome;
    askedBefore.add(question.option);
    const agreed = await agreement(terminal, question, values[question.option], outcome.failure);
    if (!agreed.ok) return agreed;
    const confirmed = await app.handlers[question.command]({ connectionId, origin: question.origin });
    if (!confirmed.ok) return confirmed;
  }
}

function questionOf({ kind, evidence }: Failure): Question | undefined {
  const { tokenOrigin, authorityOrigin } = evidence;
  if (kind === "tokenOriginUnconfirmed" && tokenOrigin !== undefined) {
    const { otherOrigin: asked, otherOriginHint: hint } = answerWords;
    return { command: "confirmTokenOrigin", origin: tokenOrigin, option: "token-origin", asked, hint };
  }
  if (authorityOrigin === undefined) return undefined;
  const { unknownAuthority: asked, unknownAuthorityHint: hint } = answerWords;
  return { command: "confirmAuthority", origin: authorityOrigin, option: "trust-authority", asked, hint };
}

async function agreement(
  terminal: Terminal,
  { origin, asked, hint }: Question,
  agreedBefore: string | undefined,
  failure: Failure,
): Promise<{ readonly ok: true } | Refused> {
  if (agreedBefore !== undefined && URL.parse(agreedBefore)?.origin === origin) return { ok: true };
  if (!terminal.interactive) {
    terminal.err(`${hint(origin)}\n`);
    return { ok: false, failure };
  }
  const answer = await terminal.askLine(asked(origin));
  if (answer.kind === "interrupted") return { ok: false, exitCode: exitCodes.interrupted };
  return answer.kind === "answered" && answerWords.yes.test(answer.text) ? { ok: true } : { ok: false, failure };
}
