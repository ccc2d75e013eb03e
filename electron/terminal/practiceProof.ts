// Shows that a practice token really opens something: the practice tenant's own `/me`.
import { answerWords } from "../../shared/terminalWords.ts";
import type { Practice } from "../core/ports.ts";
import type { Secret } from "../core/secret.ts";
import { exitCodes } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

export async function provePractice(terminal: Terminal, practice: Practice, token: Secret): Promise<number> {
  const { origin } = await practice.start();
  const url = `${origin}/v1.0/me`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token.reveal()}` }, redirect: "manual" });
  if (!answer.ok) {
    terminal.err(`${answerWords.refused(answer.status, url)}\n`);
    return exitCodes.unexpected;
  }
  const { name } = (await answer.json()) as { readonly name?: unknown };
  terminal.err(`${answerWords.accepted(typeof name === "string" ? name : "", url)}\n`);
  return exitCodes.ok;
}
