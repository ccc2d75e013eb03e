// Nothing in a window is unseen: what shows nothing, or turns the direction of writing, stands there as its number.
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { drawApp } from "./drawApp.tsx";
import { attempts, endedSignIn, fullDesk, pause } from "./samples.ts";

const signs = "\u200b\u202e";
const shown = "⟨U+200B⟩⟨U+202E⟩";
const free = new Set(
  "label username name tenant clientId scopes grantedScopes resource who what askedAs refreshEnds signedInAs".split(
    " ",
  ),
);

/** The same picture, with signs that nobody sees in every text that comes from people or servers. */
function haunted<T>(value: T, name = ""): T {
  if (typeof value === "string")
    return (free.has(name) && value !== "" ? `${value.slice(0, 2)}${signs}${value.slice(2)}` : value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => haunted(each, name)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, haunted(each, key)])) as T;
}

/** All that is read or heard; what a field holds is a person's own to change. */
function everyText(): string {
  const heard = ["aria-label", "title", "alt", "placeholder"];
  const labels = [...document.querySelectorAll("*")].flatMap((one) =>
    heard.map((name) => one.getAttribute(name) ?? ""),
  );
  return [document.body.textContent, ...labels].join("\n");
}

/** With what stands around it. */
const unseen = /.{0,30}[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\x7f-\x9f].{0,30}/gu;

test.each<readonly [string, Screen | undefined]>([
  ["the accounts", undefined],
  ["the sign-in", { name: "signIn", connectionId: "contoso" }],
  ["the diagnostics", { name: "diagnostics", attemptId: "t1" }],
  ["the settings", { name: "settings" }],
  ["a connection", { name: "connection", connectionId: "contoso" }],
  ["the welcome", { name: "welcome" }],
])("%s show what nobody would see", async (_, screen) => {
  const now = Date.now();
  const full: Snapshot = {
    ...fullDesk(now),
    attempts: attempts(now),
    signIn: endedSignIn(now),
    passwordPauses: [pause(now)],
  };
  await drawApp(haunted(full), screen);
  act(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const text = everyText();
  expect(text.match(unseen) ?? []).toEqual([]);
  expect(text).toContain(shown);
});
