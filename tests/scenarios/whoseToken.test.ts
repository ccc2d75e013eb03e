// Never the wrong token: whatever an answer says or leaves out, no token is kept under a person or a directory that it is not of.
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
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
  return idTokenWith({ iss, aud: clientId, iat: now, exp: now + 3_600, nonce: t.nonce, tid, ...claims }, alg);
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
  t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken(kind, ann) });
  const outcome = await t.by("password");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value.accountId;
}

const refused = (error: string) => ({ ok: false, failure: { kind: "untrustedReply", evidence: { error } } });

/** Asks for a token in another directory, by a refresh. */
const abroad = (accountId: string, tenant = otherTenant): Promise<Outcome<unknown>> =>
  t.app.getToken({ accountId, scopes, tenant, forceRefresh: true });

describe("a refresh that was to bring another directory's token", () => {
  test.each(Object.keys(faults))("brings none where the ID token (fault: %s) is of the own one", async (fault) => {
    const accountId = await annSignedIn("entra");
    t.answer = () => bearer({ client_info: infoOf(ann), id_token: faults[fault]?.("entra", ann) });
    expect(await abroad(accountId)).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
    expect(t.account().tenantProfiles).toMatchObject([{ tenant: homeTenant }]);
    t.answer = () => ({ status: 503 });
    expect(await t.app.getToken({ accountId, scopes, tenant: otherTenant })).toMatchObject({ ok: false });
  });

  test("brings it where a good ID token names that directory, with client_info or without", async () => {
    const accountId = await annSignedIn("entra");
    const guest = { ...ann, oid: "guest-oid", sub: "guest-sub", tid: otherTenant };
    for (const client_info of [infoOf(ann), undefined]) {
      t.answer = () => bearer({ client_info, id_token: idToken("entra", guest) });
      expect(await abroad(accountId)).toMatchObject({ ok: true });
    }
    expect(t.account()).toMatchObject({ username: "ann@corp.test", tenantProfiles: [{}, { tenant: otherTenant }] });
  });

  test("named by a domain is compared with the ID that its own document tells", async () => {
    const accountId = await annSignedIn("entra");
    t.pages.set("/fabrikam.test/v2.0/.well-known/openid-configuration", {
      issuer: issuerOf("entra", otherTenant),
      token_endpoint: "https://login.microsoftonline.com/fabrikam.test/oauth2/v2.0/token",
    });
    const third = { ...ann, oid: "guest-oid", tid: "99999999-1111-4222-8333-444444444444" };
    t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", third) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject(refused("tenant_mismatch"));
    t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", { ...third, tid: otherTenant }) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject({ ok: true });
    // From then on it is known.
    const documents = (): number => t.requests.filter(({ url }) => url.pathname.includes("well-known")).length;
    const before = documents();
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject({ ok: true });
    expect(documents()).toBe(before);
  });

  test("named by a domain whose document cannot be had is at least not the own one", async () => {
    const accountId = await annSignedIn("entra");
    t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", ann) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject(refused("tenant_mismatch"));
    t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken("entra", { ...ann, tid: otherTenant }) });
    expect(await abroad(accountId, "fabrikam.test")).toMatchObject({ ok: true });
  });
});

describe("a token of the connection's own directory", () => {
  test("is refused where the answer names another one, by refresh and by every way of signing in", async () => {
    const accountId = await annSignedIn("entra");
    const wrong = { ...ann, tid: otherTenant };
    for (const fault of ["none", "ended", "for another app"]) {
      t.answer = () => bearer({ client_info: infoOf(ann), id_token: faults[fault]?.("entra", wrong) });
      const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
      expect(renewed).toMatchObject(refused("tenant_mismatch"));
      for (const way of ["password", "browser", "deviceCode"] as const)
        expect(await t.by(way)).toMatchObject(refused("tenant_mismatch"));
    }
    expect(t.app.snapshot().accounts).toHaveLength(1);
  });

  test("is what it was before where its directory goes by a domain", async () => {
    const accountId = await annSignedIn("entra", { tenant: "corp.test" });
    t.answer = () => bearer({ id_token: idToken("entra", { ...ann, tid: otherTenant }) });
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
      t.answer = () => bearer({ id_token: faults[fault]?.(kind, ben) });
      const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
      expect([fault, renewed]).toMatchObject([fault, refused("user_mismatch")]);
    }
    t.answer = () => bearer({ client_info: infoOf(ben) });
    const byInfo = await t.app.getToken({ accountId, scopes, forceRefresh: true });
    expect(byInfo).toMatchObject(isMicrosoft ? refused("user_mismatch") : { ok: true });
  });

  test.each(kinds)("at %s goes on where the answer says nothing, or the same person as before", async (kind) => {
    const accountId = await annSignedIn(kind);
    for (const fault of Object.keys(faults)) {
      t.answer = () => bearer({ id_token: faults[fault]?.(kind, ann) });
      const renewed = await t.app.getToken({ accountId, scopes, forceRefresh: true });
      expect([fault, renewed.ok]).toEqual([fault, true]);
    }
  });

  test("of a guest without client_info is not taken for somebody else's, whose object at home has another ID", async () => {
    const account = { ...ann, oid: "home-oid" };
    t = await startWhoApp("entra", { scopes: "api.read", tenant: otherTenant });
    const guest = idToken("entra", { ...ann, oid: "guest-oid", tid: otherTenant });
    t.answer = () => bearer({ client_info: infoOf(account), id_token: guest });
    const signedIn = await t.by("password");
    const accountId = signedIn.ok ? signedIn.value.accountId : "";
    t.answer = () => bearer({ id_token: guest });
    expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  });
});

