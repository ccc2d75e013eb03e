// Every recorded refusal becomes the right kind of failure, and codes never decide what may be lost or sent again.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayRetry, refreshTokenSurvives, type Failure, type Grant } from "../../../shared/failure.ts";
import { classify } from "../../../electron/core/diagnostics/classify.ts";
import type { Reply } from "../../../electron/core/grants/reply.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { expectedKinds, kindsOfCategory } from "./expectedKinds.ts";
import { jsonReply, recordedReplies, replyOf } from "./recordedReplies.ts";

const at = Date.parse("2026-11-23T12:00:00Z");
const password = "Correct horse+battery/stäple";
const tell = (grant: Grant, reply: Reply, secrets: readonly string[] = []): Failure =>
  classify(grant, reply, {
    at,
    endpoint: "https://login.example/tenant/token?login_hint=ann",
    correlationId: "our-id",
    secrets: secrets.map((text) => new Secret(text)),
    username: "ann@contoso.example",
  });
const all = await recordedReplies();

describe("a recorded reply", () => {
  it("is there for every expectation, and the other way round", () => {
    expect(all.map(({ id }) => id).toSorted()).toEqual(Object.keys(expectedKinds).toSorted());
    expect(all).toHaveLength(93);
  });

  it.each(all)("$id is told as what it is", ({ id, grant, category, reply }) => {
    const { kind, evidence } = tell(grant, reply);
    expect(kind).toBe(expectedKinds[id]);
    expect(kindsOfCategory[category]).toContain(kind);
    expect(evidence).toMatchObject({ grant, status: reply.status, endpoint: "https://login.example/tenant/token" });
  });

  it.each(all)("$id loses and repeats nothing because of a code", async ({ grant, reply }) => {
    const before = tell(grant, reply);
    for (const codes of [[50126], [70000, 50173], [90033], [700082], [50196], ["oops"], []]) {
      const json = reply.json && {
        ...reply.json,
        error_codes: codes,
        error_description: `AADSTS${codes[0]}: Something else.`,
      };
      const after = tell(
        grant,
        json === undefined ? { ...reply, text: `AADSTS${codes[0]}` } : await jsonReply(reply.status, json),
      );
      expect(refreshTokenSurvives(after)).toBe(refreshTokenSurvives(before));
      expect(mayRetry(after)).toBe(mayRetry(before));
    }
  });
});

describe("the refresh token", () => {
  it("is given up for the two words that say so, whatever the code", () => {
    fc.assert(
      fc.property(fc.constantFrom("bad_token", "token_expired"), fc.nat(9_999_999), (suberror, code) => {
        const failure = tell(
          "refreshToken",
          plainReply(400, { error: "invalid_grant", suberror, error_codes: [code] }),
        );
        expect(refreshTokenSurvives(failure)).toBe(false);
      }),
    );
  });

  it("stays in every other case", () => {
    const status = fc.constantFrom(200, 400, 401, 403, 429, 500, 503);
    fc.assert(
      fc.property(status, fc.string(), fc.string(), fc.nat(9_999_999), (status, error, suberror, code) => {
        const failure = tell("refreshToken", plainReply(status, { error, suberror, error_codes: [code] }));
        expect(refreshTokenSurvives(failure)).toBe(true);
      }),
    );
    expect(
      refreshTokenSurvives(tell("password", plainReply(400, { error: "invalid_grant", suberror: "bad_token" }))),
    ).toBe(true);
  });
});

