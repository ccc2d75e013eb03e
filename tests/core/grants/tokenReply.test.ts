// What is made of a token reply: lifetimes, scopes and token types as servers really write them, and what is refused.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readScopes } from "../../../electron/core/grants/readTokens.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import { createVirtualClock } from "../../support/virtualClock.ts";
import { askPassword, base64Json, replyTo } from "./asking.ts";
import { answerJson, goodAnswer, startWireServer } from "./wireServer.ts";

const tenYearsMs = 315_360_000_000;
const clientInfo = base64Json({ uid: "an-oid", utid: "a-tid" });
const life = async (changes: Readonly<Record<string, unknown>>): Promise<number> => {
  const { issuedAt, expiresAt } = await replyTo(await startWireServer(), changes);
  return expiresAt - issuedAt;
};

describe("the lifetime", () => {
  it.each([
    ["a number", 3600, 3_600_000],
    ["text", "3600", 3_600_000],
    ["a fraction", 3599.5, 3_599_500],
    ["missing, and then ten minutes are assumed", undefined, 600_000],
    ["null", null, 600_000],
    ["no number", "soon", 600_000],
    ["zero", 0, 600_000],
    ["below zero", -5, 600_000],
    ["a list", [3600], 600_000],
    ["a million years, and then cut to ten", 3.2e13, tenYearsMs],
    ["text beyond all bounds", "1e400", 600_000],
  ])("may be %s", async (_, expiresIn, expected) => {
    expect(await life({ expires_in: expiresIn })).toBe(expected);
  });

  it("counts from before the request was sent, so that a slow answer never makes a token look younger", async () => {
    const clock = createVirtualClock();
    const sentAt = clock.now();
    const server = await startWireServer();
    server.answer = (response) => {
      clock.jump(20_000);
      answerJson(response, goodAnswer);
    };
    const outcome = await askPassword(server, { clock });
    expect(outcome).toMatchObject({ ok: true, value: { issuedAt: sentAt, expiresAt: sentAt + 3_600_000 } });
  });

  it("brings the server's wishes along, never beyond the token's end or below its life", async () => {
    const server = await startWireServer();
    const wishes = { refresh_in: "1800", ext_expires_in: 7200, refresh_token: "r", refresh_token_expires_in: 86_400 };
    const usual = await replyTo(server, wishes);
    const since = (at = 0): number => at - usual.issuedAt;
    expect([usual.refreshAt, usual.extendedExpiresAt, usual.refreshTokenEndsAt].map(since)).toEqual([
      1_800_000, 7_200_000, 86_400_000,
    ]);
    const odd = await replyTo(server, { refresh_in: 9_999, ext_expires_in: 60 });
    expect(odd.refreshAt).toBe(odd.expiresAt - 60_000);
    expect(odd.extendedExpiresAt).toBe(odd.expiresAt);
    const mad = await replyTo(server, { refresh_in: -1, ext_expires_in: {}, refresh_token_expires_in: "never" });
    for (const field of ["refreshAt", "extendedExpiresAt", "refreshTokenEndsAt"]) expect(mad).not.toHaveProperty(field);
  });
});

it.each(["Bearer", "bearer", "BEARER"])("the token type %s is a bearer token", async (tokenType) => {
  expect((await replyTo(await startWireServer(), { token_type: tokenType })).tokenType).toBe("Bearer");
});

it.each([undefined, null, ""])(
  "a token of the type %j is taken for a bearer token, and that is told",
  async (tokenType) => {
    const reply = await replyTo(await startWireServer(), { token_type: tokenType, client_info: clientInfo });
    expect(reply).toMatchObject({ tokenType: "Bearer", warnings: ["tokenTypeMissing"] });
  },
);

it.each([
  ["as granted", "Mail.Read  User.Read openid", ["Mail.Read", "User.Read"]],
  ["as asked where the server does not say", undefined, ["User.Read"]],
  ["as asked where it is null", null, ["User.Read"]],
  ["as asked where it is empty", " ", ["User.Read"]],
  ["as asked where it is a list", ["Mail.Read"], ["User.Read"]],
])("scopes are %s", async (_, scope, expected) => {
  expect((await replyTo(await startWireServer(), { scope })).scopes).toEqual(expected);
});

it.each([undefined, null, "", 7])("a refresh token of %j is none", async (refreshToken) => {
  expect(await replyTo(await startWireServer(), { refresh_token: refreshToken })).not.toHaveProperty("refreshToken");
});