describe("an answer to a code", () => {
  const kinds = ["entra", "openid", "adfs", "b2c", "ciam"] as const;

  test.each(kinds)("at %s belongs to this sign-in only if its ID token repeats the nonce as text", async (kind) => {
    t = await startWhoApp(kind, { scopes: "api.read" });
    for (const nonce of [null, 42, ["x"], undefined, "another", { toString: 1 }]) {
      t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken(kind, { ...ann, nonce }) });
      expect(await t.by("browser")).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
    }
    t.answer = () => bearer({ client_info: infoOf(ann) });
    expect(await t.by("browser")).toMatchObject(refused("id_token_missing"));
    expect(t.app.snapshot().accounts).toEqual([]);
    t.answer = () => bearer({ client_info: infoOf(ann), id_token: idToken(kind, ann) });
    expect(await t.by("browser")).toMatchObject({ ok: true });
  });
});

test("no combination keeps a token under a person or a directory that nothing reliable confirms", async () => {
  const whose = { ann, ben, nobody: {} } as const;
  const one = fc.record({
    kind: fc.constantFrom<ServerKind>("entra", "openid", "adfs", "b2c"),
    way: fc.constantFrom<Way | "refresh">("password", "browser", "deviceCode", "refresh"),
    fault: fc.constantFrom(...Object.keys(faults)),
    tells: fc.constantFrom("ann", "ben", "nobody"),
    info: fc.constantFrom("ann", "ben", "nobody"),
    tid: fc.constantFrom(homeTenant, otherTenant),
    tenant: fc.constantFrom(undefined, otherTenant, "fabrikam.test"),
  });
  await fc.assert(
    fc.asyncProperty(one, async ({ kind, way, fault, tells, info, tid, tenant }) => {
      const accountId = await annSignedIn(kind);
      const inTenant = kind === "entra" ? tenant : undefined;
      const added =
        inTenant === undefined
          ? undefined
          : await t.app.handlers.addScopeSet({ accountId, scopes: "api.read", tenant: inTenant });
      const set = added?.ok === true ? added.value.scopeSetId : t.account().scopeSets[0]?.id;
      t.answer = () =>
        bearer({
          access_token: "the-new-one",
          ...(info === "nobody" ? {} : { client_info: infoOf(whose[info]) }),
          id_token: faults[fault]?.(kind, { ...whose[tells], ...(kind === "entra" ? { tid } : {}) }),
        });
      if (way === "refresh") await t.app.getToken({ accountId, scopes, tenant: inTenant, forceRefresh: true });
      else await t.by(way, { accountId, scopeSetId: set ?? "", username: "ann@corp.test" });

      t.answer = () => ({ status: 503 });
      const kept = await t.app.getToken({ accountId, scopes, tenant: inTenant });
      await t.app.stop();
      if (!kept.ok || kept.value.token.reveal() !== "the-new-one") return;
      const byInfo = kind === "entra" || kind === "b2c";
      const tellsOther = tells === "ben" && fault !== "unreadable" && fault !== "absent";
      expect(byInfo && info === "ben").toBe(false);
      expect(tellsOther && fault === "none" && !(byInfo && info === "ann" && inTenant !== undefined)).toBe(false);
      const tenantRight = inTenant === undefined || (fault === "none" && tid === otherTenant);
      expect(tenantRight).toBe(true);
    }),
    { numRuns: 40 },
  );
}, 60_000);
