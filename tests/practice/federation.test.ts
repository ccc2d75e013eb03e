// The federated domain: from its MEX document over a signed assertion to a token, and everything that is refused.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import type { AssertionFlaw } from "../../electron/practice/federation/federation.ts";
import { readTrustRequest } from "../../electron/practice/federation/trustRequest.ts";
import { readXml } from "../../electron/practice/federation/xml.ts";
import { companyTenant } from "../../shared/practicePeople.ts";
import { ask, askMe, askToken, claimsOf, handClock, openTenant, personWho, refresh, signIn, textOf } from "./asker.ts";
import { openBrowser } from "./browser.ts";
import {
  askTrust,
  assertionIn,
  type Changes,
  postTrust,
  redeemAssertion,
  samlTypes,
  trustRequest,
  trustUrl,
  type TrustVersion,
  wsTrust,
} from "./federated.ts";
import { walk } from "./journeys.ts";

const fred = personWho("federated");
const versions = ["1.3", "2005"] as const;
const samls = ["1.1", "2.0"] as const;

test("the realm leads to a MEX document, and that to an endpoint for each version of WS-Trust", async () => {
  const tenant = await openTenant();
  const realm = await ask(`${tenant.origin}/common/userrealm/${encodeURIComponent(fred.username)}?api-version=1.0`);
  expect(realm.json).toMatchObject({
    account_type: "Federated",
    federation_protocol: "WSTrust",
    federation_metadata_url: trustUrl(tenant, "mex"),
    federation_active_auth_url: trustUrl(tenant, "13/usernamemixed"),
    cloud_audience_urn: "urn:federation:MicrosoftOnline",
  });
  const response = await fetch(String(realm.json["federation_metadata_url"]));
  expect(response.headers.get("content-type")).toContain("text/xml");
  const mex = await response.text();
  for (const policy of ["sp:SignedEncryptedSupportingTokens", "sp2005:SignedSupportingTokens"]) {
    expect(mex).toContain(`<${policy}>`);
  }
  for (const version of versions) {
    const { path, uri } = wsTrust[version];
    expect(mex).toContain(`soapAction="${uri}/RST/Issue"`);
    for (const endpoint of ["windowstransport", "certificatemixed", "usernamemixed"]) {
      expect(mex).toContain(`>${trustUrl(tenant, `${path}/${endpoint}`)}<`);
    }
  }
});

test("a GET of the MEX document with a content type is turned away", async () => {
  const tenant = await openTenant();
  const headers = { "Content-Type": "application/soap+xml" };
  expect((await fetch(trustUrl(tenant, "mex"), { headers })).status).toBe(415);
});

test.each(versions.flatMap((version) => samls.map((saml) => [version, saml] as const)))(
  "by WS-Trust %s and SAML %s a password becomes a token that works and can be refreshed",
  async (version, saml) => {
    const tenant = await openTenant({ federation: { samlVersion: saml } });
    const trusted = await askTrust(tenant, fred, { version });
    expect(trusted.status).toBe(200);
    expect(trusted.text).toContain(`TokenType>${samlTypes[saml]}<`);
    expect(trusted.text.includes("ResponseCollection")).toBe(version === "1.3");
    const reply = await redeemAssertion(tenant, assertionIn(trusted), { saml });
    expect(reply.status).toBe(200);
    expect(claimsOf(textOf(reply, "id_token"))).toMatchObject({ preferred_username: fred.username });
    const me = await askMe(tenant, textOf(await refresh(tenant, reply), "access_token"));
    expect(me.json).toMatchObject({ upn: fred.username, name: fred.name });
  },
);

test("a request may name the token type, and an assertion may come in base64 too", async () => {
  const tenant = await openTenant();
  const assertion = assertionIn(await askTrust(tenant, fred, { tokenType: samlTypes["2.0"] }));
  expect((await redeemAssertion(tenant, assertion, { saml: "2.0", encoding: "base64" })).status).toBe(200);
});

test("organizations and common take an assertion; the company, which did not invite the account, does not", async () => {
  const tenant = await openTenant();
  const assertion = assertionIn(await askTrust(tenant, fred));
  for (const segment of [tenant.domain, "organizations", "common"]) {
    expect((await redeemAssertion(tenant, assertion, { segment })).status).toBe(200);
  }
  const elsewhere = await redeemAssertion(tenant, assertion, { segment: companyTenant.domain });
  expect(elsewhere.json).toMatchObject({ error_codes: [50020] });
});

