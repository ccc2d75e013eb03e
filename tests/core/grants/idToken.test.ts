// ID tokens: issuers with `{tenantid}`, issuers that are wrong, clocks that are off. Entra-like replies survive a bad one.
import { describe, expect, it } from "vitest";
import { askPassword, base64Json, clientId, idToken, replyTo, tenantId, type Asking } from "./asking.ts";
import { answerJson, goodAnswer, startWireServer } from "./wireServer.ts";

const template = "https://login.example/{tenantid}/v2.0";
const filledIn = `https://login.example/${tenantId}/v2.0`;

/** The home account ID that the ID token gave, and what was said about an ignored one. */
async function read(token: string, asking: Asking): Promise<{ who: string | undefined; faults: readonly string[] }> {
  const faults: string[] = [];
  const reply = await replyTo(await startWireServer(), { id_token: token }, { ...asking, faults });
  expect(reply.accessToken.reveal()).toBe(goodAnswer.access_token);
  return { who: reply.identity.homeAccountId, faults };
}

async function refusal(token: string, asking: Asking): Promise<unknown> {
  const server = await startWireServer();
  server.answer = (response) => answerJson(response, { ...goodAnswer, id_token: token });
  return askPassword(server, asking);
}

const now = Math.floor(Date.now() / 1000);
const bad: readonly (readonly [string, string])[] = [
  ["of another issuer", idToken("https://evil.example")],
  ["for another app", idToken(filledIn, { aud: "another-app" })],
  ["that ended an hour ago", idToken(filledIn, { iat: now - 7200, exp: now - 3600 })],
  ["without a subject", idToken(filledIn, { sub: undefined })],
  ["signed with what was not agreed", `${base64Json({ alg: "HS256" })}.${base64Json({ iss: filledIn })}.c2ln`],
  ["that is not signed at all", `${base64Json({ alg: "none" })}.${base64Json({ iss: filledIn, aud: clientId })}.`],
  ["that is no JWT", "opaque"],
  ["with a middle that is no JSON", `${base64Json({ alg: "RS256" })}.%%%.c2ln`],
];

describe("at an Entra-like authority", () => {
  it("an issuer with a template must be the one of the token's own tenant", async () => {
    const right = idToken(filledIn, { tid: tenantId, oid: "an-oid" });
    expect(await read(right, { issuer: template })).toEqual({ who: `an-oid.${tenantId}`, faults: [] });
    const swapped = idToken(filledIn, { tid: "another-tenant", oid: "an-oid" });
    expect(await read(swapped, { issuer: template })).toEqual({ who: undefined, faults: [expect.any(String)] });
  });

  it("a token without a tenant does not stand for the template itself", async () => {
    const { who, faults } = await read(idToken(filledIn), { issuer: template });
    expect([who, faults.length]).toEqual([undefined, 1]);
  });

  it.each(bad)("an ID token %s is ignored and told, and the access token is kept", async (_, token) => {
    const { who, faults } = await read(token, { issuer: filledIn });
    expect(who).toBeUndefined();
    expect(faults).toEqual([expect.stringMatching(/^[\w ]+$/)]);
  });
});

describe("at an OpenID authority", () => {
  it("a good ID token is accepted", async () => {
    const { who, faults } = await read(idToken(filledIn), { kind: "openid", issuer: filledIn });
    expect([who, faults]).toEqual(["a-subject", []]);
  });

  it("a template is no template there", async () => {
    const token = idToken(filledIn, { tid: tenantId });
    const refused = { ok: false, failure: { kind: "untrustedReply" } };
    expect(await refusal(token, { kind: "openid", issuer: template })).toMatchObject(refused);
  });

  it.each(bad)("an ID token %s spoils the whole reply", async (_, token) => {
    const failure = { kind: "untrustedReply", evidence: { status: 200 } };
    const outcome = await refusal(token, { kind: "openid", issuer: filledIn });
    expect(outcome).toMatchObject({ ok: false, failure });
    expect(JSON.stringify(outcome)).not.toContain(goodAnswer.access_token);
  });
});

describe.each(["entra", "openid"] as const)("with this computer's clock off, at an authority of kind %s", (kind) => {
  const at = (seconds: number): string => idToken(filledIn, { iat: seconds, nbf: seconds, exp: seconds + 3600 });
  const hours = 3600;

  it.each([
    ["an hour", hours],
    ["a day the other way", -24 * hours],
    ["ten years", 87_600 * hours],
  ])("by %s, a good ID token stays good, because the server says what time it is", async (_, offset) => {
    const server = await startWireServer();
    const date = new Date((now + offset) * 1000).toUTCString();
    server.answer = (response) => answerJson(response, { ...goodAnswer, id_token: at(now + offset) }, 200, { date });
    const outcome = await askPassword(server, { kind, issuer: filledIn });
    expect(outcome).toMatchObject({ ok: true, value: { identity: { homeAccountId: "a-subject" } } });
  });

  it("a token from another time than the server's own is not believed", async () => {
    const server = await startWireServer();
    server.answer = (response) => answerJson(response, { ...goodAnswer, id_token: at(now + 24 * hours) });
    const outcome = await askPassword(server, { kind, issuer: filledIn });
    expect(outcome).not.toMatchObject({ value: { identity: { homeAccountId: "a-subject" } } });
  });

  it("a few minutes between the server's own machines do no harm", async () => {
    expect((await read(at(now + 120), { kind, issuer: filledIn })).who).toBe("a-subject");
  });
});
