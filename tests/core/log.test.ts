// The log tells of a bug by its type and its place in the program; of its message it tells nothing, whatever was thrown.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createLog } from "../../electron/core/log.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { logLine } from "../../electron/node/logFile.ts";

const canary = "CANARY-Pa55word";

function logged(thrown: unknown): string {
  const lines: string[] = [];
  createLog({ write: (entry) => lines.push(logLine(entry)) }, systemClock).bug(thrown);
  return lines.join("");
}

function fieldsOf(thrown: unknown): { readonly name: string; readonly where: string } {
  return JSON.parse(logged(thrown)) as { readonly name: string; readonly where: string };
}

function throwing(message: string): Error {
  try {
    throw new TypeError(message);
  } catch (error) {
    return error as Error;
  }
}

const faked = `boom\n    at ${canary} (main.cjs:1:1)\n    at file:///${canary}.js:1:1\n`;

class Named extends Error {
  override name = canary;
}

class Silent extends Error {
  override get message(): string {
    throw new Error(canary);
  }
  override get name(): string {
    throw new Error(canary);
  }
  override get cause(): unknown {
    throw new Error(canary);
  }
}

function changed(): Error {
  const error = throwing(faked);
  error.message = "boom";
  return error;
}

function readBefore(): Error {
  const error = throwing(faked);
  expect(error.stack).toContain(canary);
  return error;
}

function rewritten(stack: unknown): Error {
  return Object.defineProperty(throwing("x"), "stack", { get: () => stack });
}

const bugs: Readonly<Record<string, () => unknown>> = {
  "whose message looks like calls": () => throwing(faked),
  "whose message was changed after it was thrown": changed,
  "whose message is nothing": () => Object.assign(throwing(faked), { message: "" }),
  "whose stack was read before": readBefore,
  "whose stack is a text of its own": () => rewritten(`Error: x\n    at ${canary} (main.cjs:1:1)`),
  "whose stack is no text": () => rewritten({ toString: () => canary }),
  "that calls itself something": () => new Named(canary),
  "whose name is set": () => Object.assign(throwing("x"), { name: `${canary}\n    at ${canary}` }),
  "whose getters throw": () => new Silent(canary),
  "with a cause": () => new Error(canary, { cause: throwing(faked) }),
  "with a cause that is a text": () => new Error(canary, { cause: canary }),
  "with a cause that is itself": () => Object.assign(throwing(faked), { cause: undefined }),
  "that is a bundle": () => new AggregateError([throwing(faked), new Named(canary)], canary),
  "of another realm's kind": () => ({ name: "TypeError", message: canary, stack: `TypeError: ${faked}` }),
  "that is a text": () => canary,
  "that is a list": () => [canary],
  "that is a function": () => ({ [canary]: () => canary })[canary],
  "that is a symbol": () => Symbol(canary),
  "that is nothing": () => undefined,
  "that is a proxy which refuses": () =>
    new Proxy(throwing(faked), {
      get: () => {
        throw new Error(canary);
      },
      getPrototypeOf: () => {
        throw new Error(canary);
      },
    }),
};

it.each(Object.keys(bugs))("a bug %s leaves nothing of its message in the log", (name) => {
  const text = logged(bugs[name]?.());
  expect(text).not.toContain("CANARY");
  expect(text).not.toContain("Pa55word");
  expect(Object.keys(JSON.parse(text) as object)).toEqual(["at", "level", "event", "incidentId", "name", "where"]);
});

it("whatever it says, and wherever in it", () => {
  const around = fc.oneof(fc.string(), fc.constantFrom("\n    at ", "Error: ", " (file:///a.js:1:1)", "\r\n", ": "));
  fc.assert(
    fc.property(
      fc.array(around),
      fc.array(around),
      fc.constantFrom("", "Error", "TypeError", "x"),
      (before, after, name) => {
        const error = throwing([...before, canary, ...after].join(""));
        if (name !== "") error.name = name;
        expect(logged(error)).not.toContain("CANARY");
      },
    ),
  );
});

it("a bug is told by its type and where it was thrown, with what caused it", () => {
  const { name, where } = fieldsOf(new RangeError("x", { cause: throwing("y") }));
  expect(name).toBe("RangeError");
  expect(where).toMatch(/^at [\w$.]+ \(log\.test\.ts:\d+:\d+\) \| /);
  expect(where).toMatch(/ \| caused by TypeError at throwing \(log\.test\.ts:\d+:\d+\)$/);
  expect(where).not.toContain("/");
});

it("what is thrown that is no error is told by its type", () => {
  expect(["x", 1, undefined, {}].map((thrown) => fieldsOf(thrown).name)).toEqual([
    "string",
    "number",
    "undefined",
    "object",
  ]);
  expect(fieldsOf(new DOMException("x", "AbortError")).name).toBe("AbortError");
});

it("and the stack of an error reads as before", () => {
  const error = throwing("x");
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  logged(error);
  expect(error.stack).toContain("throwing");
  expect(Object.getOwnPropertyDescriptor(Error, "prepareStackTrace")).toEqual(before);
});
