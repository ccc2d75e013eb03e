// Never the wrong token: whatever an answer says or leaves out, no token is kept under a person or a directory that it is not of.
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { Clock } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import type { Outcome } from "../../shared/failure.ts";
import {
  bearer,
  clientId,
  encoded,
  homeTenant,
  idTokenWith,
  issuerOf,
  otherTenant,
  type Fields,
  type ServerKind,
  startWhoApp,
  type Way,
  type WhoApp,
} from "../support/whoApp.ts";

let t: WhoApp;
afterEach(() => t.app.stop());

const scopes = ["api.read"];
const ann = { oid: "ann-oid", sub: "ann-sub", preferred_username: "ann@corp.test" };
const ben = { oid: "ben-oid", sub: "ben-sub", preferred_username: "ben@corp.test" };
const infoOf = ({ oid }: typeof ann): string => encoded({ uid: oid, utid: homeTenant });

/** A good ID token of the kind, with these changes. */
function idToken(kind: ServerKind, claims: Fields, alg?: string): string {
  const now = Math.floor(Date.now() / 1000);
  const { tid: told = homeTenant } = claims;
  const tid = ["entra", "b2c", "ciam"].includes(kind) && typeof told === "string" ? told : undefined;
  const iss = issuerOf(kind, tid);
  return idTokenWith({ iss, aud: clientId, iat: now, exp: now + 3_600, nonce: t.net.nonce, tid, ...claims }, alg);
}

const faults: Readonly<Record<string, (kind: ServerKind, claims: Fields) => unknown>> = {
  none: (kind, claims) => idToken(kind, claims),
  ended: (kind, claims) => idToken(kind, { ...claims, iat: 1_000, exp: 2_000 }),
  "of another issuer": (kind, claims) => idToken(kind, { ...claims, iss: "https://elsewhere.test" }),
  "for another app": (kind, claims) => idToken(kind, { ...claims, aud: "another-app" }),
  unsigned: (kind, claims) => idToken(kind, claims, "none"),
  "without a subject": (kind, claims) => idToken(kind, { ...claims, sub: undefined }),
  unreadable: () => "opaque",
  absent: () => undefined,
};

async function annSignedIn(kind: ServerKind, more = {}): Promise<string> {
  t = await startWhoApp(kind, { scopes: "api.read", ...more });
  t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken(kind, ann) });
  const outcome = await t.by("password");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value.accountId;
}

/** Timers run twenty times as fast, so that nobody waits for polls. */
const hurried: Clock = { now: () => Date.now(), after: (ms, then) => systemClock.after(ms / 20, then) };

const refused = (error: string) => ({ ok: false, failure: { kind: "untrustedReply", evidence: { error } } });

/** Asks for a token in another directory, by a refresh. */
const abroad = (accountId: string, tenant = otherTenant): Promise<Outcome<unknown>> =>
  t.app.getToken({ accountId, scopes, tenant, forceRefresh: true });

describe("a refresh that was to bring another directory's token", () => {
  test.each(Object.keys(faults))("brings none where the ID token (fault: %s) is of the own one", async (fault) => {
    const accountId = await annSignedIn("entra");
    t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: faults[fault]?.("entra", ann) });
    expect(await abroad(accountId)).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
    expect(t.account().tenantProfiles).toMatchObject([{ tenant: homeTenant }]);
    t.net.answer = () => ({ status: 503 });
    expect(await t.app.getToken({ accountId, scopes, tenant: otherTenant })).toMatchObject({ ok: false });
  });

  test("brings it where a good ID token names that directory, with client_info or without", async () => {
    const accountId = await annSignedIn("entra");
    const guest = { ...ann, oid: "guest-oid", sub: "guest-sub", tid: otherTenant };
    for (const client_info of [infoOf(ann), undefined]) {
      t.net.answer = () => bearer({ client_info, id_token: idToken("entra", guest) });
      expect(await abroad(accountId)).toMatchObject({ ok: true });
    }
    expect(t.account()).toMatchObject({ username: "ann@corp.test", tenantProfiles: [{}, { tenant: otherTenant }] });
  });

  test("named by a domain is compared with the ID that its own document tells", async () => {
    const accountId = await annSignedIn("entra");
    t.net.pages.set("/fabrikam.test/v2.0/.well-known/openid-configuration", {
      issuer: issuerOf("entra", otherTenant),
      token_endpoint: "https://login.microsoftonline.com/fabrikam.test/oauth2/v2.0/token",
    });
    const third = { ...ann, oid: "guest-oid", tid: "99999999-1111-4222-8333-444444444444" };
    t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", third) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject(refused("tenant_mismatch"));
    t.net.answer = () =>
      bearer({ client_info: infoOf(ann), id_token: idToken("entra", { ...third, tid: otherTenant }) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject({ ok: true });
    // From then on it is known.
    const documents = (): number => t.net.requests.filter(({ url }) => url.pathname.includes("well-known")).length;
    const before = documents();
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject({ ok: true });
    expect(documents()).toBe(before);
  });

  test("named by a domain whose document cannot be had is at least not the own one", async () => {
    const accountId = await annSignedIn("entra");
    t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", ann) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject(refused("tenant_mismatch"));
    t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", { ...ann, tid: otherTenant }) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject({ ok: true });
  });
});