it.each(["text/html", "text/plain", "application/json; charset=utf-16"])(
  "JSON called %s is a token all the same",
  async (type) => {
    const server = await startWireServer();
    server.answer = (response) =>
      void response.writeHead(200, { "content-type": type }).end(`\ufeff${JSON.stringify(goodAnswer)}`);
    expect(await askPassword(server)).toMatchObject({ ok: true });
  },
);

it.each([null, "", "  ", false, 0])("a token beside an error that is none (%j) is a token", async (error) => {
  const fields = { error, error_description: error, error_uri: null, error_codes: null, refresh_token: "r" };
  const reply = await replyTo(await startWireServer(), fields);
  expect([reply.accessToken.reveal(), reply.refreshToken?.reveal()]).toEqual([goodAnswer.access_token, "r"]);
});

describe("is refused", () => {
  it.each([
    ["a token of another type", { token_type: "pop" }, "untrustedReply"],
    ["a token whose type is no text", { token_type: 7 }, "untrustedReply"],
    ["no token", { access_token: undefined }, "notOAuth"],
    ["an empty token", { access_token: "" }, "untrustedReply"],
    ["a token that is a list", { access_token: ["a"] }, "notOAuth"],
    ["an error under status 200", { error: "invalid_grant" }, "wrongCredentials"],
    ["an error that is an object", { error: { code: 7 } }, "notOAuth"],
    ["an error that is a number", { error: 7 }, "notOAuth"],
  ])("%s", async (_, changes, kind) => {
    const server = await startWireServer();
    server.answer = (response) => answerJson(response, { ...goodAnswer, ...changes });
    expect(await askPassword(server)).toMatchObject({ ok: false, failure: { kind, evidence: { status: 200 } } });
  });

  it.each(["a\nrm -rf ~", "a\r\nX-Admin: 1", "a\u001b]52;c;eA==\u0007", "a\u202eb", "\u0000"])(
    "a token that would do more than stand where it is pasted: %j",
    async (token) => {
      const server = await startWireServer();
      server.answer = (response) => answerJson(response, { ...goodAnswer, access_token: token });
      const outcome = await askPassword(server);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
      expect(JSON.stringify(outcome)).not.toContain(JSON.stringify(token).slice(1, -1));
    },
  );

  it.each([201, 202, 204, 206, 302, 304])("a token under status %s", async (status) => {
    const server = await startWireServer();
    server.answer = (response) => answerJson(response, goodAnswer, status, { location: `${server.origin}/other` });
    expect(await askPassword(server)).toMatchObject({ ok: false, failure: { kind: "notOAuth", evidence: { status } } });
    expect(server.requests).toHaveLength(1);
  });
});

it.each([
  [
    "beside WWW-Authenticate",
    401,
    { "www-authenticate": 'Bearer error="invalid_token"' },
    "invalid_client",
    "notPublicClient",
  ],
  ["on 503", 503, {}, "temporarily_unavailable", "serviceDown"],
])("the server's own words are kept %s", async (_, status, headers, error, kind) => {
  const server = await startWireServer();
  const body = { error, error_codes: [status === 401 ? 7000218 : 90033], error_description: "AADSTS: words" };
  server.answer = (response) => answerJson(response, body, status, headers);
  const outcome = await askPassword(server);
  expect(outcome).toMatchObject({ ok: false, failure: { kind, evidence: { status, error } } });
});

it("scopes are read as a set without the reserved ones, however a server parts them", () => {
  const scope = fc.string({ unit: fc.constantFrom(...Array.from("abcXYZ019./:-_")), minLength: 1, maxLength: 12 });
  const blank = fc.string({ unit: fc.constantFrom(" ", "\t", "\n"), minLength: 1, maxLength: 3 });
  const reserved = ["openid", "profile", "offline_access"];
  fc.assert(
    fc.property(fc.array(scope), fc.subarray(reserved), blank, (scopes, also, between) => {
      const written = `${between}${[...scopes, ...also, ...scopes].join(between)}${between}`;
      expect(readScopes(written, ["asked"], scopeRules("openid"))).toEqual([...new Set(scopes)]);
    }),
  );
  expect(readScopes(undefined, ["asked", "openid"], scopeRules("openid"))).toEqual(["asked"]);
});
