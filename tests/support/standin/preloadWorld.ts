// The isolated world of a sandboxed preload: its `require`, `ipcRenderer` and `contextBridge`.
// Injected into pages: keep it free of imports. See electronjs.org/docs/latest/tutorial/sandbox#preload-scripts.
import type { Codec } from "./structuredCloneCodec.ts";

/** What the preload world sends to main. `args` is text of the codec. */
export type ToMain =
  | { readonly kind: "invoke"; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: "send"; readonly channel: string; readonly args: string }
  | { readonly kind: "preload-error"; readonly message: string; readonly stack: string };

/** What main sends to the preload world. */
export type ToPreload =
  | { readonly kind: "reply"; readonly id: number; readonly result?: string; readonly error?: string }
  | { readonly kind: "send"; readonly channel: string; readonly args: string };

type Listener = (...given: unknown[]) => void;
type Preload = (
  require: (name: string) => unknown,
  process: object,
  module: { exports: unknown },
  exports: unknown,
) => void;

export function startPreloadWorld(
  codec: Codec,
  exposeInMainWorld: unknown,
  postToMain: (text: string) => void,
  process: object,
  preload: Preload,
): (text: string) => void {
  const post = (message: ToMain): void => postToMain(JSON.stringify(message));
  const calls = new Map<
    number,
    { channel: string; resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  let lastCall = 0;

  class Emitter {
    readonly #listeners = new Map<string, { listener: Listener; run: Listener }[]>();
    on(name: string, listener: Listener): this {
      return this.#add(name, listener, listener);
    }
    addListener(name: string, listener: Listener): this {
      return this.on(name, listener);
    }
    once(name: string, listener: Listener): this {
      return this.#add(name, listener, (...given) => {
        this.removeListener(name, listener);
        listener(...given);
      });
    }
    off(name: string, listener: Listener): this {
      return this.removeListener(name, listener);
    }
    removeListener(name: string, listener: Listener): this {
      const held = this.#listeners.get(name) ?? [];
      const index = held.findLastIndex((each) => each.listener === listener);
      if (index >= 0) this.#listeners.set(name, held.toSpliced(index, 1));
      return this;
    }
    removeAllListeners(name?: string): this {
      if (name === undefined) this.#listeners.clear();
      else this.#listeners.delete(name);
      return this;
    }
    listenerCount(name: string): number {
      return this.#listeners.get(name)?.length ?? 0;
    }
    emit(name: string, ...given: unknown[]): boolean {
      const held = this.#listeners.get(name) ?? [];
      for (const each of held) each.run(...given);
      return held.length > 0;
    }
    #add(name: string, listener: Listener, run: Listener): this {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, run }]);
      return this;
    }
  }

  const ipcRenderer = Object.assign(new Emitter(), {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const encoded = codec.encode(args);
        const id = ++lastCall;
        calls.set(id, { channel, resolve, reject });
        post({ kind: "invoke", id, channel, args: encoded });
      }),
    send: (channel: string, ...args: unknown[]) => post({ kind: "send", channel, args: codec.encode(args) }),
  });
  const askedOfEverything = new Set(["then", "toJSON"]);
  const refusing = <T extends object>(name: string, members: T): T => {
    const missing = new Proxy(Object.create(Object.getPrototypeOf(members) as object) as object, {
      get(held, key, receiver) {
        if (typeof key === "string" && !(key in held) && !askedOfEverything.has(key)) {
          throw new Error(`stand-in: electron ${name}.${key} is not implemented`);
        }
        return Reflect.get(held, key, receiver) as unknown;
      },
    });
    return Object.setPrototypeOf(members, missing) as T;
  };

  const electron = refusing("renderer", {
    contextBridge: refusing("contextBridge", { exposeInMainWorld }),
    ipcRenderer: refusing("ipcRenderer", ipcRenderer),
  });
  const events = Object.assign(Emitter, { EventEmitter: Emitter });
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval };
  const modules = new Map<string, unknown>([
    ["electron", electron],
    ["electron/renderer", electron],
    ["electron/common", electron],
    ...Object.entries({ events, timers, url: { URL, URLSearchParams } }).flatMap(
      ([name, offered]): [string, unknown][] => [
        [name, offered],
        [`node:${name}`, offered],
      ],
    ),
  ]);
  const require = (name: string): unknown => {
    if (!modules.has(name)) throw new Error(`module not found: ${name}`);
    return modules.get(name);
  };

  const receive = (text: string): void => {
    const message = JSON.parse(text) as ToPreload;
    if (message.kind === "send") {
      ipcRenderer.emit(
        message.channel,
        { sender: ipcRenderer, ports: [] },
        ...(codec.decode(message.args) as unknown[]),
      );
      return;
    }
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (message.error === undefined) call?.resolve(codec.decode(message.result ?? ""));
    else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.error}`));
  };

  const module = { exports: {} as unknown };
  try {
    preload.call(globalThis, require, process, module, module.exports);
  } catch (error) {
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    reportError(error);
    post({ kind: "preload-error", message, stack });
  }
  return receive;
}
