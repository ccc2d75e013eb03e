// Each practice person shows the situation that their sentence promises.
import { expect, test } from "vitest";
import { practicePeople, type PracticeSituation, practiceTenant } from "../../shared/practicePeople.ts";
import {
  askMe,
  askToken,
  handClock,
  openTenant,
  passwordParameters,
  personWho,
  refresh,
  signIn,
  textOf,
} from "./asker.ts";

const refusedPeople: readonly (readonly [PracticeSituation, number, Readonly<Record<string, unknown>>])[] = [
  ["wrongPassword", 50126, { error: "invalid_grant" }],
  [
    "mfaRequired",
    50076,
    { error: "invalid_grant", suberror: "basic_action", claims: expect.stringContaining("capolids") },
  ],
  ["mfaEnrolment", 50079, { error: "invalid_grant", suberror: "basic_action" }],
  [
    "conditionalAccess",
    53003,
    { error: "invalid_grant", suberror: "message_only", claims: expect.stringContaining("capolids") },
  ],
  ["consentMissing", 65001, { error: "invalid_grant", suberror: "consent_required" }],
  ["disabled", 50057, { error: "invalid_grant" }],
  ["locked", 50053, { error: "invalid_grant" }],
  ["passwordExpired", 50055, { error: "invalid_grant", suberror: "user_password_expired" }],
  ["guest", 50020, { error: "invalid_grant" }],
  ["personal", 50034, { error: "invalid_grant" }],
  ["federated", 50126, { error: "invalid_grant" }],
  ["federatedExpired", 50126, { error: "invalid_grant" }],
  ["federatedLocked", 50126, { error: "invalid_grant" }],
  ["federatedSaml", 50126, { error: "invalid_grant" }],
];

test.each(refusedPeople)(
  "the password of the person for %s is answered with AADSTS%i",
  async (situation, code, fields) => {
    const tenant = await openTenant();
    const reply = await signIn(tenant, personWho(situation));
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ ...fields, error_codes: [code] });
    expect(reply.json).not.toHaveProperty("access_token");
  },
);

test.each([
  "mfaRequired",
  "mfaEnrolment",
  "conditionalAccess",
  "disabled",
  "passwordExpired",
  "consentMissing",
] as const)("a wrong password tells nothing about %s", async (situation) => {
  const tenant = await openTenant();
  const reply = await signIn(tenant, { ...personWho(situation), password: "wrong" });
  expect(reply.json).toMatchObject({ error_codes: [50126] });
});

test("everybody else signs in, and the token is accepted", async () => {
  const tenant = await openTenant({ delay: async () => {} });
  const refused = new Set<string>([...refusedPeople.map(([situation]) => situation), "throttled"]);
  const others = practicePeople.filter(({ situation }) => !refused.has(situation));
  expect(others.length).toBeGreaterThan(5);
  for (const person of others) {
    const reply = await signIn(tenant, person);
    const { json } = await askMe(tenant, textOf(reply, "access_token"));
    expect(json).toMatchObject({ upn: person.username, name: person.name });
    expect(json.scopes).toContain("User.Read");
  }
});

test("passwords and user names differ from person to person, and one password is full of symbols", () => {
  expect(new Set(practicePeople.map(({ password }) => password)).size).toBe(practicePeople.length);
  expect(new Set(practicePeople.map(({ username }) => username)).size).toBe(practicePeople.length);
  expect(practicePeople.some(({ password }) => / .*[^\p{ASCII}].*[+&%]/u.test(password.normalize()))).toBe(true);
  for (const { summary } of practicePeople) expect(summary).toMatch(/^[A-Z].+: .+\.$/);
});

test("user names are compared without regard to case, passwords with", async () => {
  const tenant = await openTenant();
  const ada = personWho("works");
  expect((await signIn(tenant, { ...ada, username: ada.username.toUpperCase() })).status).toBe(200);
  expect((await signIn(tenant, { ...ada, password: ada.password.toLowerCase() })).json).toMatchObject({
    error_codes: [50126],
  });
});

