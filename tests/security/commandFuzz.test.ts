// A page gone bad may call every command with anything. Nothing of that is a bug, leaks a secret, or loses an account.
import { setTimeout as wait } from "node:timers/promises";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCall, runCall } from "../../shared/commandCall.ts";
import { commandSchemas, type CommandName } from "../../shared/contract.ts";
import type { Outcome } from "../../shared/failure.ts";
import { practicePeople } from "../../shared/practicePeople.ts";
import { findMarker } from "../support/canary.ts";
import { startTestApp, tokenMark, type TestApp } from "../support/testApp.ts";
import { hostileInput } from "./hostileInput.ts";

const commands = Object.keys(commandSchemas) as CommandName[];
/** To be looked at by the schema. */
const looks = 10_000;
/** Of those that pass, to be carried out. */
const runs = 40;
/** May end accounts or the program, as they should when a person asks. */
const ending: readonly CommandName[] = ["signOut", "removeEverything", "removeConnection", "quit", "lock"];
const secrets = [tokenMark, ...practicePeople.map(({ password }) => password)];

describe("a page gone bad", () => {
  let test: TestApp;
  let known: readonly string[];
  beforeAll(async () => {
    test = await startTestApp();
    const accountId = await test.signIn();
    // Nothing that is made up here is to be asked of the network.
    test.net.offline = true;
    known = [accountId, test.scopeSet().id, "practice", "User.Read", "ada@practice.test", "public", "x"];
  });
  afterAll(() => test.end());

  it.each(commands)(
    "calls %s with anything, and gets an answer that holds no secret",
    async (name) => {
      const passed: unknown[] = [];
      fc.assert(
        fc.property(hostileInput(name, known), (input) => {
          const parsed = parseCall(name, input);
          if (parsed.ok && passed.length < runs) passed.push(parsed.call.input);
        }),
        { numRuns: looks },
      );
      for (const input of ending.includes(name) ? [] : passed) {
        const parsed = parseCall(name, input);
        if (!parsed.ok) throw new Error("what was read once must be readable again");
        const outcome = await bounded(runCall(test.app.handlers, parsed.call), test);
        const bug = !outcome.ok && outcome.failure.kind === "unexpected" ? [input] : [];
        expect(bug).toEqual([]);
        // Decoded claims are shown on request; the encoded token never is.
        const told = Buffer.from(JSON.stringify(outcome));
        const leaks = name === "showClaims" ? [] : secrets.flatMap((secret) => findMarker(told, secret));
        expect(leaks).toEqual([]);
      }
      expect(test.app.snapshot().accounts.map(({ username }) => username)).toContain("ada@practice.test");
    },
    60_000,
  );

  it("finds no command under names that every object has", () => {
    for (const name of [
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "",
      0,
      null,
      undefined,
      {},
      ["signIn"],
    ])
      expect(parseCall(name, {})).toEqual({ ok: false });
  });

  it("never sees its own input repeated in a refusal", () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.string({ minLength: 12, maxLength: 40 }), (name, text) => {
        const parsed = parseCall(name, { password: [text], accountId: [text] });
        expect(JSON.stringify(parsed)).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** What waits for a person (a browser, a code) is cancelled, as by a person who goes away. */
async function bounded(work: Promise<Outcome<unknown>>, test: TestApp): Promise<Outcome<unknown>> {
  const patience = new AbortController();
  void wait(20, undefined, patience)
    .then(() => Promise.all([test.app.handlers.cancelSignIn({}), test.app.handlers.cancelAdminConsent({})]))
    .catch(() => undefined);
  const late = wait(5_000, undefined, patience).then(() => Promise.reject(new Error("a command did not end")));
  try {
    return await Promise.race([work, late]);
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}