test("a challenge for a second proof is not met by an assertion", async () => {
  const tenant = await openTenant();
  const reply = await askToken(tenant, {
    grant_type: "urn:ietf:params:oauth:grant-type:saml1_1-bearer",
    client_id: tenant.clientId,
    assertion: Buffer.from(assertionIn(await askTrust(tenant, fred))).toString("base64url"),
    scope: "User.Read",
    claims: JSON.stringify({ access_token: { acrs: { essential: true, value: "c1" } } }),
  });
  expect(reply.json).toMatchObject({ error_codes: [50076] });
});

test("who is asked how often a password was sent can tell it from the request log, which holds none", async () => {
  const tenant = await openTenant();
  await fetch(trustUrl(tenant, "mex"));
  await redeemAssertion(tenant, assertionIn(await askTrust(tenant, fred)));
  expect(tenant.requests.map(({ endpoint, status }) => [endpoint, status])).toEqual([
    ["mex", 200],
    ["trust", 200],
    ["token", 200],
  ]);
  expect(tenant.requests[2]?.grantType).toBe("urn:ietf:params:oauth:grant-type:saml1_1-bearer");
  expect(JSON.stringify(tenant.requests)).not.toContain(fred.password);
});

const identityServer = "http://schemas.microsoft.com/ws/2009/12/identityserver/";
const nos: readonly (readonly [string, { username: string; password: string }, RegExp])[] = [
  ["a wrong password", { ...fred, password: "wrong" }, /a:FailedAuthentication<[^]*>ID3242:/],
  ["an unknown name", { ...fred, username: "nobody@federated.test" }, /a:FailedAuthentication<[^]*>ID3242:/],
  ["an account of another domain", personWho("works"), /a:FailedAuthentication<[^]*>ID3242:/],
  ["an account that signs in by SAML", personWho("federatedSaml"), /a:FailedAuthentication<[^]*>ID3242:/],
  [
    "an expired password",
    personWho("federatedExpired"),
    new RegExp(`xmlns:a="${identityServer}">a:FailedAuthentication.ExpiredPassword<[^]*>MSIS3125: .*has expired`),
  ],
  ["a locked account", personWho("federatedLocked"), /a:FailedAuthentication<[^]*locked out/],
];

test.each(nos)("%s gets a SOAP fault under status 500", async (_, person, fault) => {
  const tenant = await openTenant();
  for (const version of versions) {
    const reply = await askTrust(tenant, person, { version });
    expect(reply.status).toBe(500);
    expect(reply.contentType).toContain("application/soap+xml");
    expect(reply.text).toMatch(fault);
    expect(reply.text).not.toContain(person.password);
  }
});

test("an expired password tells nothing to who does not know it", async () => {
  const tenant = await openTenant();
  const reply = await askTrust(tenant, { ...personWho("federatedExpired"), password: "wrong" });
  expect(reply.text).toMatch(/ID3242/);
});

test("five wrong passwords lock the account for a minute; those at the token endpoint do not count", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now });
  for (let tries = 0; tries < 6; tries += 1) await signIn(tenant, { ...fred, password: "wrong" });
  const at = clock.now();
  expect((await askTrust(tenant, fred, { at })).status).toBe(200);
  for (let tries = 0; tries < 5; tries += 1) await askTrust(tenant, { ...fred, password: "wrong" }, { at });
  expect((await askTrust(tenant, fred, { at })).text).toMatch(/locked out/);
  clock.forward(60_000);
  expect((await askTrust(tenant, fred, { at: clock.now() })).status).toBe(200);
});

const minute = 60_000;
const wrongRequests: readonly (readonly [string, Changes | ((now: number) => Changes), string])[] = [
  ["a timestamp of six minutes ago", (now) => ({ at: now - 6 * minute }), "MessageExpired"],
  ["a timestamp in six minutes", (now) => ({ at: now + 6 * minute }), "MessageExpired"],
  ["an unknown action", { action: "urn:other" }, "ActionNotSupported"],
  ["the action of the other version", { action: `${wsTrust["2005"].uri}/RST/Issue` }, "ActionNotSupported"],
  ["another endpoint's address", { to: "http://127.0.0.1:1/" }, "DestinationUnreachable"],
  ["another audience", { appliesTo: "urn:federation:elsewhere" }, "InvalidScope"],
  ["an unknown token type", { tokenType: "urn:other" }, "BadRequest"],
];

test.each(wrongRequests)("a request with %s is refused", async (_, changes, subcode) => {
  const { now } = handClock();
  const tenant = await openTenant({ now });
  const reply = await askTrust(tenant, fred, {
    at: now(),
    ...(typeof changes === "function" ? changes(now()) : changes),
  });
  expect(reply.status).toBe(500);
  expect(reply.text).toContain(`a:${subcode}<`);
  expect(reply.text).not.toContain("Assertion");
});