test("five wrong passwords in a row lock the account for a minute, the right password included", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now });
  const lars = personWho("locksAfterFailures");
  for (let tries = 1; tries <= 5; tries += 1) {
    expect((await signIn(tenant, { ...lars, password: `wrong ${tries}` })).json).toMatchObject({
      error_codes: [50126],
    });
  }
  expect((await signIn(tenant, lars)).json).toMatchObject({ error_codes: [50053] });
  clock.forward(59_999);
  expect((await signIn(tenant, lars)).json).toMatchObject({ error_codes: [50053] });
  clock.forward(1);
  expect((await signIn(tenant, lars)).status).toBe(200);
});

test("a right password in between starts the count of wrong ones over", async () => {
  const tenant = await openTenant();
  const lars = personWho("locksAfterFailures");
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 4; tries += 1) await signIn(tenant, { ...lars, password: "wrong" });
    expect((await signIn(tenant, lars)).status).toBe(200);
  }
});

test("the throttled person is told how long to wait, and gets in after that", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now });
  const theo = personWho("throttled");
  const first = await signIn(tenant, theo);
  expect(first.status).toBe(429);
  expect(first.headers.get("retry-after")).toBe("20");
  clock.forward(15_500);
  expect((await signIn(tenant, theo)).headers.get("retry-after")).toBe("5");
  clock.forward(4_500);
  expect((await signIn(tenant, theo)).status).toBe(200);
});

test("the slow person waits for each answer, others do not", async () => {
  const waits: number[] = [];
  const tenant = await openTenant({ delay: async (ms) => void waits.push(ms) });
  await signIn(tenant, personWho("works"));
  expect(waits).toEqual([]);
  await refresh(tenant, await signIn(tenant, personWho("slow")));
  expect(waits).toEqual([4_000, 4_000]);
});

test("the short-lived person's access token ends after 30 seconds, and a refresh brings another", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now, accessTokenLifeSeconds: 9_999 });
  const reply = await signIn(tenant, personWho("shortLived"));
  expect(reply.json).toMatchObject({ expires_in: 30 });
  clock.forward(29_000);
  expect((await askMe(tenant, textOf(reply, "access_token"))).status).toBe(200);
  clock.forward(1_000);
  expect((await askMe(tenant, textOf(reply, "access_token"))).status).toBe(401);
  expect((await askMe(tenant, textOf(await refresh(tenant, reply), "access_token"))).status).toBe(200);
});

test("the revoked person signs in, but the first refresh fails with bad_token", async () => {
  const tenant = await openTenant();
  const reply = await signIn(tenant, personWho("refreshTokenRevoked"));
  expect(reply.status).toBe(200);
  const refreshed = await refresh(tenant, reply);
  expect(refreshed.status).toBe(400);
  expect(refreshed.json).toMatchObject({ error: "invalid_grant", suberror: "bad_token", error_codes: [50173] });
});

test("consent in part costs only the scope that nobody approved, also on refresh", async () => {
  const tenant = await openTenant();
  const mai = personWho("partConsent");
  expect((await signIn(tenant, mai, "Mail.Read")).json).toMatchObject({
    error_codes: [65001],
    suberror: "consent_required",
  });
  const reply = await signIn(tenant, mai);
  expect(reply.status).toBe(200);
  expect((await refresh(tenant, reply, "Mail.Read offline_access")).json).toMatchObject({ error_codes: [65001] });
  expect((await refresh(tenant, reply, "Calendars.Read offline_access")).json).toMatchObject({
    scope: "Calendars.Read",
  });
});

test("an unknown name is not found, whatever the password", async () => {
  const tenant = await openTenant();
  const nobody = { ...passwordParameters(tenant, personWho("works")), username: `nobody@${practiceTenant.domain}` };
  expect((await askToken(tenant, nobody)).json).toMatchObject({ error: "invalid_grant", error_codes: [50034] });
});
