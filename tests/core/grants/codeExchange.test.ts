// Exchanging a code: once, for the sign-in that it belongs to, with the connection's own certificates, and not during a pause.
import { describe, expect, it } from "vitest";
import type { Authority } from "../../../electron/core/authority/authority.ts";
import { authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import {
  authorizationCodeGrant,
  readReturn,
  type Authorization,
} from "../../../electron/core/grants/authorizationCode.ts";
import { beginDeviceCode, deviceCodeGrant } from "../../../electron/core/grants/deviceCode.ts";
import { passwordGrant } from "../../../electron/core/grants/password.ts";
import { refreshTokenGrant } from "../../../electron/core/grants/refreshToken.ts";
import type { Reply } from "../../../electron/core/grants/reply.ts";
import { createThrottle } from "../../../electron/core/grants/throttle.ts";
import type { TokenReply, TokenRequestDeps } from "../../../electron/core/grants/tokenRequest.ts";
import type { HttpRequest } from "../../../electron/core/http.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { systemClock } from "../../../electron/node/clock.ts";
import type { AuthorityKind } from "../../../shared/connection.ts";
import type { Outcome } from "../../../shared/failure.ts";
import { base64Json, clientId, idToken } from "./asking.ts";
import { goodAnswer } from "./wireServer.ts";

const issuer = "https://id.example";
const authority = (kind: AuthorityKind): Authority => ({
  kind,
  type: authorityTypes[kind],
  url: issuer,
  origin: issuer,
  issuer,
  tokenEndpoint: `${issuer}/token`,
  caFile: "/etc/company.pem",
});
const authorization: Authorization = {
  url: `${issuer}/authorize`,
  redirectUri: "http://localhost:1",
  state: "a-state",
  nonce: "a-nonce",
  verifier: new Secret("a-verifier"),
};
const signal = new AbortController().signal;
const usual = { clientId, scopes: ["User.Read"], asked: {}, correlationId: "c0ffee", signal };

/** A network that gives every request the same answer, and keeps what was sent. */
function network(reply: Partial<Reply>) {
  const sent: HttpRequest[] = [];
  const deps: TokenRequestDeps = {
    http: (request) => {
      sent.push(request);
      return Promise.resolve({ status: 200, headers: {}, text: "", tooLarge: false, ...reply });
    },
    clock: { ...systemClock, after: (_, callback) => systemClock.after(0, callback) },
    version: "1.2.3",
    throttle: createThrottle(systemClock),
    onIdTokenFault: () => undefined,
  };
  return { sent, deps };
}

function exchange(deps: TokenRequestDeps, kind: AuthorityKind, who: { username?: string } = {}) {
  const code = new Secret("a-code");
  return authorizationCodeGrant({ ...usual, ...who, authority: authority(kind), authorization, code }, deps);
}

describe("the ID token of a code", () => {
  const everyKind = ["entra", "practice", "b2c", "ciam", "adfs", "openid"] as const;
  const notText = [undefined, null, 42, 0, true, ["a-nonce"], { nonce: "a-nonce" }];
  const answeredWith = (kind: AuthorityKind, idTokenSaid: unknown, more = {}): Promise<Outcome<TokenReply>> => {
    const clientInfo = base64Json({ uid: "an-oid", utid: "a-tid" });
    const json = { ...goodAnswer, client_info: clientInfo, id_token: idTokenSaid, ...more };
    return exchange(network({ json }).deps, kind);
  };
  const withNonce = (kind: AuthorityKind, nonce: unknown): Promise<Outcome<TokenReply>> =>
    answeredWith(kind, idToken(issuer, { nonce }));

  it.each(everyKind)("that repeats the nonce is good at %s", async (kind) => {
    const outcome = await withNonce(kind, "a-nonce");
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).not.toHaveProperty("value.warnings");
  });

  it.each(everyKind)("with another nonce belongs to another sign-in at %s", async (kind) => {
    const failure = { kind: "untrustedReply", evidence: { error: "nonce_mismatch" } };
    expect(await withNonce(kind, "another")).toMatchObject({ ok: false, failure });
  });

  it.each(everyKind.flatMap((kind) => notText.map((nonce) => [kind, nonce] as const)))(
    "with no text for a nonce belongs to no sign-in at %s: %j",
    async (kind, nonce) => {
      const failure = { kind: "untrustedReply", evidence: { error: "id_token_nonce" } };
      expect(await withNonce(kind, nonce)).toMatchObject({ ok: false, failure });
    },
  );

  it.each(everyKind)("that has another fault must repeat the nonce all the same at %s", async (kind) => {
    const ended = { iat: 1_000, exp: 2_000 };
    const another = await answeredWith(kind, idToken(issuer, { nonce: "another", ...ended }));
    expect(another).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
    const none = await answeredWith(kind, idToken(issuer, ended));
    expect(none).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
    expect(await answeredWith(kind, "opaque")).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
  });

  it.each(["entra", "b2c", "ciam", "adfs"] as const)(
    "that repeats it is passed over for another fault at %s",
    async (kind) => {
      const outcome = await answeredWith(kind, idToken(issuer, { nonce: "a-nonce", iat: 1_000, exp: 2_000 }));
      expect(outcome.ok ? outcome.value.warnings : undefined).toContain("idTokenTime");
    },
  );

  it.each(everyKind)("must be there where openid was granted, at %s", async (kind) => {
    const failure = { kind: "untrustedReply", evidence: { error: "id_token_missing" } };
    for (const scope of ["User.Read openid", "openid", undefined, null, "", "User.Read OpenID profile"])
      expect(await answeredWith(kind, undefined, { scope })).toMatchObject({ ok: false, failure });
    for (const idTokenOfOddType of [null, "", 42, {}])
      expect(await answeredWith(kind, idTokenOfOddType)).toMatchObject({ ok: false, failure });
    expect(await answeredWith(kind, undefined, { scope: "User.Read" })).toMatchObject({ ok: true });
  });
});