describe("a server without codes of its own", () => {
  it.each([
    ["password", 400, { error: "invalid_grant" }, "wrongCredentials"],
    ["refreshToken", 400, { error: "invalid_grant" }, "refreshRejected"],
    ["refreshToken", 400, { error: "invalid_grant", suberror: "bad_token" }, "refreshRejected"],
    ["authorizationCode", 400, { error: "invalid_grant" }, "signInNeeded"],
    ["password", 400, { error: "unauthorized_client" }, "grantNotAllowed"],
    ["password", 400, { error: "unsupported_grant_type" }, "grantNotAllowed"],
    ["password", 401, { error: "invalid_client" }, "wrongClient"],
    ["password", 400, { error: "invalid_scope" }, "wrongScope"],
    ["password", 400, { error: "interaction_required" }, "mfaRequired"],
    ["password", 400, { error: "interaction_required", suberror: "message_only" }, "policyBlocked"],
    ["refreshToken", 400, { error: "consent_required" }, "consentRequired"],
    ["password", 400, { error: "access_denied" }, "policyBlocked"],
    ["deviceCode", 400, { error: "access_denied" }, "consentRequired"],
    ["password", 400, { error: "never_heard_of" }, "refusedByServer"],
    ["password", 200, { error: "invalid_grant" }, "wrongCredentials"],
    ["password", 200, { hello: "there" }, "notOAuth"],
    ["password", 400, { title: "Bad Request", status: 400 }, "refusedByServer"],
    ["password", 400, { error: { code: "invalid_grant", message: "No." } }, "wrongCredentials"],
    ["password", 503, { error: "invalid_grant" }, "serviceDown"],
    ["password", 429, { error: "invalid_grant" }, "throttled"],
    ["refreshToken", 400, { error: "invalid_grant", error_codes: [70002, 99999999] }, "refreshRejected"],
  ] as const)("%s %i %j is %s", (grant, status, json, kind) => {
    expect(tell(grant, plainReply(status, json)).kind).toBe(kind);
  });

  it.each([
    [302, { location: "https://portal.example/" }, "", "notOAuth"],
    [400, {}, "", "refusedByServer"],
    [403, {}, "", "refusedByServer"],
    [403, { "content-type": "text/html" }, "<html><title>Blocked by AADSTS50126</title>", "wrongCredentials"],
    [200, { "content-type": "text/html" }, "<html><title>AADSTS50126</title>", "notOAuth"],
    [403, { "content-type": "text/html" }, "<html><title>Firewall</title>", "notOAuth"],
    [404, { "content-type": "text/html" }, "<html>", "wrongAuthority"],
    [511, {}, "", "notOAuth"],
    [400, { "content-type": "application/json" }, '\ufeff{"error":"invalid_grant"}', "wrongCredentials"],
    [401, { "www-authenticate": 'Bearer error="x"' }, '{"error":"invalid_grant"}', "wrongCredentials"],
    [
      400,
      { "content-type": "application/problem+json" },
      '{"type":"about:blank","detail":"Not so."}',
      "refusedByServer",
    ],
  ] as const)("%i %j %s is %s", async (status, headers, body, kind) => {
    expect(tell("password", await replyOf(status, headers, body)).kind).toBe(kind);
  });
});

describe("several codes", () => {
  it.each([
    [[70002, 50126], "Something."],
    [[50126, 70002], "Something."],
    [[70002], "AADSTS50126: Wrong."],
    [[], "AADSTS50126: Wrong. AADSTS70002: The app's."],
    [[50126], "AADSTS12345678: Never heard of."],
  ])("%j with “%s” are told by the one that says most", (codes, description) => {
    const failure = tell(
      "password",
      plainReply(400, { error: "invalid_grant", error_codes: codes, error_description: description }),
    );
    expect(failure.kind).toBe("wrongCredentials");
    expect(failure.evidence.codes?.[0]).toBe("AADSTS50126");
  });
});

describe("when to ask again", () => {
  const wait = async (
    status: number,
    headers: Record<string, string>,
    json: unknown = {},
  ): Promise<number | undefined> => {
    const { retryAt } = tell("refreshToken", await jsonReply(status, json, headers));
    return retryAt === undefined ? undefined : retryAt - at;
  };

  it("is what the server says, in seconds or as a date, for at most an hour", async () => {
    expect(await wait(429, { "retry-after": "30" })).toBe(30_000);
    expect(await wait(503, { "retry-after": "Mon, 23 Nov 2026 12:02:00 GMT" })).toBe(120_000);
    expect(await wait(429, { "retry-after": "99999999" })).toBe(3_600_000);
  });

  it("goes by the server's clock where it names a date", async () => {
    const headers = { date: "Mon, 23 Nov 2026 15:00:00 GMT", "retry-after": "Mon, 23 Nov 2026 15:00:20 GMT" };
    expect(await wait(429, headers)).toBe(20_000);
  });

  it("is a minute where a server asks for a pause and names nothing that makes sense", async () => {
    for (const value of ["soon", "-5", "0", "Mon, 23 Nov 2020 12:00:00 GMT", ""]) {
      expect(await wait(429, { "retry-after": value })).toBe(60_000);
    }
    expect(await wait(429, {})).toBe(60_000);
  });

  it("is left open for a refusal, a failing server that names no time, and a locked account", async () => {
    expect(await wait(400, {}, { error: "invalid_grant" })).toBeUndefined();
    expect(await wait(503, {})).toBeUndefined();
    expect(await wait(400, {}, { error: "invalid_grant", error_codes: [50053] })).toBeUndefined();
    expect(await wait(429, {}, { error: "too_many_attempts" })).toBeUndefined();
  });
});

