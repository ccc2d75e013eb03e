// Habits of real servers, played byte by byte: each ends in a good token or an honest failure, and nothing is sent twice.
import { afterEach, describe, expect, test } from "vitest";
import { closings, packed, type Answer } from "../support/habitServer.ts";
import {
  base64Json,
  goodTokens,
  idTokenOf,
  mark,
  startHabitApp,
  tokensWith,
  type HabitApp,
} from "../support/habitApp.ts";
import { ann } from "../support/openIdPeople.ts";
import { createVirtualClock, settle } from "../support/virtualClock.ts";

let t: HabitApp;
afterEach(() => t.end());

const { username } = ann;

describe("a refusal that is no answer for programs", () => {
  const html = { "content-type": "text/html" };
  const bodies: readonly (readonly [string, Answer])[] = [
    ["without a body", {}],
    ["with plain text", { headers: { "content-type": "text/plain" }, body: "Bad thing happened" }],
    ["with a page", { headers: html, body: "<!doctype html><title>Error</title>" }],
    ["with half of a JSON", { headers: { "content-type": "application/json" }, body: '{"error":"inv' }],
    ["with a list", { body: [{ error: "invalid_grant" }] }],
    ["with bytes of no text", { headers: { "content-type": "application/json" }, body: Buffer.from([0xff, 0xfe, 0]) }],
  ];
  const kinds: Readonly<Record<number, readonly string[]>> = {
    400: ["refusedByServer", "notOAuth"],
    403: ["refusedByServer", "notOAuth"],
    500: ["serviceDown"],
  };

  test.each([400, 403, 500].flatMap((status) => bodies.map(([how, answer]) => [status, how, answer] as const)))(
    "of status %i %s is told as what it is, and the password was sent once",
    async (status, _, answer) => {
      t = await startHabitApp();
      t.tokens({ ...answer, status });
      const outcome = await t.signInAs(username);
      expect(outcome).toMatchObject({ ok: false, failure: { evidence: { status } } });
      expect(kinds[status]).toContain(outcome.ok ? "" : outcome.failure.kind);
      expect(t.asked).toHaveLength(1);
    },
  );

  test.each([400, 403, 500])("of status %i does not end a saved sign-in", async (status) => {
    t = await startHabitApp();
    t.tokens(tokensWith({}));
    const accountId = await t.signedIn();
    t.tokens({ status });
    expect(await t.renew(accountId)).toMatchObject({ ok: false, failure: { evidence: { status } } });
    expect(t.account()).toMatchObject({ hasRefreshToken: true });
    expect(t.account().scopeSets[0]?.nextTryAt).toBeGreaterThan(0);
  });
});

const atRequest = Object.entries(closings).filter(([, { at }]) => at !== "connection");

describe.each(atRequest)("a connection that is closed %s", (_, closing) => {
  test("ends a sign-in, and one password at most has reached the server", async () => {
    t = await startHabitApp();
    t.tokens(closing);
    expect(await t.signInAs(username)).toMatchObject({ ok: false });
    await settle(20);
    expect(t.asked.length).toBeLessThanOrEqual(1);
    expect(t.app.snapshot().accounts).toEqual([]);
  });

  test("loses no saved sign-in", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({}));
    const accountId = await t.signedIn();
    t.tokens(closing);
    expect(await t.renew(accountId)).toMatchObject({ ok: false });
    expect(t.refreshTokensSent().length).toBeLessThanOrEqual(1);
    t.tokens(tokensWith({}));
    expect(await t.renew(accountId)).toMatchObject({ ok: true });
  });
});

