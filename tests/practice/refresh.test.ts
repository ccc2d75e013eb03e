// Refresh tokens: rotated, bound to their app, revocable, and remembered only as hashes.
import { expect, test } from "vitest";
import { practiceTenant } from "../../shared/practicePeople.ts";
import { askMe, askToken, handClock, openTenant, personWho, refresh, signIn, textOf } from "./asker.ts";

const ada = personWho("works");

test("a refresh brings new tokens and a new refresh token, and the old one still works as at Entra", async () => {
  const tenant = await openTenant();
  const first = await signIn(tenant, ada);
  const second = await refresh(tenant, first);
  const third = await refresh(tenant, second);
  const again = await refresh(tenant, first);
  const all = [first, second, third, again].map((reply) => textOf(reply, "refresh_token"));
  expect(new Set(all).size).toBe(4);
  expect((await askMe(tenant, textOf(again, "access_token"))).status).toBe(200);
  expect(second.json.scope).toBe(first.json.scope);
});

test("where reuse revokes, a used token ends its family and no other", async () => {
  const tenant = await openTenant({ refreshTokenReuse: "revokesFamily" });
  const other = await signIn(tenant, ada);
  const first = await signIn(tenant, ada);
  const second = await refresh(tenant, first);
  const reused = await refresh(tenant, first);
  expect(reused.json).toMatchObject({ error: "invalid_grant", suberror: "bad_token" });
  expect((await refresh(tenant, second)).json).toMatchObject({ error: "invalid_grant", suberror: "bad_token" });
  expect((await refresh(tenant, other)).status).toBe(200);
});

test("a refusal for lack of consent does not use the refresh token up", async () => {
  const tenant = await openTenant({ refreshTokenReuse: "revokesFamily" });
  const reply = await signIn(tenant, personWho("partConsent"));
  expect((await refresh(tenant, reply, "Mail.Read offline_access")).json).toMatchObject({ error_codes: [65001] });
  expect((await refresh(tenant, reply)).status).toBe(200);
});

test("a refresh may ask for fewer scopes or another resource, and without offline_access the token stays the same", async () => {
  const tenant = await openTenant({ refreshTokenReuse: "revokesFamily" });
  const reply = await signIn(tenant, ada, "User.Read Calendars.Read offline_access");
  const fewer = await refresh(tenant, reply, "User.Read");
  expect(fewer.json).toMatchObject({ scope: "User.Read" });
  expect(fewer.json).not.toHaveProperty("refresh_token");
  expect((await refresh(tenant, reply, "api://practice-api/Tasks.Read")).json.scope).toBe(
    "api://practice-api/Tasks.Read",
  );
});

test("revoking a person's refresh tokens leaves others alone, and a new sign-in works", async () => {
  const tenant = await openTenant();
  const [hers, theirs] = [await signIn(tenant, ada), await signIn(tenant, personWho("partConsent"))];
  tenant.revokeRefreshTokens(ada.username);
  expect((await refresh(tenant, hers)).json).toMatchObject({ error_codes: [50173], suberror: "bad_token" });
  expect((await refresh(tenant, theirs)).status).toBe(200);
  expect((await refresh(tenant, await signIn(tenant, ada))).status).toBe(200);
});

test("an unused refresh token lives for 90 days", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now });
  const reply = await signIn(tenant, ada);
  clock.forward(90 * 86_400_000 - 1);
  expect((await refresh(tenant, reply)).status).toBe(200);
  clock.forward(1);
  expect((await refresh(tenant, reply)).json).toMatchObject({ error: "invalid_grant", error_codes: [700082] });
});

test.each([
  ["a text that is no refresh token", "nonsense", 9002313],
  ["a refresh token of nobody", "1.AAAA", 70000],
])("%s is an invalid grant", async (_, refreshToken, code) => {
  const tenant = await openTenant();
  const parameters = { grant_type: "refresh_token", client_id: tenant.clientId, refresh_token: refreshToken };
  expect((await askToken(tenant, parameters)).json).toMatchObject({ error: "invalid_grant", error_codes: [code] });
});

test("another app's refresh token cannot be redeemed", async () => {
  const tenant = await openTenant();
  const reply = await signIn(tenant, ada);
  const { refreshTokens, ...state } = tenant.saveState();
  const clientId = practiceTenant.confidentialClientId;
  const next = await openTenant({
    state: { ...state, refreshTokens: refreshTokens.map((each) => ({ ...each, clientId })) },
  });
  expect((await refresh(next, reply)).json).toMatchObject({ error: "invalid_grant", error_codes: [70000] });
});

test("a refresh token works over common, where passwords do not", async () => {
  const tenant = await openTenant();
  const refreshToken = textOf(await signIn(tenant, ada), "refresh_token");
  const parameters = { grant_type: "refresh_token", client_id: tenant.clientId, refresh_token: refreshToken };
  expect((await askToken(tenant, parameters, { segment: "common" })).status).toBe(200);
});
