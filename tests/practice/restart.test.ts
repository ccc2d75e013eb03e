// What a practice tenant saves lets the next one go on where it stopped, without holding a usable token.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type PracticeOptions, startPracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { parsePracticeState, type PracticeState } from "../../electron/practice/state.ts";
import { ask, askMe, openTenant, personWho, refresh, signIn, textOf } from "./asker.ts";

const ada = personWho("works");

/** Signs in, stops, and saves through JSON, as a host does. */
async function firstRun(options?: PracticeOptions) {
  const tenant = await startPracticeTenant(options);
  const reply = await signIn(tenant, ada);
  const text = JSON.stringify(tenant.saveState());
  await tenant.close();
  const state = parsePracticeState(JSON.parse(text));
  if (state === undefined) throw new Error("The saved state cannot be read back.");
  return { tenant, reply, text, state };
}

async function occupy(port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test("the next run takes the same port again, and earlier tokens go on working", async () => {
  const { tenant, reply, state } = await firstRun();
  const next = await openTenant({ state });
  expect(next.authority).toBe(tenant.authority);
  expect((await askMe(next, textOf(reply, "access_token"))).status).toBe(200);
  expect((await refresh(next, reply)).status).toBe(200);
});

test("on another port, because the old one is taken, earlier tokens go on working too", async () => {
  const { tenant, reply, state } = await firstRun();
  await occupy(Number(new URL(tenant.origin).port));
  const next = await openTenant({ state });
  expect(next.origin).not.toBe(tenant.origin);
  expect((await askMe(next, textOf(reply, "access_token"))).status).toBe(200);
  const refreshed = await refresh(next, reply);
  expect((await askMe(next, textOf(refreshed, "access_token"))).status).toBe(200);
  const { json } = await ask(`${next.authority}/v2.0/.well-known/openid-configuration`);
  expect(json.issuer).toBe(`${next.authority}/v2.0`);
});

test("a refresh token revoked before the restart stays revoked", async () => {
  const tenant = await openTenant();
  const reply = await signIn(tenant, ada);
  tenant.revokeRefreshTokens(ada.username);
  const state = tenant.saveState();
  await tenant.close();
  expect((await refresh(await openTenant({ state }), reply)).json).toMatchObject({ error_codes: [50173] });
});

test("without the saved state nothing earlier is accepted", async () => {
  const { reply } = await firstRun();
  const stranger = await openTenant();
  expect((await askMe(stranger, textOf(reply, "access_token"))).status).toBe(401);
  expect((await refresh(stranger, reply)).json).toMatchObject({ error: "invalid_grant", suberror: "bad_token" });
});

test("what is saved holds neither tokens nor passwords nor the mark", async () => {
  const { reply, text } = await firstRun({ mark: "CanaryMark2026" });
  for (const secret of [
    textOf(reply, "refresh_token"),
    textOf(reply, "access_token"),
    ada.password,
    "CanaryMark2026",
  ]) {
    expect(text).not.toContain(secret);
  }
});

test("a damaged key costs earlier access tokens, not the start", async () => {
  const { reply, state } = await firstRun();
  const damaged: PracticeState = { ...state, privateJwk: { ...state.privateJwk, n: "AAAA", d: "" } };
  const next = await openTenant({ state: damaged });
  expect((await askMe(next, textOf(reply, "access_token"))).status).toBe(401);
  expect((await askMe(next, textOf(await signIn(next, ada), "access_token"))).status).toBe(200);
});

test.each([undefined, null, {}, [], "state", { version: 2 }, { version: 1, ports: [0] }])(
  "%j is not a saved state",
  (value) => {
    expect(parsePracticeState(value)).toBeUndefined();
  },
);
