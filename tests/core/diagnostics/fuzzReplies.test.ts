// Ten thousand mangled replies and returns through the whole of every grant: always an outcome, soon, without a secret.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import type { Authority } from "../../../electron/core/authority/authority.ts";
import {
  authorizationCodeGrant,
  beginAuthorization,
  readReturn,
  type Authorization,
} from "../../../electron/core/grants/authorizationCode.ts";
import { beginDeviceCode } from "../../../electron/core/grants/deviceCode.ts";
import { createThrottle } from "../../../electron/core/grants/throttle.ts";
import { requestToken, type TokenRequestDeps } from "../../../electron/core/grants/tokenRequest.ts";
import { createHttp } from "../../../electron/core/http.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { systemClock } from "../../../electron/node/clock.ts";
import type { AuthorityKind } from "../../../shared/connection.ts";
import { explain } from "../../../shared/explain.ts";
import { technicalDetails } from "../../../shared/technicalDetails.ts";
import type { Failure, Grant, Outcome } from "../../../shared/failure.ts";
import { clientId } from "../grants/asking.ts";
import { fetchOf, goodReplies, issuer, leaksIn, looksLikeJson, mangledWire, sent, type Wire } from "./fuzzWire.ts";

const endpoint = `${issuer}/authorize`;
const authorityOf = (kind: AuthorityKind): Authority => ({
  kind,
  type: authorityTypes[kind],
  url: issuer,
  origin: issuer,
  issuer,
  tokenEndpoint: `${issuer}/token`,
  authorizationEndpoint: endpoint,
  deviceEndpoint: `${issuer}/devicecode`,
});
const kinds = fc.constantFrom<AuthorityKind>("entra", "openid");
const depsOf = (wire: Wire): TokenRequestDeps => ({
  http: createHttp(fetchOf(wire), systemClock),
  clock: systemClock,
  version: "1.2.3",
  throttle: createThrottle(systemClock),
  onIdTokenFault: () => undefined,
});
const { signal } = new AbortController();
const usual = { clientId, scopes: ["User.Read"], asked: {}, correlationId: "c0ffee", signal };

const authorization: Authorization = {
  ...(await beginAuthorization({
    authority: authorityOf("entra"),
    endpoint,
    ...usual,
    redirectUri: "http://localhost:1",
  })),
  nonce: "a-nonce",
  verifier: new Secret(sent.verifier),
};

/** A way in which a reply is read, and what was sent in confidence before. */
interface Reading {
  readonly secrets: readonly string[];
  read(authority: Authority, wire: Wire): Promise<Outcome<object>>;
}

const byGrant = (grant: Grant, secret: string): Reading => ({
  secrets: [secret],
  read: (authority, wire) => {
    const about = { grant, grantType: grant, parameters: { secret }, secrets: [new Secret(secret)], username: "ann" };
    return requestToken({ ...usual, ...about, authority }, depsOf(wire));
  },
});
const byCode: Reading = {
  secrets: [sent.code, sent.verifier],
  read: (authority, wire) =>
    authorizationCodeGrant({ ...usual, authority, authorization, code: new Secret(sent.code) }, depsOf(wire)),
};
const beginDevice: Reading = {
  secrets: [],
  read: (authority, wire) => beginDeviceCode({ ...usual, authority, endpoint }, depsOf(wire)),
};

/** Milliseconds of processor time; a machine that is busy with other things adds none. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: (user + system) / 1000 };
}

const limitMs = 50;

/** What is wrong with an outcome, in words; nothing where all is well. Slow is what is slow three times. */
async function faultsOf(
  secrets: readonly string[],
  work: () => Outcome<object> | Promise<Outcome<object>>,
): Promise<readonly string[]> {
  const { value: outcome, ms } = await timed(work);
  const slow = ms >= limitMs && (await timed(work)).ms >= limitMs && (await timed(work)).ms >= limitMs;
  const faults = outcome.ok ? oddNumbers(outcome.value) : faultsToldBy(outcome.failure, secrets);
  return [...(slow ? ["is slow"] : []), ...faults];
}

function faultsToldBy(failure: Failure, secrets: readonly string[]): readonly string[] {
  const { title, whatHappened } = explain(failure);
  return [
    ...(title === "" || whatHappened === "" ? ["has no words"] : []),
    ...leaksIn(everythingIn([failure, explain(failure), technicalDetails(failure)]), secrets),
  ];
}

function oddNumbers(value: object): readonly string[] {
  const odd = Object.entries(value).filter(([, part]) => typeof part === "number" && !Number.isFinite(part));
  return odd.map(([name]) => `${name} is no number`);
}