describe("an answer", () => {
  test("without an ID token is good for whoever typed the name, which is told", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({}));
    await t.signedIn();
    expect(t.asked[0]?.form.get("scope")?.split(" ")).toContain("openid");
    expect(t.account()).toMatchObject({ username, scopeSets: [{ state: "ready" }] });
    expect(t.attempt()).toMatchObject({ outcome: "succeeded", warnings: ["nobodyNamed"] });
  });

  test("without a scope grants what was asked", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({ scope: undefined }));
    await t.signedIn();
    expect(t.account().scopeSets[0]?.token?.grantedScopes).toEqual(["api.read"]);
  });

  test.each(["bearer", "BEARER", "bEaReR"])("with the token type %s brings a bearer token", async (tokenType) => {
    t = await startHabitApp();
    t.tokens(tokensWith({ token_type: tokenType, id_token: idTokenOf(t.server.origin) }));
    await t.signedIn();
    expect(t.account().scopeSets[0]?.token?.tokenType).toBe("Bearer");
    expect(t.attempt().warnings).toBeUndefined();
  });

  test("without a token type is taken for a bearer token, which is told", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({ token_type: undefined, id_token: idTokenOf(t.server.origin) }));
    await t.signedIn();
    expect(t.attempt().warnings).toEqual(["tokenTypeMissing"]);
  });

  test("with another token type is refused", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({ token_type: "DPoP-like" }));
    expect(await t.signInAs(username)).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
  });

  test.each([
    [30, 30],
    [36_000, 36_000],
    ["36000", 36_000],
    ["3600.0", 3_600],
    [undefined, 600],
    ["12 hours", 600],
    [0, 600],
    [-1, 600],
    [{}, 600],
  ])("with a life of %j seconds is kept for %i", async (expiresIn, seconds) => {
    t = await startHabitApp();
    t.tokens(tokensWith({ expires_in: expiresIn }));
    await t.signedIn();
    const token = t.account().scopeSets[0]?.token;
    expect((token?.expiresAt ?? 0) - (token?.issuedAt ?? 0)).toBe(seconds * 1000);
  });

  test.each([
    ["missing", undefined],
    ["garbled", "%%%"],
    ["no JSON", Buffer.from("{").toString("base64url")],
    ["of numbers", base64Json({ uid: 1, utid: 2 })],
  ])("whose client_info is %s names the person by the ID token", async (_, clientInfo) => {
    t = await startHabitApp({ kind: "entra" });
    const idToken = idTokenOf(t.server.origin, { oid: "an-oid", tid: "a-tid", preferred_username: "ann@home" });
    t.tokens(tokensWith({ client_info: clientInfo, id_token: idToken }));
    await t.signedIn();
    expect(t.account()).toMatchObject({ homeAccountId: "an-oid.a-tid", username: "ann@home" });
  });

  test.each([
    ["that begins with a byte order mark", { body: `\ufeff${JSON.stringify(goodTokens)}` }],
    ["called a page", { headers: { "content-type": "text/html" }, body: JSON.stringify(goodTokens) }],
    ["of no type", { body: JSON.stringify(goodTokens) }],
    ["with fields that nobody knows", tokensWith({ foci: "1", not_before: [1, { deep: mark }], kerberos_top: null })],
  ])("%s is as good as any", async (_, answer) => {
    t = await startHabitApp();
    t.tokens(answer);
    await t.signedIn();
    expect(t.account()).toMatchObject({ hasRefreshToken: true, scopeSets: [{ state: "ready" }] });
  });

  test("that is packed is unpacked where that was offered, and refused honestly where not", async () => {
    t = await startHabitApp();
    t.tokens(packed(goodTokens));
    const outcome = await t.signInAs(username);
    const offered = t.asked[0]?.headers["accept-encoding"]?.includes("gzip") ?? false;
    expect(outcome).toMatchObject(offered ? { ok: true } : { ok: false, failure: { kind: "notOAuth" } });
  });

  test("of status 200 that is an error is one", async () => {
    t = await startHabitApp();
    t.tokens({ body: { error: "invalid_grant", error_description: "AADSTS50126: no." } });
    expect(await t.signInAs(username)).toMatchObject({
      ok: false,
      failure: { kind: "wrongCredentials", evidence: { status: 200, error: "invalid_grant", codes: ["AADSTS50126"] } },
    });
  });

  test("with WWW-Authenticate beside the JSON keeps the words of the JSON", async () => {
    t = await startHabitApp();
    const headers = { "content-type": "application/json", "www-authenticate": 'Bearer error="invalid_token"' };
    t.tokens({ status: 401, headers, body: JSON.stringify({ error: "invalid_client", error_codes: [7000218] }) });
    expect(await t.signInAs(username)).toMatchObject({
      ok: false,
      failure: { kind: "notPublicClient", evidence: { error: "invalid_client", codes: ["AADSTS7000218"] } },
    });
  });

  test("with the ID of another request is taken, which is told", async () => {
    t = await startHabitApp({ kind: "entra" });
    const headers = { "content-type": "application/json", "client-request-id": crypto.randomUUID() };
    t.tokens({ headers, body: JSON.stringify({ ...goodTokens, id_token: idTokenOf(t.server.origin) }) });
    await t.signedIn();
    expect(t.attempt()).toMatchObject({ outcome: "succeeded", warnings: ["otherCorrelationId"] });
    t.tokens(({ headers: sent }) => ({
      ...tokensWith({}),
      headers: {
        "content-type": "application/json",
        "client-request-id": sent["client-request-id"]?.toUpperCase() ?? "",
      },
    }));
    await t.renew(t.account().id);
    expect(t.attempt()).toMatchObject({ grant: "refreshToken", outcome: "succeeded" });
    expect(t.attempt().warnings).toBeUndefined();
  });
});