describe("a token of the connection's own directory", () => {
  test("is refused where the answer names another one, by refresh and by every way of signing in", async () => {
    const accountId = await annSignedIn("entra");
    const wrong = { ...ann, tid: otherTenant };
    for (const fault of ["none", "ended", "for another app"]) {
      t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: faults[fault]?.("entra", wrong) });
      const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
      expect(renewed).toMatchObject(refused("tenant_mismatch"));
      for (const way of ["password", "browser", "deviceCode"] as const)
        expect(await t.by(way)).toMatchObject(refused("tenant_mismatch"));
    }
    expect(t.app.snapshot().accounts).toHaveLength(1);
  });

  test("is what it was before where its directory goes by a domain", async () => {
    const accountId = await annSignedIn("entra", { tenant: "corp.test" });
    t.net.answer = () => bearer({ id_token: idToken("entra", { ...ann, tid: otherTenant }) });
    const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
    expect(renewed).toMatchObject(refused("tenant_mismatch"));
  });
});

describe("a refresh at any kind of authority", () => {
  const kinds = ["entra", "openid", "adfs", "b2c"] as const;

  test.each(kinds)("at %s brings no token of somebody else, whatever is wrong with the ID token", async (kind) => {
    const accountId = await annSignedIn(kind);
    const isMicrosoft = kind === "entra" || kind === "b2c";
    for (const fault of ["none", "ended", "of another issuer", "for another app", "unsigned"]) {
      t.net.answer = () => bearer({ id_token: faults[fault]?.(kind, ben) });
      const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
      expect([fault, renewed]).toMatchObject([fault, refused("user_mismatch")]);
    }
    t.net.answer = () => bearer({ client_info: infoOf(ben) });
    const byInfo = await t.app.getToken({ accountId, scopes, forceRefresh: true });
    expect(byInfo).toMatchObject(isMicrosoft ? refused("user_mismatch") : { ok: true });
  });

  test.each(kinds)("at %s goes on where the answer says nothing, or the same person as before", async (kind) => {
    const accountId = await annSignedIn(kind);
    for (const fault of Object.keys(faults)) {
      t.net.answer = () => bearer({ id_token: faults[fault]?.(kind, ann) });
      const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
      expect([fault, renewed.ok]).toEqual([fault, true]);
    }
  });

  test("of a guest without client_info is not taken for somebody else's, whose object at home has another ID", async () => {
    const account = { ...ann, oid: "home-oid" };
    t = await startWhoApp("entra", { scopes: "api.read", tenant: otherTenant });
    const guest = idToken("entra", { ...ann, oid: "guest-oid", tid: otherTenant });
    t.net.answer = () => bearer({ client_info: infoOf(account), id_token: guest });
    const signedIn = await t.by("password");
    const accountId = signedIn.ok ? signedIn.value.accountId : "";
    t.net.answer = () => bearer({ id_token: guest });
    expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  });
});