function everythingIn(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value).map(everythingIn).join("\n");
}

/** Each property ends after this time however few runs it made: all of them together stay below twenty seconds. */
const bounded = { interruptAfterTimeLimit: 2_500, markInterruptAsFailure: false };

test.each<readonly [string, Reading, number]>([
  ["password", byGrant("password", sent.password), 1_700],
  ["refresh token", byGrant("refreshToken", sent.refreshToken), 1_700],
  ["device code poll", byGrant("deviceCode", sent.deviceCode), 1_300],
  ["authorization code", byCode, 1_700],
  ["device code", beginDevice, 1_600],
])("a mangled reply to a %s request becomes an outcome", async (_, { secrets, read }, numRuns) => {
  await fc.assert(
    fc.asyncProperty(kinds, mangledWire(secrets), async (kind, wire) => {
      const faults = await faultsOf(secrets, () => read(authorityOf(kind), wire));
      expect(looksLikeJson(wire) ? faults : faults.filter((fault) => !fault.startsWith("a piece of"))).toEqual([]);
    }),
    { numRuns, ...bounded },
  );
});

test("a good reply behind a stray warning gives nothing of its tokens away", async () => {
  const [good] = goodReplies;
  if (good === undefined) throw new Error("there is no good reply");
  const wire = { ...good, body: `Warning: session_start() on line 1 ${good.body}` };
  const { secrets, read } = byGrant("password", sent.password);
  const outcome = await read(authorityOf("openid"), wire);
  expect(outcome).toMatchObject({ ok: false });
  expect(await faultsOf(secrets, () => outcome)).toEqual([]);
});

const names = [
  "code",
  "state",
  "iss",
  "error",
  "error_description",
  "error_uri",
  "suberror",
  "claims",
  "session_state",
];
const texts = fc.oneof(
  fc.string({ maxLength: 300, unit: "binary" }),
  fc.constantFrom(authorization.state, issuer, sent.verifier, sent.code, "access_denied", "AADSTS65004: declined", ""),
  fc.constantFrom('{"access_token":{}}', "https://evil.example", "%00", "\u202e", "<script>", "a".repeat(5_000)),
);
/** Most carry the right state: nothing else is looked at before it. */
const returns = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom(...names), texts), { maxLength: 8 }), fc.nat(4))
  .map(([pairs, luck]) => [...(luck === 0 ? [] : [["state", authorization.state]]), ...pairs.map((pair) => [...pair])])
  .map((pairs) => new URLSearchParams(pairs));

test("a mangled return from the browser becomes an outcome, and none but the right one a code", async () => {
  await fc.assert(
    fc.asyncProperty(kinds, returns, async (kind, query) => {
      const read = (): Outcome<Secret> => readReturn(authorization, authorityOf(kind), query, 0);
      expect(await faultsOf([sent.verifier], read)).toEqual([]);
      const outcome = read();
      const once = (name: string): boolean => query.getAll(name).length === 1;
      const right =
        once("state") &&
        query.get("state") === authorization.state &&
        (!query.has("iss") || (once("iss") && query.get("iss") === issuer)) &&
        query.getAll("error").every((said) => said.trim() === "") &&
        once("code") &&
        query.get("code") !== "";
      expect(outcome.ok ? outcome.value.reveal() : undefined).toBe(right ? query.get("code") : undefined);
    }),
    { numRuns: 1_500, ...bounded },
  );
});

test("whatever is asked for, the address to open is the authority's own and holds it as data alone", async () => {
  const text = fc.string({ maxLength: 200, unit: "binary" }).map((value) => value.toWellFormed());
  const wish = fc.record({ username: text, claims: text, scopes: fc.array(text, { minLength: 1, maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(kinds, wish, async (kind, { username, claims, scopes }) => {
      const authority = authorityOf(kind);
      const redirectUri = "http://localhost:1";
      const begun = await beginAuthorization({
        authority,
        endpoint,
        clientId,
        scopes,
        username,
        claims,
        redirectUri,
      });
      const url = new URL(begun.url);
      expect([`${url.origin}${url.pathname}`, url.hash, url.username]).toEqual([endpoint, "", ""]);
      const { searchParams } = url;
      expect([searchParams.get("login_hint") ?? "", searchParams.get("claims") ?? ""]).toEqual([username, claims]);
      expect(searchParams.getAll("redirect_uri")).toEqual([redirectUri]);
      expect(begun.url).not.toContain(begun.verifier.reveal());
    }),
    { numRuns: 500, ...bounded },
  );
});
