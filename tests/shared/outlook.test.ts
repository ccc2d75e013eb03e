// What a failed refresh says of the next one, for the answers of real servers and for any other.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "../../electron/core/diagnostics/classify.ts";
import { withGrant } from "../../electron/core/failures.ts";
import { readReply } from "../../electron/core/grants/reply.ts";
import { refreshTokenSurvives, type Failure, type Grant } from "../../shared/failure.ts";
import { keptUntil, needsPerson, outlookOf, passwordHelps, type Outlook } from "../../shared/outlook.ts";

const at = 1_000_000;
const context = { at, endpoint: "https://idp.example/token", correlationId: "c", secrets: [] };
const noHeaders: Readonly<Record<string, string>> = {};

interface Said {
  readonly grant?: Grant | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As the program reads it from the wire. */
async function told(status: number, body: unknown, said: Said = {}) {
  const { headers = noHeaders } = said;
  const grant = "grant" in said ? said.grant : "refreshToken";
  const isText = typeof body === "string";
  const type = isText ? "text/plain" : "application/json";
  const text = isText ? body : JSON.stringify(body);
  const response = new Response(text, { status, headers: { "content-type": type, ...headers } });
  return classify(grant, await readReply(response), context);
}

const entra = (error: string, code: number, more: object = {}): object => ({
  error,
  error_description: `AADSTS${code}: Words.`,
  error_codes: [code],
  ...more,
});
const page = { headers: { "content-type": "text/html" } };
const pause = { headers: { "retry-after": "30" } };

/** Status and body, then: outlook, whether a password that is offered goes on, and what it is headed by. */
const rights: readonly (readonly [string, number, unknown, Said, Outlook, boolean])[] = [
  // Over: the refresh token is no longer accepted.
  ["invalid_grant", 400, { error: "invalid_grant" }, {}, "over", true],
  ["invalid_grant under 401", 401, { error: "invalid_grant" }, {}, "over", true],
  [
    "invalid_grant with a sentence",
    400,
    { error: "invalid_grant", error_description: "Session not active" },
    {},
    "over",
    true,
  ],
  ["bad_token", 400, { error: "invalid_grant", suberror: "bad_token" }, {}, "over", true],
  ["700082", 400, entra("invalid_grant", 700082, { suberror: "bad_token" }), {}, "over", true],
  ["50173", 400, entra("invalid_grant", 50173), {}, "over", true],
  ["70043", 400, entra("invalid_grant", 70043), {}, "over", true],
  ["50058", 400, entra("invalid_grant", 50058), {}, "over", true],
  ["9002313 for a damaged token", 400, entra("invalid_grant", 9002313), {}, "over", true],
  ["a code that nobody knows", 400, entra("invalid_grant", 9999999), {}, "over", true],
  ["B2C's 90080", 400, { error: "invalid_grant", error_description: "AADB2C90080: Expired." }, {}, "over", true],
  // Refused for good as it seems, by other words: the record stays, and a new sign-in goes on.
  [
    "invalid_request",
    400,
    { error: "invalid_request", error_description: "Token has been revoked" },
    {},
    "person",
    true,
  ],
  ["invalid_request without words", 400, { error: "invalid_request" }, {}, "person", true],
  ["invalid_scope", 400, { error: "invalid_scope" }, {}, "person", true],
  ["unauthorized_client", 400, { error: "unauthorized_client" }, {}, "person", true],
  ["unsupported_grant_type", 400, { error: "unsupported_grant_type" }, {}, "person", true],
  ["access_denied", 403, { error: "access_denied" }, {}, "person", true],
  ["invalid_token", 401, { error: "invalid_token" }, {}, "person", true],
  ["login_required", 400, { error: "login_required" }, {}, "person", true],
  ["a word of its own", 400, { error: "token_expired_or_revoked" }, {}, "person", true],
  ["an error under 200", 200, { error: "bad_refresh_token" }, {}, "person", true],
  ["no word, in JSON", 400, { message: "Refresh token not found" }, {}, "person", true],
  ["no word, in JSON, under 401", 401, {}, {}, "person", true],
  ["invalid_client", 401, { error: "invalid_client" }, {}, "person", true],
  // What a password could not change either.
  ["invalid_client with a code", 401, entra("invalid_client", 7000218), {}, "person", false],
  ["a scope that a code calls wrong", 400, entra("invalid_scope", 70011), {}, "person", false],
  ["consent", 400, entra("invalid_grant", 65001, { suberror: "consent_required" }), {}, "person", false],
  ["consent_required", 400, { error: "consent_required" }, {}, "person", false],
  ["a second step", 400, entra("invalid_grant", 50076, { suberror: "basic_action" }), {}, "person", false],
  ["interaction_required", 400, { error: "interaction_required" }, {}, "person", false],
  ["a rule", 400, entra("interaction_required", 53003), {}, "person", false],
  ["a device", 400, entra("invalid_grant", 53000), {}, "person", false],
  ["a disabled account", 400, entra("invalid_grant", 50057), {}, "person", false],
  ["a locked account", 400, entra("invalid_grant", 50053), {}, "person", false],
  ["not assigned", 400, entra("invalid_grant", 50105), {}, "person", false],
  [
    "an unknown person whose token is bad",
    400,
    entra("invalid_grant", 50034, { suberror: "bad_token" }),
    {},
    "person",
    true,
  ],
  // What passes.
  ["429", 429, "", {}, "passes", false],
  ["503", 503, "", {}, "passes", false],
  ["500 with invalid_grant", 500, { error: "invalid_grant" }, {}, "passes", false],
  ["408", 408, "", {}, "passes", false],
  ["temporarily_unavailable", 400, { error: "temporarily_unavailable" }, {}, "passes", false],
  ["server_error", 400, { error: "server_error" }, {}, "passes", false],
  ["slow_down", 400, { error: "slow_down" }, {}, "passes", false],
  ["too_many_requests", 400, { error: "too_many_requests" }, {}, "passes", false],
  ...[90033, 50033, 80001, 90024, 90012, 50196, 90055, 80014, 90006].map(
    (code) => [`${code}`, 400, entra("invalid_grant", code), {}, "passes", false] as const,
  ),
  ["90033 as invalid_request", 400, entra("invalid_request", 90033), {}, "passes", false],
  ["B2C's 90085", 400, { error: "invalid_grant", error_description: "AADB2C90085: Down." }, {}, "passes", false],
  ["400 with a time", 400, { error: "invalid_grant" }, pause, "passes", false],
  ["403 with a time, without a word", 403, {}, pause, "passes", false],
  ["invalid_request with a time", 400, { error: "invalid_request" }, pause, "passes", false],
  ["a page", 403, "<html></html>", page, "passes", false],
  ["nothing at this address", 404, "", {}, "passes", false],
  ["something else under 200", 200, "<html></html>", page, "passes", false],
  // Nobody knows who said it, and a password that is offered is a way on.
  ["400 without anything", 400, "", {}, "passes", true],
  ["401 with plain text", 401, "No", {}, "passes", true],
];

describe("a refresh that was refused", () => {
  it.each(rights)("with %s", async (_, status, body, said, outlook, helps) => {
    const failure = await told(status, body, said);
    expect([outlookOf(failure), passwordHelps(failure)]).toEqual([outlook, helps]);
    expect(needsPerson(failure)).toBe(outlook !== "passes");
    expect(keptUntil(failure)).toBe(outlook === "over" ? Infinity : (failure.retryAt ?? at + 120_000));
  });

  it("holds as long as it may: for ever only where the token is dead, else as said, or two minutes", async () => {
    const error = fc.oneof(
      fc.constantFrom("invalid_grant", "invalid_request", "temporarily_unavailable", "interaction_required", undefined),
      fc.string(),
    );
    const suberror = fc.constantFrom("bad_token", "consent_required", "basic_action", undefined);
    const code = fc.oneof(
      fc.constantFrom(90033, 50196, 65001, 700082, 50034),
      fc.nat(9_999_999),
      fc.constant(undefined),
    );
    const status = fc.oneof(
      fc.constantFrom(400, 401),
      fc.integer({ min: 206, max: 599 }).filter((n) => n !== 304),
    );
    const waitS = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(status, error, suberror, code, waitS, async (status, error, suberror, code, waitS) => {
        const json = { error, suberror, ...(code === undefined ? {} : { error_codes: [code] }) };
        const headers = waitS === undefined ? noHeaders : { "retry-after": String(waitS) };
        const failure = await told(status, json, { headers });
        const outlook = outlookOf(failure);
        const isOver = outlook === "over";
        const mustPass = status >= 500 || status === 429 || (waitS !== undefined && status >= 400);
        expect([mustPass, outlook]).not.toEqual([true, "person"]);
        expect([mustPass, isOver]).not.toEqual([true, true]);
        expect([isOver, failure.evidence.error]).toEqual([isOver, isOver ? "invalid_grant" : failure.evidence.error]);
        // Until a time that was named, and only what passes names one.
        expect(keptUntil(failure)).toBe(isOver ? Infinity : (failure.retryAt ?? at + 120_000));
        expect([failure.retryAt === undefined, outlook === "passes"]).not.toEqual([false, false]);
        // However it was told, it costs no refresh token unless the server said that this very one is dead.
        expect([suberror === "bad_token", refreshTokenSurvives(failure)]).not.toEqual([false, false]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ["invalid_grant", { error: "invalid_grant", suberror: "bad_token" }],
    ["invalid_request", { error: "invalid_request" }],
    ["no word", {}],
  ])("is not for a document to end: %s there says nothing of the refresh token", async (_, body) => {
    const failure = withGrant(await told(400, body, { grant: undefined }), "refreshToken");
    expect([outlookOf(failure), refreshTokenSurvives(failure), passwordHelps(failure)]).not.toContain("over");
    expect([refreshTokenSurvives(failure), passwordHelps(failure)]).toEqual([true, false]);
  });
});

it("a wrong password stays wrong, though the server names a time", async () => {
  const failure = await told(400, { error: "invalid_grant" }, { grant: "password", ...pause });
  expect(failure.kind).toBe("wrongCredentials");
  expect(outlookOf(failure)).toBe("person");
});

it.each([
  ["offline", "passes", false],
  ["timeout", "passes", false],
  ["vaultLocked", "passes", false],
  ["signInNeeded", "person", true],
  ["vaultDamaged", "person", true],
  ["untrustedAuthority", "person", false],
  ["tokenOriginUnconfirmed", "person", false],
] as const)("without an answer, %s %s; a password goes on: %s", (kind, outlook, helps) => {
  const failure: Failure = { kind, at, evidence: {} };
  expect([outlookOf(failure), passwordHelps(failure)]).toEqual([outlook, helps]);
});
