// Many accounts and many callers: nothing lost, nothing asked twice, never more than eight questions at once.
import { afterEach, beforeEach, expect, it } from "vitest";
import { clientId } from "./grants/asking.ts";
import { startRotatingServer, type RotatingServer } from "./rotatingServer.ts";
import { startOpenIdApp, type OpenIdApp } from "../support/openIdApp.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";

const people = 100;
const scopes = ["api.read"];
const hour = 3_600_000;
let server: RotatingServer;
let clock: VirtualClock;
let t: OpenIdApp;

beforeEach(async () => {
  server = await startRotatingServer();
  clock = createVirtualClock(Date.now());
  t = await startOpenIdApp(server.origin, { clientId }, clock);
});
afterEach(() => t.app.stop());

async function signIn(count: number): Promise<readonly string[]> {
  const { connectionId, app } = t;
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const outcome = await app.handlers.signIn({ connectionId, username: `person-${n}`, password: "secret" });
    if (!outcome.ok) throw new Error(`sign-in failed: ${JSON.stringify(outcome.failure)}`);
    ids.push(outcome.value.accountId);
  }
  return ids;
}

/** Lets time pass, a little at a time, until it holds. */
async function passUntil(condition: () => boolean): Promise<void> {
  for (let step = 0; step < 3_000 && !condition(); step += 1) {
    await clock.advance(1);
    await new Promise((resolve) => void setTimeout(resolve, 1));
  }
  expect(condition()).toBe(true);
}

it("a hundred accounts whose tokens ended during a night's sleep are all fresh again after a hundred requests", async () => {
  const ids = await signIn(people);
  t.app.systemSuspending();
  clock.jump(8 * hour);
  t.app.systemResumed();
  expect(server.refreshes).toBe(0);
  await clock.advance(5_000);
  const states = (): readonly string[] => t.app.snapshot().accounts.map(({ scopeSets }) => scopeSets[0]?.state ?? "");
  await passUntil(() => states().every((state) => state === "ready"));

  expect(states()).toHaveLength(people);
  expect([server.refreshes, server.reused]).toEqual([people, 0]);
  expect(server.mostAtOnce).toBeLessThanOrEqual(8);
  expect(server.mostAtOnce).toBeGreaterThan(1);
  const tokens = await Promise.all(ids.map((accountId) => t.app.getToken({ accountId, scopes })));
  for (const [n, token] of tokens.entries()) {
    expect(token.ok && token.value.token.reveal().split(" ")[0]).toBe(`person-${n}`);
  }
  expect(server.refreshes).toBe(people);

  t = await t.restart();
  const again = await Promise.all(ids.map((accountId) => t.app.getToken({ accountId, scopes, forceRefresh: true })));
  expect(again.filter(({ ok }) => ok)).toHaveLength(people);
  expect([server.refreshes, server.reused]).toEqual([2 * people, 0]);
});

it("a hundred callers of one ended token share one request and get the same token", async () => {
  const [accountId = ""] = await signIn(1);
  t.app.systemSuspending();
  clock.jump(2 * hour);
  const spellings = [["api.read"], ["api.read", "profile"], ["openid", "api.read"], ["api.read", "api.read"]];
  const callers = Array.from({ length: people }, (_, n) =>
    t.app.getToken({ accountId, scopes: spellings[n % spellings.length] ?? scopes, forceRefresh: n % 3 === 0 }),
  );
  const outcomes = await Promise.all(callers);
  const tokens = new Set(outcomes.map((outcome) => (outcome.ok ? outcome.value.token.reveal() : "failed")));
  expect(tokens.size).toBe(1);
  expect([...tokens][0]).toMatch(/^person-0 /);
  expect(server.refreshes).toBe(1);
});

it("callers of different scopes of one account take turns, and no refresh token is used twice", async () => {
  const [accountId = ""] = await signIn(1);
  const sets = Array.from({ length: 20 }, (_, n) => [`api.${n}`]);
  const outcomes = await Promise.all(
    sets.flatMap((set) => [set, set, set].map((each) => t.app.getToken({ accountId, scopes: each }))),
  );
  expect(outcomes.map(({ ok }) => ok)).not.toContain(false);
  expect([server.refreshes, server.reused, server.mostAtOnce]).toEqual([20, 0, 1]);
});
