// A secret gives itself away in no way but by `reveal`.
import { inspect, format } from "node:util";
import { expect, it } from "vitest";
import { Secret } from "../../electron/core/secret.ts";

const text = "s3cr3t-marker";
const secret = new Secret(text);
// What TypeScript would stop, a careless cast would not.
const asText = secret as unknown as string;
const holder = { token: secret, list: [secret], map: new Map([["token", secret]]) };

it("gives its text to whoever reveals it, and to nobody else", () => {
  expect(secret.reveal()).toBe(text);
});

const ways: readonly (readonly [string, () => unknown])[] = [
  ["String()", () => String(secret)],
  ["a template", () => `<${asText}>`],
  ["concatenation", () => ["", asText].reduce((whole, part) => whole + part)],
  ["comparison as a number", () => Number(secret)],
  ["JSON", () => JSON.stringify(holder)],
  ["inspect", () => inspect(holder, { depth: 10, showHidden: true })],
  [
    "inspect with getters and a custom look refused",
    () => inspect(holder, { customInspect: false, showHidden: true, getters: true }),
  ],
  ["console formatting", () => format("%s %o %O %j", secret, holder, holder, holder)],
  ["an error's message", () => new Error(`failed with ${asText}`).message],
  ["an error's cause", () => inspect(new Error("failed", { cause: holder }))],
  ["a structured clone", () => inspect(structuredClone({ token: secret }), { showHidden: true })],
  ["a spread", () => JSON.stringify(Object.assign({}, secret))],
  ["its keys", () => JSON.stringify([Reflect.ownKeys(secret), Object.entries(secret)])],
  ["a form", () => new URLSearchParams({ password: asText }).toString()],
  ["a list joined", () => [secret, secret].join(" ")],
];

it.each(ways)("%s shows nothing of it", (_, show) => {
  const shown = String(show());
  expect(shown).not.toContain(text);
  expect(shown).not.toContain(text.slice(0, 4));
});

it("the ways above would show a plain string", () => {
  const shown = (value: unknown): string => inspect(structuredClone({ token: value })) + JSON.stringify({ value });
  expect(shown(text)).toContain(text);
});

it("equals another of the same text only", () => {
  expect(secret.equals(new Secret(text))).toBe(true);
  expect(secret.equals(new Secret(`${text} `))).toBe(false);
});
