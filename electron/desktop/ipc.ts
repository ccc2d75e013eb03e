// What windows may ask of the main process. Everything else is refused before it is looked at.
import { ipcMain, type IpcMainInvokeEvent } from "electron/main";
import { channels } from "../../shared/channels.ts";
import { parseCall, runCall } from "../../shared/commandCall.ts";
import { failed, type Outcome } from "../../shared/failure.ts";
import type { App } from "../core/app.ts";
import type { Clock } from "../core/ports.ts";
import { isOurSender } from "./sender.ts";
import type { Windows } from "./windows.ts";

export function connectWindows(program: App, windows: Windows, clock: Clock): void {
  const handle = (channel: string, answer: (...args: readonly unknown[]) => unknown): void => {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => {
      if (!isOurSender(event, (id) => windows.owns(id))) throw new Error("Refused: not one of our windows");
      return answer(...args);
    });
  };
  handle(channels.snapshot, () => program.snapshot());
  handle(channels.command, (name, input) => answerCommand(program, clock.now(), name, input));
  program.subscribe((snapshot) => windows.send(channels.snapshotChanged, snapshot));
}

async function answerCommand(program: App, now: number, name: unknown, input: unknown): Promise<Outcome<unknown>> {
  const parsed = parseCall(name, input);
  if (!parsed.ok) {
    const evidence = parsed.field === undefined ? {} : { field: parsed.field };
    return failed({ kind: "badInput", at: now, evidence });
  }
  try {
    return await runCall(program.handlers, parsed.call);
  } catch (error) {
    return program.reportBug(error);
  }
}
