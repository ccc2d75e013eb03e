// Pauses that servers wish for: for one question alone, bounded in number, and for what a server refused alone.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createThrottle, type ThrottleSubject } from "../../../electron/core/grants/throttle.ts";
import { done, failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import { createVirtualClock } from "../../support/virtualClock.ts";

const subject: ThrottleSubject = {
  endpoint: "https://idp.example/token",
  clientId: "c",
  scopes: "a b",
  who: "ann",
};
const refusal = (at: number, changes: Partial<Failure> = {}): Failure => ({
  kind: "throttled",
  at,
  retryAt: at + 60_000,
  evidence: { status: 429 },
  ...changes,
});

/** Asks, and says whether that was sent. */
function askers() {
  const clock = createVirtualClock();
  const throttle = createThrottle(clock);
  const ask = async (asked: ThrottleSubject, outcome: Outcome<string>): Promise<boolean> => {
    let sent = false;
    await throttle.ask(asked, () => {
      sent = true;
      return Promise.resolve(outcome);
    });
    return sent;
  };
  return { clock, ask };
}

it.each([
  [false, "the same question", {}],
  [false, "the same person in other letters", { who: " ANN " }],
  [true, "another person", { who: "ben" }],
  [true, "nobody in particular", { who: "" }],
  [true, "fewer scopes", { scopes: "a" }],
  [true, "another client", { clientId: "d" }],
  [true, "another server", { endpoint: "https://idp.example/other/token" }],
])("sends (%s) during a pause: %s", async (sent, _, changes) => {
  const { ask, clock } = askers();
  await ask(subject, failed(refusal(clock.now())));
  expect(await ask({ ...subject, ...changes }, done("a token"))).toBe(sent);
});

it("takes no part of one name for a part of another", async () => {
  const { ask, clock } = askers();
  await ask({ ...subject, scopes: "a", who: "b" }, failed(refusal(clock.now())));
  expect(await ask({ ...subject, scopes: "", who: "a b" }, done("a token"))).toBe(true);
});

it.each([
  ["a success", () => done("a token")],
  [
    "a refusal that names no time",
    (at: number) => failed({ kind: "throttled" as const, at, evidence: { status: 429 } }),
  ],
  ["no refusal, though it names a time", (at: number) => failed(refusal(at, { evidence: { status: 200 } }))],
  ["a lock of ours", (at: number) => failed(refusal(at, { evidence: {} }))],
])("begins no pause after %s", async (_, answer) => {
  const { ask, clock } = askers();
  await ask(subject, answer(clock.now()));
  expect(await ask(subject, done("a token"))).toBe(true);
});

it.each([
  ["400 with a time", { kind: "refusedByServer", evidence: { status: 400 } }, 60_000, "throttled"],
  ["a wrong password with a time", { kind: "wrongCredentials", evidence: { status: 400 } }, 60_000, "throttled"],
  ["a lock with a time", { kind: "accountLocked", evidence: { status: 400 } }, 60_000, "accountLocked"],
  ["403 with a time", { kind: "policyBlocked", evidence: { status: 403 } }, 60_000, "throttled"],
  ["503 with a time", { kind: "serviceDown", evidence: { status: 503 } }, 60_000, "serviceDown"],
  ["503 without one", { kind: "serviceDown", retryAt: undefined, evidence: { status: 503 } }, 5_000, "serviceDown"],
  ["500 without one", { kind: "refusedByServer", retryAt: undefined, evidence: { status: 500 } }, 5_000, "throttled"],
] as const)("after %s the same is answered here until then, as a pause", async (_, changes, pauseMs, kind) => {
  const clock = createVirtualClock();
  const throttle = createThrottle(clock);
  const { retryAt: __, ...untimed } = refusal(clock.now(), changes as Partial<Failure>);
  const first: Failure = "retryAt" in changes ? untimed : { ...untimed, retryAt: clock.now() + pauseMs };
  const until = clock.now() + pauseMs;
  await throttle.ask(subject, () => Promise.resolve(failed(first)));
  clock.jump(pauseMs - 1);
  const again = await throttle.ask(subject, () => Promise.resolve(done("sent")));
  expect(again).toMatchObject({ ok: false, failure: { kind, retryAt: until, evidence: { notSentAgain: true } } });
  clock.jump(1);
  expect(await throttle.ask(subject, () => Promise.resolve(done("sent")))).toEqual(done("sent"));
});

it("keeps exactly to the pauses, whoever asks for what and when", async () => {
  const step = fc.record({
    who: fc.constantFrom("ann", "ben", "cleo"),
    waitMs: fc.integer({ min: 0, max: 90_000 }),
    pauseMs: fc.option(fc.integer({ min: 1, max: 120_000 }), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { ask, clock } = askers();
      const until = new Map<string, number>();
      for (const { who, waitMs, pauseMs } of steps) {
        clock.jump(waitMs);
        const now = clock.now();
        const answer = pauseMs === undefined ? done("a token") : failed(refusal(now, { retryAt: now + pauseMs }));
        const mayAsk = now >= (until.get(who) ?? 0);
        expect(await ask({ ...subject, who }, answer)).toBe(mayAsk);
        if (mayAsk && pauseMs !== undefined) until.set(who, now + pauseMs);
      }
    }),
    { numRuns: 50 },
  );
});

it("forgets the oldest of very many pauses, so that nobody can fill the memory", async () => {
  const { ask, clock } = askers();
  for (let person = 0; person <= 200; person += 1)
    await ask({ ...subject, who: `person ${person}` }, failed(refusal(clock.now())));
  expect(await ask({ ...subject, who: "person 1" }, done("a token"))).toBe(false);
  expect(await ask({ ...subject, who: "person 0" }, done("a token"))).toBe(true);
});
