// A copy in the browser host: the text goes from the reply straight to the clipboard, never to state or DOM.
import type { CommandInput, Copied } from "../shared/contract.ts";
import type { Outcome } from "../shared/failure.ts";
import { brokenCall } from "./bridge.ts";
import { postJson, type Browser } from "./browserPort.ts";

export type CopyRequest = CommandInput<"copyToken"> | (CommandInput<"copyCommand"> & { readonly format: "command" });

/**
 * Asks for the text and hands the clipboard the promise of it in the same turn, because a browser lets a page write
 * only within the person's click, which would be over when the reply is here.
 */
export async function copyThroughPage(browser: Browser, request: CopyRequest): Promise<Outcome<Copied>> {
  let answer: Outcome<Copied> = brokenCall();
  const text = postJson(browser, "copy", request).then(async (reply) => {
    answer = await outcomeOf(reply);
    if (!answer.ok) throw new Error("nothing to copy");
    return reply.text();
  });
  try {
    await browser.writeClipboard(text);
    return answer;
  } catch {
    return answer.ok ? brokenCall() : answer;
  }
}

async function outcomeOf(reply: Response): Promise<Outcome<Copied>> {
  const type = reply.headers.get("content-type") ?? "";
  if (type.startsWith("application/json")) return (await reply.json()) as Outcome<Copied>;
  if (!reply.ok || !type.startsWith("text/plain")) return brokenCall();
  return { ok: true, value: { expiresAt: Number(reply.headers.get("x-tokentray-expires-at")) } };
}