test("a clock that is off by less than five minutes is let pass", async () => {
  const tenant = await openTenant({ federation: { clockAheadMs: 4 * minute } });
  const trusted = await askTrust(tenant, fred);
  expect((await redeemAssertion(tenant, assertionIn(trusted))).status).toBe(200);
});

test("a service whose clock is wrong says so in its date and refuses right requests", async () => {
  const { now } = handClock();
  const tenant = await openTenant({ now, federation: { clockAheadMs: 20 * minute } });
  expect((await askTrust(tenant, fred, { at: now() })).text).toContain("MessageExpired");
  const { headers } = await fetch(trustUrl(tenant, "13/usernamemixed"), { method: "POST", body: "x" });
  expect(Date.parse(headers.get("date") ?? "") - now()).toBe(20 * minute);
});

test("a service of 2005 only names no newer endpoint and has none", async () => {
  const tenant = await openTenant({ federation: { trustVersions: ["2005"], withoutMex: true } });
  const mex = await (await fetch(trustUrl(tenant, "mex"))).text();
  expect(mex).not.toContain("/13/");
  expect((await askTrust(tenant, fred, { version: "1.3" })).status).toBe(404);
  expect((await askTrust(tenant, fred, { version: "2005" })).status).toBe(200);
  const realm = await ask(`${tenant.origin}/common/userrealm/${fred.username}`);
  expect(realm.json).not.toHaveProperty("federation_metadata_url");
  expect(realm.json).toMatchObject({ federation_active_auth_url: trustUrl(tenant, "2005/usernamemixed") });
});

test("faults come in SOAP 1.1 or as a page where a test wants them so", async () => {
  const tenant = await openTenant({ federation: { faultShape: "soap11" } });
  const old = await askTrust(tenant, { ...fred, password: "wrong" });
  expect(old.status).toBe(500);
  expect(old.text).toMatch(/<faultcode xmlns:a=".+">a:FailedAuthentication<\/faultcode><faultstring[^>]*>ID3242/);
  tenant.setFault({ path: "trust", kind: "status", status: 503, body: "<h1>Down</h1>", contentType: "text/html" });
  expect(await askTrust(tenant, fred)).toEqual({ status: 503, contentType: "text/html", text: "<h1>Down</h1>" });
});

const flaws: readonly (readonly [AssertionFlaw, number])[] = [
  ["tampered", 50008],
  ["foreignSigner", 50008],
  ["foreignIssuer", 50107],
  ["otherAudience", 50008],
  ["ended", 500133],
  ["unsynced", 51004],
];

test.each(flaws.flatMap(([flaw, code]) => samls.map((saml) => [flaw, saml, code] as const)))(
  "an assertion that is %s (SAML %s) gets AADSTS%i and no token",
  async (flaw, saml, code) => {
    const tenant = await openTenant({ federation: { assertionFlaw: flaw, samlVersion: saml } });
    const reply = await redeemAssertion(tenant, assertionIn(await askTrust(tenant, fred)), { saml });
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: "invalid_grant", error_codes: [code] });
    expect(reply.json).not.toHaveProperty("access_token");
  },
);

test("an assertion ends an hour after it was made, give or take five minutes", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now });
  const assertion = assertionIn(await askTrust(tenant, fred, { at: clock.now() }));
  clock.forward(64 * minute);
  expect((await redeemAssertion(tenant, assertion)).status).toBe(200);
  clock.forward(minute);
  expect((await redeemAssertion(tenant, assertion)).json).toMatchObject({ error_codes: [500133] });
});

test("another tenant's assertion is refused", async () => {
  const assertion = assertionIn(await askTrust(await openTenant(), fred));
  expect((await redeemAssertion(await openTenant(), assertion)).json).toMatchObject({ error_codes: [50008] });
});

test.each(samls)("an assertion of SAML %s is refused by the other version's grant", async (saml) => {
  const tenant = await openTenant({ federation: { samlVersion: saml } });
  const assertion = assertionIn(await askTrust(tenant, fred));
  const other = saml === "1.1" ? "2.0" : "1.1";
  expect((await redeemAssertion(tenant, assertion, { saml: other })).json).toMatchObject({ error_codes: [50008] });
});

test("an assertion whose white space was tidied away is refused: the signature covers it", async () => {
  const tenant = await openTenant();
  const assertion = assertionIn(await askTrust(tenant, fred));
  const tidied = assertion.replaceAll(/>\s+</g, "><");
  expect(tidied).not.toBe(assertion);
  expect((await redeemAssertion(tenant, tidied)).json).toMatchObject({ error_codes: [50008] });
});

