// IPC between one page's preload world and main: invoke, send and answers, carried by the structured clone codec.
import { complain } from "./complain.ts";
import { emittedEvent } from "./emittedEvent.ts";
import { IpcMain, ipcMain } from "./ipcMain.ts";
import type { Page } from "./pageTarget.ts";
import type { ToMain, ToPreload } from "./preloadWorld.ts";
import { toPreloadFunction } from "./preloadScripts.ts";
import { record } from "./record.ts";
import { structuredCloneCodec } from "./structuredCloneCodec.ts";

const codec = structuredCloneCodec();

/** The part of WebContents that messages need. */
export interface IpcEnd {
  readonly sender: object;
  readonly ipc: IpcMain;
  readonly mainFrame: { readonly processId: number; readonly routingId: number };
  preloadFailed(message: string, stack: string): void;
}

export function sendToPreload(page: Page, context: number, channel: string, args: readonly unknown[]): void {
  deliver(page, context, { kind: "send", channel, args: codec.encode(args) });
}

/** Throws, as Electron does, when `args` cannot be cloned. */
export function requireCloneable(args: readonly unknown[]): void {
  codec.encode(args);
}

export async function receiveFromPreload(end: IpcEnd, page: Page, context: number, text: string): Promise<void> {
  const message = JSON.parse(text) as ToMain;
  if (message.kind === "preload-error") return end.preloadFailed(message.message, message.stack);
  const { processId, routingId } = end.mainFrame;
  const event = emittedEvent({
    sender: end.sender,
    senderFrame: end.mainFrame,
    processId,
    frameId: routingId,
    type: "frame",
    ports: [],
  });
  const args = codec.decode(message.args) as unknown[];
  if (message.kind === "send") {
    end.ipc.emit(message.channel, event, ...args);
    ipcMain.emit(message.channel, event, ...args);
    return;
  }
  deliver(page, context, { kind: "reply", id: message.id, ...(await answer(end, message.channel, event, args)) });
}

async function answer(
  end: IpcEnd,
  channel: string,
  event: object,
  args: readonly unknown[],
): Promise<{ result: string } | { error: string }> {
  const handler = IpcMain.handlerOf(end.ipc, channel) ?? IpcMain.handlerOf(ipcMain, channel);
  if (!handler) {
    record.ipcErrors.push(`${channel}: no handler registered`);
    return { error: `Error: No handler registered for '${channel}'` };
  }
  try {
    return { result: codec.encode(await handler(event, ...args)) };
  } catch (error) {
    complain(`Error occurred in handler for '${channel}':`, error);
    record.ipcErrors.push(`${channel}: ${String(error)}`);
    return { error: String(error) };
  }
}

function deliver(page: Page, context: number, message: ToPreload): void {
  page
    .send("Runtime.callFunctionOn", {
      functionDeclaration: `function (text) { globalThis.${toPreloadFunction}?.(text); }`,
      executionContextId: context,
      arguments: [{ value: JSON.stringify(message) }],
    })
    .then(
      ({ exceptionDetails }) => {
        if (exceptionDetails)
          reportListener(exceptionDetails as { text: string; exception?: { description?: string } });
      },
      () => undefined, // the document went away meanwhile
    );
}

function reportListener(details: {
  readonly text: string;
  readonly exception?: { readonly description?: string };
}): void {
  const words = details.exception?.description ?? details.text;
  complain(`Uncaught in a preload listener: ${words}`);
  record.ipcErrors.push(words);
}
