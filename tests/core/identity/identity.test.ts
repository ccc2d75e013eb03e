// Whose token it is: `client_info` first, then the ID token's `oid.tid`, then its subject, then the typed name.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readIdentity } from "../../../electron/core/identity/identity.ts";
import { accountName } from "../../../shared/displayNames.ts";
import { startTestApp } from "../../support/testApp.ts";
import { base64Json, idToken, replyTo } from "../grants/asking.ts";
import { answerJson, goodAnswer, startWireServer } from "../grants/wireServer.ts";

const clientInfo = base64Json({ uid: "home-oid", utid: "home-tid" });
const entraClaims = { oid: "guest-oid", tid: "guest-tid", sub: "pairwise" };

it.each([
  ["client_info before all", clientInfo, entraClaims, "home-oid.home-tid"],
  ["oid.tid without client_info", undefined, entraClaims, "guest-oid.guest-tid"],
  ["sub without oid", undefined, { sub: "pairwise", tid: "guest-tid" }, "pairwise"],
  ["sub without tid", undefined, { sub: "pairwise", oid: "guest-oid" }, "pairwise"],
  ["nobody where nothing is said", undefined, undefined, undefined],
  ["the claims where client_info is no base64", "%%%", entraClaims, "guest-oid.guest-tid"],
  [
    "the claims where client_info is no JSON",
    Buffer.from("{").toString("base64url"),
    entraClaims,
    "guest-oid.guest-tid",
  ],
  ["the claims where client_info is half there", base64Json({ uid: "x" }), entraClaims, "guest-oid.guest-tid"],
  ["the claims where client_info is a list", base64Json(["uid", "utid"]), entraClaims, "guest-oid.guest-tid"],
  ["the claims where client_info holds numbers", base64Json({ uid: 1, utid: 2 }), entraClaims, "guest-oid.guest-tid"],
  ["the claims where client_info is empty text", base64Json({ uid: "", utid: "" }), entraClaims, "guest-oid.guest-tid"],
])("takes %s", (_, info, claims, expected) => {
  expect(readIdentity(info, claims).homeAccountId).toBe(expected);
});

it.each([
  [{ preferred_username: "a@x", upn: "b@x", email: "c@x" }, "a@x"],
  [{ upn: "b@x", email: "c@x" }, "b@x"],
  [{ email: "c@x", emails: ["d@x"] }, "c@x"],
  [{ emails: ["d@x"] }, "d@x"],
  [{ preferred_username: "", emails: [7] }, undefined],
])("takes the user name from %j", (claims, username) => {
  expect(readIdentity(undefined, claims).username).toBe(username);
});

it("reads names of any script, and bounds them", () => {
  const name = "Zoë 山田 🌱";
  expect(readIdentity(base64Json({ uid: "ü", utid: "字" }), { name })).toMatchObject({ homeAccountId: "ü.字", name });
  expect(readIdentity(undefined, { sub: "x".repeat(10_000) }).homeAccountId).toHaveLength(500);
});

it("takes no control characters into a name, where a terminal would obey them, and leaves the subject as it is", () => {
  const claims = {
    sub: "s\u0007",
    preferred_username: "a\u001b]52;c;eA==\u0007\u0003\r\nb@x",
    name: "A\u202eB\u009b2J",
  };
  expect(readIdentity(undefined, claims)).toMatchObject({
    homeAccountId: "s\u0007",
    username: "a ]52;c;eA== b@x",
    name: "A⟨U+202E⟩B 2J",
  });
  expect(readIdentity(undefined, { preferred_username: "\u0007", upn: "b@x" }).username).toBe("b@x");
});

it("never throws, whatever a server says", () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.option(fc.dictionary(fc.string(), fc.anything()), { nil: undefined }),
      (info, claims) => {
        const { homeAccountId = "" } = readIdentity(info, claims);
        expect(typeof homeAccountId).toBe("string");
      },
    ),
  );
});

it("is read from the wire in the same order", async () => {
  const server = await startWireServer();
  const token = idToken(server.origin, { ...entraClaims, preferred_username: "ann@contoso.example", name: "Ann" });
  const both = await replyTo(server, { id_token: token, client_info: clientInfo });
  expect(both.identity).toEqual({
    homeAccountId: "home-oid.home-tid",
    tenantId: "guest-tid",
    localAccountId: "guest-oid",
    subject: "pairwise",
    username: "ann@contoso.example",
    name: "Ann",
    provenNames: ["ann@contoso.example", "pairwise"],
  });
  const claims = await replyTo(server, { id_token: token });
  expect(claims.identity.homeAccountId).toBe("guest-oid.guest-tid");
  const subject = await replyTo(server, { id_token: idToken(server.origin) });
  expect(subject.identity.homeAccountId).toBe("a-subject");
  expect((await replyTo(server, {})).identity).toEqual({});
});

it("is the typed name where the server says nothing, in any spelling the same account", async () => {
  const server = await startWireServer();
  const t = await startTestApp();
  const draft = { label: "x", colour: "blue", kind: "openid", tenant: "", clientId: "c", scopes: "a" };
  const saved = await t.app.handlers.saveConnection({ draft: { ...draft, authority: server.origin } });
  const connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
  const document = { issuer: server.origin, token_endpoint: `${server.origin}/token` };
  server.answer = (response, { path }) => answerJson(response, path === "/token" ? goodAnswer : document);
  const first = await t.app.handlers.signIn({ connectionId, username: "Ann@Example.org", password: "secret" });
  const second = await t.app.handlers.signIn({ connectionId, username: "ann@example.org", password: "secret" });
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual(first);
  expect(t.app.snapshot().accounts).toMatchObject([
    { homeAccountId: "name:ann@example.org", username: "ann@example.org", unnamed: true, hasRefreshToken: false },
  ]);
  expect(t.app.snapshot().accounts.map(accountName)).toEqual(["ann@example.org (as typed)"]);
  await t.app.stop();
  await t.tenant.close();
});

it.each([
  ["an OpenID server", "openid", "a-subject"],
  ["Entra", "entra", "home-oid.home-tid"],
] as const)("at %s is told by what such servers keep for good", async (_, kind, expected) => {
  const server = await startWireServer();
  const token = idToken(server.origin, { oid: "guest-oid", tid: "guest-tid" });
  const reply = await replyTo(server, { id_token: token, client_info: clientInfo }, { kind });
  expect(reply.identity.homeAccountId).toBe(expected);
});

it("any two IDs come out of client_info as they were put in", () => {
  const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(id, id, fc.dictionary(fc.string(), fc.jsonValue()), (uid, utid, more) => {
      const { homeAccountId } = readIdentity(base64Json({ ...more, uid, utid }), { sub: "another" });
      expect(homeAccountId).toBe(`${uid}.${utid}`);
    }),
  );
});
