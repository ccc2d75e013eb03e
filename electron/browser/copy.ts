// A copy that the person clicked: the text goes to the page in one answer that nobody keeps.
import * as z from "zod/mini";
import { commandSchemas } from "../../shared/contract.ts";
import type { App } from "../core/app.ts";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import { badInput, json, text } from "./answers.ts";

const commandCopy = z.extend(commandSchemas.copyCommand, { format: z.literal("command") });

/** Plain text, its token's end in a header; a failure as an Outcome in JSON. */
export async function answerCopy(app: App, input: unknown): Promise<LoopbackAnswer> {
  const command = commandCopy.safeParse(input).data;
  const wish = commandSchemas.copyToken.safeParse(input).data;
  const prepared =
    command !== undefined
      ? await app.prepareCommand(command)
      : wish !== undefined
        ? await app.prepareCopy(wish)
        : undefined;
  if (prepared === undefined) return badInput();
  if (!prepared.ok) return json(200, prepared);
  const { text: copied, expiresAt } = prepared.value;
  return text(200, copied.reveal(), { "X-TokenTray-Expires-At": String(expiresAt) });
}