describe("the token endpoint's address", () => {
  test("keeps the query that the metadata gives it", async () => {
    t = await startHabitApp({ query: "?p=B2C_1_ropc&slice=a%20b" });
    t.tokens(tokensWith({}));
    await t.renew(await t.signedIn());
    expect(t.asked.map(({ path }) => path)).toEqual(Array(2).fill("/token?p=B2C_1_ropc&slice=a%20b"));
  });

  test("gets none from the program, because there are servers that refuse any", async () => {
    t = await startHabitApp({ kind: "entra" });
    t.tokens(({ path }) => (path.includes("?") ? { status: 400, body: { error: "invalid_request" } } : tokensWith({})));
    expect(await t.renew(await t.signedIn())).toMatchObject({ ok: true });
  });
});

describe("a refresh", () => {
  test("without an ID token stays the same person's", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({ id_token: idTokenOf(t.server.origin) }));
    const accountId = await t.signedIn();
    const before = t.account();
    t.tokens(tokensWith({ access_token: `another ${mark}` }));
    expect(await t.renew(accountId)).toMatchObject({ ok: true, value: { source: "refresh" } });
    const { homeAccountId, username: name } = t.account();
    expect([homeAccountId, name]).toEqual([before.homeAccountId, before.username]);
    expect(t.attempt().warnings).toBeUndefined();
  });

  test("without a refresh token keeps the one that there is, for as often as it is needed", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({}));
    const accountId = await t.signedIn();
    t.tokens(tokensWith({ refresh_token: undefined }));
    for (let round = 0; round < 3; round += 1) expect(await t.renew(accountId)).toMatchObject({ ok: true });
    expect(t.refreshTokensSent()).toEqual(Array(3).fill(goodTokens.refresh_token));
  });

  test("never uses a one-time token twice, though all its callers come at once and answers get lost", async () => {
    t = await startHabitApp();
    let issued = 0;
    const used = new Set<string>();
    const rotating = ({ form }: { readonly form: URLSearchParams }): Answer => {
      const token = form.get("refresh_token") ?? "the password";
      // Reuse kills the family.
      if (used.has(token) || (issued > 0 && token !== `refresh ${issued} ${mark}`))
        return { status: 400, body: { error: "invalid_grant" } };
      used.add(token);
      issued += 1;
      return tokensWith({ refresh_token: `refresh ${issued} ${mark}` });
    };
    t.tokens(rotating);
    const accountId = await t.signedIn();
    const sets = [["api.read"], ["api.write"], ["mail.read"]];
    for (let round = 0; round < 3; round += 1) {
      const outcomes = await Promise.all(sets.flatMap((set) => [t.renew(accountId, set), t.renew(accountId, set)]));
      expect(outcomes.map(({ ok }) => ok)).not.toContain(false);
    }
    expect(new Set(t.refreshTokensSent()).size).toBe(t.refreshTokensSent().length);
  });

  test("whose ID token is bad keeps its new refresh token, and tells", async () => {
    t = await startHabitApp();
    t.tokens(tokensWith({ id_token: idTokenOf(t.server.origin) }));
    const accountId = await t.signedIn();
    const next = `next ${mark}`;
    t.tokens(tokensWith({ refresh_token: next, id_token: idTokenOf("https://elsewhere.example") }));
    expect(await t.renew(accountId)).toMatchObject({ ok: true });
    expect(t.attempt().warnings).toEqual(["idTokenIssuer"]);
    await t.renew(accountId);
    expect(t.refreshTokensSent()).toEqual([goodTokens.refresh_token, next]);
  });

  test("asks an OpenID server for no offline_access", async () => {
    t = await startHabitApp();
    t.tokens(({ form }) =>
      form.has("refresh_token") && form.get("scope")?.includes("offline_access") === true
        ? { status: 400, body: { error: "invalid_scope" } }
        : tokensWith({}),
    );
    expect(await t.renew(await t.signedIn())).toMatchObject({ ok: true });
  });

  test("that is refused for its scopes where offline_access is asked again is not repeated in other words", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ kind: "entra", clock });
    t.tokens(tokensWith({}));
    const accountId = await t.signedIn();
    t.tokens({ status: 400, body: { error: "invalid_scope" } });
    expect(await t.renew(accountId)).toMatchObject({ ok: false, failure: { kind: "wrongScope" } });
    await clock.advance(5 * 3_600_000);
    await settle(20);
    expect(t.refreshTokensSent()).toHaveLength(1);
    expect(t.account()).toMatchObject({ hasRefreshToken: true, scopeSets: [{ state: "needsYou" }] });
  });
});
