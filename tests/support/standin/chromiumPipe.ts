// Chrome DevTools Protocol over the two pipes of `--remote-debugging-pipe`: JSON messages, each ended by a zero byte.
import type { Readable, Writable } from "node:stream";

export interface DevTools {
  /** Rejects with Chromium's message when the command is refused. `session` is that of an attached target. */
  send(method: string, parameters?: object, session?: string): Promise<Record<string, unknown>>;
  /** Events of one attached target, or of the browser itself when `session` is ''. One listener each. */
  listen(session: string, listener: EventListener): void;
  ignore(session: string): void;
}

/** Parameters differ by method; who listens knows their shape. */
export type EventListener = (method: string, parameters: Record<string, unknown>) => void;

interface Message {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly sessionId?: string;
}

export function devToolsOver(commands: Writable, answers: Readable): DevTools {
  const waiting = new Map<
    number,
    { method: string; resolve: (value: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  const listeners = new Map<string, EventListener>();
  let lastId = 0;
  const receive = (message: Message): void => {
    if (message.id === undefined) {
      listeners.get(message.sessionId ?? "")?.(message.method ?? "", message.params ?? {});
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`));
    else call?.resolve(message.result ?? {});
  };
  readMessages(answers, receive);
  commands.on("error", () => undefined); // the browser went away; the process is ending
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { method, resolve, reject });
        commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    listen: (session, listener) => void listeners.set(session, listener),
    ignore: (session) => void listeners.delete(session),
  };
}

function readMessages(answers: Readable, receive: (message: Message) => void): void {
  let pending = "";
  answers.setEncoding("utf8");
  answers.on("data", (text: string) => {
    const parts = (pending + text).split("\0");
    pending = parts.pop() ?? "";
    for (const part of parts) receive(JSON.parse(part) as Message);
  });
}
