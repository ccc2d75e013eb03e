// What comes from a page is a known command with a valid input, or refused.
import { describe, expect, it } from "vitest";
import { parseCall, runCall } from "../../shared/commandCall.ts";
import type { Handlers } from "../../shared/contract.ts";
import { done } from "../../shared/failure.ts";

describe("a call from outside", () => {
  it("is taken when name and input fit", () => {
    const input = { accountId: "a", scopeSetId: "s", format: "raw" };
    expect(parseCall("copyToken", input)).toEqual({ ok: true, call: { name: "copyToken", input } });
  });

  it.each(["nothing", "toString", "__proto__", "constructor", "", 7, null, undefined, ["quit"]])(
    "is refused under the name %j",
    (name) => {
      expect(parseCall(name, {})).toEqual({ ok: false });
    },
  );

  it("is refused with the field at fault and never with its value", () => {
    const parsed = parseCall("signIn", { connectionId: "c", username: "u", password: ["hunter2-canary"] });
    expect(parsed).toEqual({ ok: false, field: "password" });
    expect(parseCall("signOut", { accountId: "a", more: 1 }).ok).toBe(false);
    expect(parseCall("signOut", "a").ok).toBe(false);
    expect(parseCall("removeEverything", { confirmed: "yes" })).toEqual({ ok: false, field: "confirmed" });
  });

  it("reaches the handler of its name with its input", async () => {
    const handlers = { signOut } as Handlers;
    expect(await runCall(handlers, { name: "signOut", input: { accountId: "a" } })).toEqual(done(null));
  });
});

const signOut: Handlers["signOut"] = (input) => Promise.resolve(input.accountId === "a" ? done(null) : never());

function never(): never {
  throw new Error("another input arrived");
}
