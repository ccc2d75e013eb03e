// A copy that the person clicked: the text goes to the page in one answer that nobody keeps.
import * as z from "zod/mini";
import { commandSchemas } from "../../shared/contract.ts";
import type { App } from "../core/app.ts";
import { copyCommand } from "../core/tokens/copyFormats.ts";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import { badInput, json, text } from "./answers.ts";

const commandCopy = z.extend(commandSchemas.copyCommand, { format: z.literal("command") });

/** Plain text, its token's end in a header; a failure as an Outcome in JSON. */
export async function answerCopy(app: App, input: unknown): Promise<LoopbackAnswer> {
  const command = commandCopy.safeParse(input).data;
  if (command !== undefined) return answerCommandCopy(app, command);
  const wish = commandSchemas.copyToken.safeParse(input).data;
  if (wish === undefined) return badInput();
  const prepared = await app.prepareCopy(wish);
  return prepared.ok ? copied(prepared.value.text.reveal(), prepared.value.expiresAt) : json(200, prepared);
}

/** A command that holds no token, only the account's name and scopes. */
function answerCommandCopy(app: App, { accountId, scopeSetId }: z.infer<typeof commandCopy>): LoopbackAnswer {
  const account = app.snapshot().accounts.find(({ id }) => id === accountId);
  const scopeSet = account?.scopeSets.find(({ id }) => id === scopeSetId);
  if (account === undefined || scopeSet === undefined) return badInput();
  return copied(copyCommand(account.username, scopeSet.scopes), scopeSet.token?.expiresAt ?? Date.now());
}

const copied = (copy: string, expiresAt: number): LoopbackAnswer =>
  text(200, copy, { "X-TokenTray-Expires-At": String(expiresAt) });