test.each(samls)("no way of wrapping a signed assertion of SAML %s into a false one is accepted", async (saml) => {
  const tenant = await openTenant({ federation: { samlVersion: saml } });
  const real = assertionIn(await askTrust(tenant, fred));
  const signature = /<ds:Signature[^]*<\/ds:Signature>/.exec(real)?.[0] ?? "";
  const bare = real.replace(signature, "");
  const forged = bare.replaceAll(fred.username, "faye@federated.test").replace(/(ID=")_/, "$1_x");
  const sameId = forged.replace(/(ID=")_x/, "$1_");
  const close = /<\/[\w:]*Assertion>$/.exec(real)?.[0] ?? "";
  const inside = (what: string) => forged.slice(0, -close.length) + what + close;
  const wrapped = [
    inside(signature),
    inside(real),
    inside(signature + bare),
    inside(signature.replace("</ds:Signature>", `<ds:Object>${bare}</ds:Object></ds:Signature>`)),
    inside(signature) + real,
    sameId.slice(0, -close.length) + signature + close,
    sameId.slice(0, -close.length) + real + close,
    `<both>${forged}${real}</both>`,
    `<both>${real}${forged}</both>`,
    real.replace(close, forged + close),
    real.replace(signature, signature + signature),
    bare,
    forged,
  ];
  expect((await redeemAssertion(tenant, real, { saml })).status).toBe(200);
  for (const each of wrapped) {
    expect((await redeemAssertion(tenant, each, { saml })).json).toMatchObject({ error_codes: [50008] });
  }
});

test("a comment slipped into a signed name changes nothing of what was signed", async () => {
  const tenant = await openTenant();
  const real = assertionIn(await askTrust(tenant, fred));
  const reply = await redeemAssertion(
    tenant,
    real.replace(`>${fred.username}<`, "><!-- -->fred<!-- -->@federated.test<"),
  );
  expect(claimsOf(textOf(reply, "id_token"))).toMatchObject({ preferred_username: fred.username });
});

/** Signs as the service does, but with a key of one's own, which stands in the signature as a certificate would. */
function signedBy(privateKey: KeyObject, assertion: string, algorithm: "sha256" | "sha1" = "sha256"): string {
  const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
  const signer = new SignedXml({
    privateKey,
    idAttribute: "AssertionID",
    signatureAlgorithm: `http://www.w3.org/${algorithm === "sha256" ? "2001/04/xmldsig-more" : "2000/09/xmldsig"}#rsa-${algorithm}`,
    canonicalizationAlgorithm: exclusive,
  });
  const transforms = ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", exclusive];
  signer.addReference({ xpath: "/*", transforms, digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256" });
  signer.computeSignature(assertion, { prefix: "ds" });
  return signer.getSignedXml();
}

test("a stranger's signature is refused, whatever key it brings along", async () => {
  const tenant = await openTenant();
  const real = assertionIn(await askTrust(tenant, fred));
  const bare = real.replace(/<ds:Signature[^]*<\/ds:Signature>/, "");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ownKeyInfo = /<ds:KeyInfo>[^]*<\/ds:KeyInfo>/.exec(real)?.[0] ?? "";
  expect(ownKeyInfo).toContain("RSAKeyValue");
  const forged = signedBy(privateKey, bare);
  for (const each of [
    forged,
    forged.replace("</ds:Signature>", `${ownKeyInfo}</ds:Signature>`),
    signedBy(privateKey, bare, "sha1"),
  ]) {
    expect((await redeemAssertion(tenant, each)).json).toMatchObject({ error_codes: [50008] });
  }
});

const bomb = `<!DOCTYPE s [<!ENTITY a "${"x".repeat(1000)}">${"bcdefgh"
  .split("")
  .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefg"[index]};`.repeat(10)}">`)
  .join("")}]>`;

const hostile: readonly (readonly [string, (good: string) => string])[] = [
  ["entities that grow", (good) => `${bomb}${good.replace("</", "&h;</")}`],
  [
    "an outside entity",
    (good) => `<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>${good.replace("</", "&x;</")}`,
  ],
  ["a bare DTD", (good) => `<!DOCTYPE x>${good}`],
  ["an unknown entity", (good) => good.replace("</", "&unknown;</")],
  ["deep nesting", (good) => good.replace("</", `${"<a>".repeat(9_000)}${"</a>".repeat(9_000)}</`)],
  ["forty levels", (good) => good.replace("</", `${"<a>".repeat(40)}${"</a>".repeat(40)}</`)],
  ["very many parts", (good) => good.replace("</", `${"<a/>".repeat(9_000)}</`)],
  ["a processing instruction", (good) => `<?xml-stylesheet href="x"?>${good}`],
  ["an open end", (good) => good.slice(0, -3)],
  ["two roots", (good) => good + good],
  ["nothing at all", () => ""],
  ["a null", (good) => good.replace("</", "\u0000</")],
];

test.each(hostile)("XML with %s is refused at once, as request and as assertion", async (_, spoil) => {
  const tenant = await openTenant();
  const assertion = assertionIn(await askTrust(tenant, fred));
  const start = performance.now();
  const reply = await postTrust(trustUrl(tenant, "13/usernamemixed"), spoil(trustRequest(tenant, "1.3", fred)));
  expect([400, 413]).toContain(reply.status);
  expect(reply.text).not.toContain("Assertion");
  const shown = await redeemAssertion(tenant, spoil(assertion)).catch(() => undefined);
  expect(shown?.status ?? 413).toBeGreaterThanOrEqual(400);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect((await askTrust(tenant, fred)).status).toBe(200);
});

test("a request of ten megabytes is turned away before it is read", async () => {
  const tenant = await openTenant();
  const good = trustRequest(tenant, "1.3", fred);
  const huge = good.replace("</s:Body>", `${" ".repeat(10_000_000)}</s:Body>`);
  const status = await postTrust(trustUrl(tenant, "13/usernamemixed"), huge).then(
    (reply) => reply.status,
    () => 413,
  );
  expect(status).toBe(413);
});

test("bytes that are no UTF-8, and other content types, are refused", async () => {
  const tenant = await openTenant();
  const url = trustUrl(tenant, "13/usernamemixed");
  expect((await postTrust(url, new Uint8Array([0x3c, 0xff, 0xfe]))).status).toBe(400);
  expect((await postTrust(url, trustRequest(tenant, "1.3", fred), "text/xml")).status).toBe(415);
});

test("user names and passwords are read character by character as they were typed", () => {
  const time = handClock().now();
  const address = "http://127.0.0.1:1/x";
  const word = fc
    .string({ unit: "grapheme" })
    .filter((text) => !/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text));
  fc.assert(
    fc.property(word, word, (username, password) => {
      const body = trustRequest({ origin: "" }, "1.3", { username, password }, { at: time, to: address });
      const read = readTrustRequest(new TextEncoder().encode(body), { version: "1.3", address, at: time });
      expect(read).toMatchObject({ username, password });
    }),
  );
});

test("the password of the page for expired ones, symbols and all, is the one for the federation service too", async () => {
  const tenant = await openTenant();
  const faye = personWho("federatedExpired");
  const browser = openBrowser(tenant);
  const password = ' å & "<ja>" ]]> 🍓 ';
  const page = await walk(tenant, faye, { browser });
  await browser.submit(page, { first: password, again: password }, "Save and sign in");
  expect((await askTrust(tenant, faye)).text).toContain("ID3242");
  expect((await askTrust(tenant, { ...faye, password: password.trim() })).text).toContain("ID3242");
  const assertion = assertionIn(await askTrust(tenant, { ...faye, password }));
  expect((await redeemAssertion(tenant, assertion)).status).toBe(200);
});

test("any text at all is either read as XML or refused, and never thrown about", () => {
  const part = fc.constantFrom(
    "<a>",
    "</a>",
    "<a b='c'/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&lt;",
    "&",
    "<?x",
    " xmlns='u'",
    "x",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ unit: "binary", maxLength: 5 }))), (parts) => {
      const source = parts.join("");
      const root = readXml(source);
      expect(root === undefined || /^<[^]*>$/.test(source.slice(root.start, root.end))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("assertions that are none are refused", async () => {
  const tenant = await openTenant();
  for (const each of ["", "x", "<a/>", "<Assertion/>", "{}"]) {
    const reply = await redeemAssertion(tenant, each);
    expect(reply.json).toMatchObject({ error_codes: [each === "" ? 900144 : 50008] });
  }
});

test.each(versions satisfies readonly TrustVersion[])(
  "endpoints for Windows and certificates (%s) take nothing",
  async (version) => {
    const tenant = await openTenant();
    for (const endpoint of ["windowstransport", "certificatemixed"]) {
      const url = trustUrl(tenant, `${wsTrust[version].path}/${endpoint}`);
      expect((await postTrust(url, trustRequest(tenant, version, fred))).status).toBe(404);
    }
  },
);