describe("an answer to a code", () => {
  const kinds = ["entra", "openid", "adfs", "b2c", "ciam"] as const;

  test.each(kinds)("at %s belongs to this sign-in only if its ID token repeats the nonce as text", async (kind) => {
    t = await startWhoApp(kind, { scopes: "api.read" });
    for (const nonce of [null, 42, ["x"], undefined, "another", { toString: 1 }]) {
      t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken(kind, { ...ann, nonce }) });
      expect(await t.by("browser")).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
    }
    t.net.answer = () => bearer({ client_info: infoOf(ann) });
    expect(await t.by("browser")).toMatchObject(refused("id_token_missing"));
    expect(t.app.snapshot().accounts).toEqual([]);
    t.net.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken(kind, ann) });
    expect(await t.by("browser")).toMatchObject({ ok: true });
  });
});

/** Whoever is behind an account, by what names them at any kind of authority. */
const behind = (homeAccountId: string): string => /^(ann|ben)-/.exec(homeAccountId)?.[1] ?? "nobody";

test("no combination keeps a token under a person or a directory that nothing reliable confirms", async () => {
  const told = { ann, ben, nobody: {} } as const;
  const anybody = fc.constantFrom("ann", "ben", "nobody");
  const one = fc.record({
    kind: fc.constantFrom<ServerKind>("entra", "openid", "adfs", "b2c"),
    way: fc.constantFrom<Way | "refresh">("password", "browser", "deviceCode", "refresh", "refresh"),
    fault: fc.constantFrom("none", ...Object.keys(faults)),
    tells: anybody,
    info: anybody,
    tid: fc.constantFrom(homeTenant, otherTenant),
    tenant: fc.constantFrom(undefined, otherTenant, "fabrikam.test"),
  });
  await fc.assert(
    fc.asyncProperty(one, async ({ kind, way, fault, tells, info, tid, tenant }) => {
      const accountId = await annSignedIn(kind, { clock: hurried });
      const byInfo = kind === "entra" || kind === "b2c";
      const inTenant = kind === "entra" && way !== "password" ? tenant : undefined;
      const added = await t.app.handlers.addScopeSet({ accountId, scopes: "api.read", tenant: inTenant });
      const scopeSetId = added.ok ? added.value.scopeSetId : t.account().scopeSets[0]?.id;
      const claims = { ...told[tells], ...(kind === "entra" ? { tid } : {}) };
      t.net.answer = () =>
        bearer({
          access_token: "the-new-one",
          ...(info === "nobody" ? {} : { client_info: infoOf(told[info]) }),
          id_token: faults[fault]?.(kind, claims),
        });
      if (way === "refresh") await t.app.getToken({ accountId, scopes, tenant: inTenant, forceRefresh: true });
      else await t.by(way, { accountId, scopeSetId, username: "ann@corp.test", ifAnother: "refuse" });

      t.net.answer = () => ({ status: 503 });
      const isGood = fault === "none";
      const isReadable = fault !== "absent" && fault !== "unreadable";
      // A refresh token is its person's anyway, and a guest's ID token names another object than home does.
      const namesHome = way !== "refresh" || kind !== "entra" || tid === homeTenant;
      const byIdToken = isGood && namesHome && tells !== "nobody" ? tells : undefined;
      const named = byInfo && info !== "nobody" ? info : byIdToken;
      // What names a person for good: elsewhere than at home, and without a subject, an ID token has none of it.
      const namesForGood = byInfo ? kind !== "entra" || tid === homeTenant : fault !== "without a subject";
      const denied = isReadable && tells === "ben" && namesForGood;
      for (const { id, homeAccountId } of t.app.snapshot().accounts) {
        for (const there of new Set([undefined, inTenant])) {
          const kept = await t.app.getToken({ accountId: id, scopes, tenant: there });
          if (!kept.ok || kept.value.token.reveal() !== "the-new-one") continue;
          const who = behind(homeAccountId);
          const known = way === "refresh" && named === undefined && !denied;
          const isTheirs = who === "ann" ? named === "ann" || known : way === "password" && who === (named ?? "nobody");
          const isThere =
            there !== undefined ? isGood && tid === otherTenant : kind !== "entra" || !isReadable || tid === homeTenant;
          expect({ isTheirs, isThere }).toEqual({ isTheirs: true, isThere: true });
        }
      }
      await t.app.stop();
    }),
    { numRuns: 60 },
  );
}, 60_000);
