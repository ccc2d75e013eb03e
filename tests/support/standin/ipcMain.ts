// ipcMain, also used as `webContents.ipc`: one handler per channel, any number of listeners.
import { StrictEmitter } from "./strictModule.ts";

export type IpcHandler = (event: object, ...args: unknown[]) => unknown;

export class IpcMain extends StrictEmitter {
  readonly #handlers = new Map<string, IpcHandler>();

  constructor() {
    super("IpcMain", "any");
  }

  handle(channel: string, listener: IpcHandler): void {
    if (typeof listener !== "function")
      throw new Error(`Expected handler to be a function, but found type '${typeof listener}'`);
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: IpcHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  static handlerOf(ipc: IpcMain, channel: string): IpcHandler | undefined {
    return ipc.#handlers.get(channel);
  }
}

export const ipcMain = new IpcMain();
