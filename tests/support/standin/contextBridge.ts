// contextBridge between the two JavaScript worlds of one page. The same function runs in each; they talk by synchronous events, whose details Chromium clones between worlds.
// Injected into pages: keep it free of imports.

export type World = "page" | "preload";
type Expose = (key: string, api: unknown) => void;

/** What crosses: copies of data, and numbers standing for functions and promises of the other world. */
type Crossing =
  | { readonly kind: "data"; readonly value?: unknown }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "list"; readonly items: readonly Crossing[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [string, Crossing])[] }
  | { readonly kind: "promise" | "function"; readonly id: number };

interface Answer {
  readonly ok: boolean;
  readonly crossing: Crossing;
}

/** What the two worlds tell each other. */
interface Details {
  readonly call: { readonly id: number; readonly given: readonly Crossing[] };
  readonly answer: Answer;
  readonly settled: { readonly id: number; readonly answer: Answer };
  readonly expose: { readonly key: string; readonly api: Crossing };
  /** Why not, or '' when done. */
  readonly exposed: string;
}

/** Answers `exposeInMainWorld` in the preload world, and nothing in the page's. See electronjs.org/docs/latest/api/context-bridge for what may cross. */
export function joinWorlds(world: World): Expose | undefined {
  const target = globalThis as unknown as EventTarget & Record<string, unknown>;
  const functions: ((...given: unknown[]) => unknown)[] = [];
  const proxies = new Map<number, (...given: unknown[]) => unknown>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let promiseCount = 0;
  let lastAnswer: Answer | undefined;

  const tell = <Told extends keyof Details>(what: Told, detail: Details[Told]): void => {
    const peer: World = world === "page" ? "preload" : "page";
    target.dispatchEvent(new CustomEvent(`standin-bridge-${peer}-${what}`, { detail }));
  };
  const hear = <Heard extends keyof Details>(what: Heard, listener: (detail: Details[Heard]) => void): void =>
    target.addEventListener(`standin-bridge-${world}-${what}`, (event) => {
      event.stopImmediatePropagation();
      listener((event as CustomEvent<Details[Heard]>).detail);
    });
  const failure = (error: unknown): Answer => ({
    ok: false,
    crossing: { kind: "error", message: error instanceof Error ? error.message : String(error) },
  });

  const sendPromise = (promise: Promise<unknown>): Crossing => {
    const id = ++promiseCount;
    const settle = (answer: Answer): void => tell("settled", { id, answer });
    void promise
      .then((value) => ({ ok: true, crossing: send(value) }))
      .catch(failure)
      .then(settle);
    return { kind: "promise", id };
  };
  const sendFunction = (given: (...given: unknown[]) => unknown): Crossing => {
    const known = functions.indexOf(given);
    return { kind: "function", id: known < 0 ? functions.push(given) - 1 : known };
  };
  const send = (value: unknown, depth = 0): Crossing => {
    if (depth > 1000)
      throw new Error(
        "Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.",
      );
    if (typeof value === "function") return sendFunction(value as (...given: unknown[]) => unknown);
    if (typeof value === "symbol") return { kind: "data" };
    if (typeof value !== "object" || value === null) return { kind: "data", value };
    if (value instanceof Promise) return sendPromise(value);
    if (value instanceof Error) return { kind: "error", message: value.message };
    if (Array.isArray(value)) return { kind: "list", items: Array.from(value, (item) => send(item, depth + 1)) };
    const tag = Object.prototype.toString.call(value);
    if (/^\[object (Map|Set|Date|RegExp|Blob|.*Array|ArrayBuffer)\]$/.test(tag))
      return { kind: "data", value: structuredClone(value) };
    return {
      kind: "record",
      entries: Object.entries(value).map(([key, held]) => [key, send(held, depth + 1)] as const),
    };
  };

  const receiveFunction = (id: number): ((...given: unknown[]) => unknown) => {
    const proxy =
      proxies.get(id) ??
      ((...given: unknown[]) => {
        lastAnswer = undefined;
        tell("call", { id, given: given.map((each) => send(each)) });
        const answer = lastAnswer as Answer | undefined;
        lastAnswer = undefined;
        if (!answer) throw new Error("contextBridge: the other world is gone");
        const result = receive(answer.crossing, false);
        if (!answer.ok) throw result;
        return result;
      });
    proxies.set(id, proxy);
    return proxy;
  };
  const receive = (crossing: Crossing, frozen: boolean): unknown => {
    const finish = <T>(made: T): T => (frozen ? Object.freeze(made) : made);
    switch (crossing.kind) {
      case "data":
        return crossing.value;
      case "error":
        return new Error(crossing.message);
      case "list":
        return finish(crossing.items.map((item) => receive(item, frozen)));
      case "record":
        return finish(Object.fromEntries(crossing.entries.map(([key, held]) => [key, receive(held, frozen)])));
      case "promise":
        return new Promise((resolve, reject) => promises.set(crossing.id, { resolve, reject }));
      case "function":
        return receiveFunction(crossing.id);
    }
  };

  hear("call", ({ id, given }) => {
    let answer: Answer;
    try {
      answer = { ok: true, crossing: send(functions[id]?.(...given.map((each) => receive(each, false)))) };
    } catch (error) {
      answer = failure(error);
    }
    tell("answer", answer);
  });
  hear("answer", (answer) => {
    lastAnswer = answer;
  });
  hear("settled", ({ id, answer }) => {
    const promise = promises.get(id);
    promises.delete(id);
    const value = receive(answer.crossing, false);
    if (answer.ok) promise?.resolve(value);
    else promise?.reject(value as Error);
  });

  if (world === "page") {
    hear("expose", ({ key, api }) => {
      const taken = Object.hasOwn(target, key);
      if (!taken) Object.defineProperty(target, key, { value: receive(api, true), enumerable: true });
      tell("exposed", taken ? "Cannot bind an API on top of an existing property on the window object" : "");
    });
    return undefined;
  }
  let refusal: string | undefined;
  hear("exposed", (reason) => {
    refusal = reason;
  });
  return (key, api) => {
    refusal = "stand-in: the page world is not listening";
    tell("expose", { key, api: send(api) });
    if (refusal) throw new Error(refusal);
  };
}