describe("the evidence", () => {
  it("tells IDs and time apart from the sentence, on one line or on several", () => {
    for (const gap of [" ", "\r\n"]) {
      const description = [
        "AADSTS50126: Wrong.",
        "Trace ID: 0503a5ec-116c",
        "Correlation ID: a12e",
        "Timestamp: 2026-04-30 09:46:18Z",
      ];
      const { evidence } = tell(
        "password",
        plainReply(400, { error: "invalid_grant", error_description: description.join(gap) }),
      );
      expect(evidence).toMatchObject({
        description: "AADSTS50126: Wrong.",
        traceId: "0503a5ec-116c",
        serverTime: "2026-04-30 09:46:18Z",
      });
      expect(evidence.correlationId).toBe("our-id");
    }
  });

  it("keeps a challenge exactly as sent, whether text or object, and drops what is none", () => {
    const claimsOf = (claims: unknown): string | undefined =>
      tell("password", plainReply(400, { error: "interaction_required", claims })).evidence.claims;
    const challenge = '{ "access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    expect(claimsOf(challenge)).toBe(challenge);
    expect(claimsOf(JSON.parse(challenge))).toBe(JSON.stringify(JSON.parse(challenge)));
    for (const bad of ["{", "[]", "7", 7, null, ["x"], `{"a":"${"x".repeat(8200)}"}`])
      expect(claimsOf(bad)).toBeUndefined();
  });

  it("offers a help address only where it is https and carries no credentials", () => {
    const help = (error_uri: string): string | undefined =>
      tell("password", plainReply(400, { error: "x", error_uri })).evidence.errorUrl;
    expect(help("https://help.example/50126")).toBe("https://help.example/50126");
    for (const bad of ["http://help.example/", "javascript:alert(1)", "https://a:b@help.example/", "nonsense"])
      expect(help(bad)).toBeUndefined();
  });

  it("is bounded however long the answer", () => {
    const long = "x y ".repeat(100_000);
    const failure = tell(
      "password",
      plainReply(400, {
        error: long,
        error_description: long,
        error_codes: Array(5000).fill(50126),
        error_uri: `https://a/${long}`,
      }),
    );
    expect(JSON.stringify(failure).length).toBeLessThan(2000);
    expect(failure.evidence.description?.length).toBe(1000);
  });

  it("leaves out signs that make text read as something else, and the user name", () => {
    const { description } = tell(
      "password",
      plainReply(400, { error: "x", error_description: "No \u202Eevil\u0000 ann@contoso.example\t here" }),
    ).evidence;
    expect(description).toBe("No evil [user name] here");
  });

  it.each([
    ["as sent", password],
    ["in a URL", encodeURIComponent(password)],
    ["in a form", new URLSearchParams({ p: password }).toString().slice(2)],
    [
      "in a form with small letters",
      new URLSearchParams({ p: password }).toString().slice(2).toLowerCase().replace("correct", "Correct"),
    ],
    ["in JSON", JSON.stringify(password).slice(1, -1)],
    ["in ASCII JSON", "Correct horse+battery/st\\u00e4ple"],
  ])("cuts the password out when it comes back %s", (_, echoed) => {
    const { description } = tell(
      "password",
      plainReply(400, { error: "x", error_description: `You sent ${echoed} here.` }),
      [password],
    ).evidence;
    expect(description).toBe("You sent [secret] here.");
  });

  it("cuts the password out of a page that spells its signs as entities, and where it came in pieces", () => {
    const signs = `it's <"A&B"> & long`;
    const tellOf = (error_description: string): string | undefined =>
      tell("password", plainReply(400, { error: "x", error_description }), [signs]).evidence.description;
    expect(tellOf("You sent it&#39;s &lt;&quot;A&amp;B&quot;&gt; &amp; long here.")).toBe("You sent [secret] here.");
    expect(tellOf('You sent it\'s\u200b<"A&B">\u0000& long here.')).toBe("You sent [secret] here.");
  });

  it("cuts out what looks like a token, even one that we never sent", () => {
    const jwt = `eyJhbGciOiJub25lIn0.${"eyJzdWIiOiJhbm4i".repeat(8)}.c2ln`;
    const { description } = tell(
      "password",
      plainReply(400, { error: "x", error_description: `Bad token ${jwt} here.` }),
    ).evidence;
    expect(description).toBe("Bad token [long value] here.");
  });

  it("drops a sentence in which the gap would give a short password away", () => {
    const reply = plainReply(400, { error: "invalid_grant", error_description: "Wrong user name or password." });
    expect(tell("password", reply, ["password"]).evidence.description).toBeUndefined();
    expect(tell("password", reply, ["hunter22"]).evidence.description).toBe("Wrong user name or password.");
  });

  it("holds no secret in any other field either", () => {
    const token = "0.AXyz-refresh-token-0123456789";
    const echo = {
      error: token,
      suberror: token,
      trace_id: token,
      timestamp: token,
      claims: { t: token },
      error_uri: `https://x/?t=${token}`,
    };
    const failure = tell("refreshToken", plainReply(400, echo, { "content-type": token }), [token]);
    expect(JSON.stringify(failure)).not.toContain(token);
  });
});

/** A reply with a JSON body that need not have come over a wire. */
function plainReply(
  status: number,
  json: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    text: JSON.stringify(json),
    json,
    tooLarge: false,
  };
}
