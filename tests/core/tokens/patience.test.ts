// A server in trouble is asked less and less, however short the pause that it names.
import { afterEach, expect, it } from "vitest";
import { startOpenIdApp, type OpenIdApp } from "../../support/openIdApp.ts";
import { createVirtualClock, until, type VirtualClock } from "../../support/virtualClock.ts";
import { clientId, idToken } from "../grants/asking.ts";
import { answerJson, goodAnswer, startWireServer } from "../grants/wireServer.ts";

const minute = 60_000;
let t: OpenIdApp;
let clock: VirtualClock;
afterEach(() => t.app.stop());

/** The headers that name one, at this time. */
type Pause = (now: number) => Readonly<Record<string, string>>;

/** When the token endpoint was asked during an hour in which it answers refreshes with 503. */
async function askedAt(pause: Pause): Promise<readonly number[]> {
  const server = await startWireServer();
  clock = createVirtualClock(Date.now());
  t = await startOpenIdApp(server.origin, { clientId }, clock);
  const times: number[] = [];
  server.answer = (response, { path, body }) => {
    const date = new Date(clock.now()).toUTCString();
    if (path !== "/token") {
      return answerJson(response, { issuer: server.origin, token_endpoint: `${server.origin}/token` });
    }
    const id_token = idToken(server.origin, { exp: Math.floor(clock.now() / 1000) + 3_600 });
    if (body.includes("grant_type=password")) {
      return answerJson(response, { ...goodAnswer, refresh_token: "r", id_token }, 200, { date });
    }
    times.push(clock.now());
    answerJson(response, { error: "temporarily_unavailable" }, 503, { date, ...pause(clock.now()) });
  };
  await t.signedIn();
  await clock.advance(54 * minute);
  for (let step = 0; step < 3_600; step += 1) {
    await clock.advance(1_000);
    await until(() => t.account().scopeSets[0]?.state !== "refreshing");
  }
  return times;
}

it.each<[string, Pause]>([
  ["no pause", () => ({})],
  ["a pause of no time", () => ({ "retry-after": "0" })],
  ["a pause of one second", () => ({ "retry-after": "1" })],
  ["a pause that is over", (now) => ({ "retry-after": new Date(now - minute).toUTCString() })],
])("with 503 and %s named", async (_, pause) => {
  const times = await askedAt(pause);
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(pauses.length).toBeGreaterThan(8);
  expect(pauses.length).toBeLessThan(30);
  expect(pauses[0]).toBeGreaterThanOrEqual(5_000);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-1)).toBe(5 * minute);
  expect(t.account()).toMatchObject({ hasRefreshToken: true, scopeSets: [{ state: "waiting" }] });
});