describe("the return from the browser", () => {
  const back = (query: string): Outcome<Secret> =>
    readReturn(authorization, authority("openid"), new URLSearchParams(`state=${authorization.state}${query}`), 0);

  it.each(["&error=", "&error=+&error_description=", ""])("with a code is one, though it says %j", (error) => {
    const outcome = back(`&code=a-code${error}`);
    expect(outcome.ok && outcome.value.reveal()).toBe("a-code");
  });

  it.each(["&error=access_denied&code=a-code", "&code=a-code&error=&error=access_denied"])(
    "is a refusal where it says %j",
    (query) => expect(back(query)).toMatchObject({ ok: false, failure: { evidence: { status: 400 } } }),
  );
});

describe("a pause that the server wishes for", () => {
  const busy = { status: 429, headers: { "retry-after": "60" } };

  it("holds back further codes of the person who was named, and of nobody else", async () => {
    const { sent, deps } = network(busy);
    const waiting = { ok: false, failure: { kind: "throttled" } };
    expect(await exchange(deps, "openid", { username: "ann" })).toMatchObject(waiting);
    expect(await exchange(deps, "openid", { username: "Ann" })).toMatchObject(waiting);
    expect(sent).toHaveLength(1);
    await exchange(deps, "openid", { username: "ben" });
    expect(sent).toHaveLength(2);
  });

  it("holds back no code of somebody whom only the page of the server knows", async () => {
    const { sent, deps } = network(busy);
    await exchange(deps, "openid");
    await exchange(deps, "openid");
    expect(sent).toHaveLength(2);
  });
});

it("every request for a token goes out with the connection's further certificate authorities", async () => {
  const { sent, deps } = network({ json: goodAnswer });
  const at = { ...usual, authority: authority("entra") };
  const device = { verificationUri: "", userCode: "", deviceCode: new Secret("d"), endsAt: Infinity, intervalMs: 1 };
  await exchange(deps, "entra");
  await passwordGrant({ ...at, username: "ann", password: new Secret("p") }, deps);
  await refreshTokenGrant({ ...at, refreshToken: new Secret("r"), homeAccountId: "a.b", tenant: undefined }, deps);
  await beginDeviceCode({ ...at, endpoint: `${issuer}/device` }, deps);
  await deviceCodeGrant({ ...at, endpoint: `${issuer}/device`, device }, deps);
  expect(sent).toHaveLength(5);
  for (const request of sent) expect(request).toMatchObject({ method: "POST", caFile: "/etc/company.pem" });
});
