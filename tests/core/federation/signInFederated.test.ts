// Signing in through an organisation's own service: who gets the password and who never does, and what each answer comes to.
import { describe, expect, test } from "vitest";
import { readXml } from "../../../electron/core/federation/xml.ts";
import { within } from "../../../electron/core/federation/xmlFind.ts";
import { explain } from "../../../shared/explain.ts";
import { mayRetry } from "../../../shared/failure.ts";
import { needsPerson } from "../../../shared/outlook.ts";
import { mexDocument } from "./mexDocument.ts";
import {
  assertion,
  cloud,
  mex,
  mexAddress,
  password,
  realm,
  signingIn,
  sts,
  trust13,
  username,
  type Answers,
  type SigningIn,
} from "./signingIn.ts";

const token = `${cloud}/contoso.example/oauth2/v2.0/token`;
const userRealm = `${cloud}/common/userrealm/`;
const elsewhere = "https://elsewhere.example";
const fault = (subcode: string, reason: string): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a="urn:a">a:${subcode}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en-US">${reason}</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`;
const wrong = (): Response =>
  new Response(fault("FailedAuthentication", "ID3242: The security token could not be authenticated or authorized."), {
    status: 500,
    headers: { "content-type": "application/soap+xml; charset=utf-8" },
  });
/** Every origin that was sent anything that holds the password, in whatever spelling. */
const knowsPassword = ({ sent }: SigningIn): readonly string[] => {
  const marks = ["Fred&gt; &amp; his", "his password", "his+password", "his%20password"];
  const told = sent.filter(({ url, body, headers }) =>
    marks.some((mark) => `${url} ${body} ${JSON.stringify(headers)}`.includes(mark)),
  );
  return [...new Set(told.map(({ url }) => new URL(url).origin))];
};

describe("a federated person", () => {
  test("hands the password to the organisation's service alone, and its assertion to Entra", async () => {
    const run = signingIn();
    expect(await run.signIn()).toMatchObject({ ok: true, value: { signedInBy: "samlBearer" } });
    expect(run.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${userRealm}fred%40contoso.example?api-version=1.0`,
      `GET ${mexAddress}`,
      `POST ${trust13}`,
      `POST ${token}`,
    ]);
    expect(knowsPassword(run)).toEqual([sts]);
    const form = new URLSearchParams(run.to(token)[0]?.body);
    expect(form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:saml1_1-bearer");
    expect(Buffer.from(form.get("assertion") ?? "", "base64url").toString()).toBe(assertion);
    expect(form.get("assertion")).not.toMatch(/[+/=]/);
    expect(form.has("username") || form.has("password")).toBe(false);
    expect(`${run.to(token)[0]?.body} ${JSON.stringify(run.to(token)[0]?.headers)}`).not.toContain("fred");
  });

  test("sees each step, and finds both requests in the history", async () => {
    const run = signingIn();
    await run.signIn();
    expect(run.steps).toEqual(["realm", "federation", "token"]);
    expect(run.attempts).toMatchObject([
      { grant: "samlBearer", username, ok: true },
      { grant: "samlBearer", username, ok: true },
    ]);
    expect(new Set(run.attempts.map(({ correlationId }) => correlationId)).size).toBe(2);
  });

  test("asks for the metadata without a word more than the address", async () => {
    const run = signingIn();
    await run.signIn();
    expect(run.to(mexAddress)).toMatchObject([{ method: "GET", headers: {} }]);
    expect(run.to(mexAddress)[0]?.body).toBeUndefined();
  });

  test("sends the message that the standard describes, made out for now and the next ten minutes", async () => {
    const run = signingIn();
    const at = (ms: number): string => `${new Date(run.clock.now() + ms).toISOString().slice(0, 19)}Z`;
    await run.clock.advance(678);
    await run.signIn();
    const [request] = run.to(trust13);
    expect(request?.headers).toMatchObject({
      "content-type": "application/soap+xml; charset=utf-8",
      soapaction: "http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue",
    });
    const message = readXml(request?.body ?? "");
    const texts = new Map([...within(message ?? nothing)].map(({ name, text }) => [name, text]));
    expect(Object.fromEntries(texts)).toMatchObject({
      Action: "http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue",
      To: trust13,
      Created: at(0),
      Expires: at(600_000),
      Username: username,
      Password: password,
      Address: "urn:federation:MicrosoftOnline",
      KeyType: "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer",
      RequestType: "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue",
    });
    expect(texts.get("MessageID")).toMatch(/^urn:uuid:[\da-f-]{36}$/);
  });

  test("uses the connection's certificate authorities on the whole way", async () => {
    const run = signingIn({}, { caFile: "/etc/company.pem" });
    await run.signIn();
    expect(run.sent.slice(0, 3).map(({ caFile }) => caFile)).toEqual(Array(3).fill("/etc/company.pem"));
  });

  test("takes WS-Trust of 2005 where there is nothing newer", async () => {
    const old = `${sts}/adfs/services/trust/2005/usernamemixed`;
    const run = signingIn({ [mexAddress]: mexDocument([{ name: "Old", address: old, version: "2005" }]) });
    await run.fail();
    expect(run.to(old)[0]?.headers).toMatchObject({
      soapaction: "http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue",
    });
    expect(run.to(old)[0]?.body).toContain("http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey");
  });
});

const nothing = { namespace: "", name: "", attributes: [], children: [], text: "", start: 0, end: 0 };

describe("the realm", () => {
  test("is read whatever its letters' case, and its audience only where it is one", async () => {
    const china = {
      ...realm,
      account_type: "FEDERATED",
      cloud_audience_urn: "urn:federation:partner.microsoftonline.cn",
    };
    const run = signingIn({ [userRealm]: china });
    await run.signIn();
    expect(run.to(trust13)[0]?.body).toContain(">urn:federation:partner.microsoftonline.cn<");
    for (const cloud_audience_urn of ["https://elsewhere.example", "", 7, undefined, "urn:a:<b>"]) {
      const other = signingIn({ [userRealm]: { ...realm, cloud_audience_urn } });
      await other.signIn();
      expect(other.to(trust13)[0]?.body).toContain(">urn:federation:MicrosoftOnline<");
    }
  });

  test("is not asked again of a host that knows none", async () => {
    const run = signingIn({ [userRealm]: 404 });
    expect(await run.signIn()).toMatchObject({ ok: true });
    await run.signIn({ username: "someone.else@contoso.example" });
    expect(run.to(userRealm)).toHaveLength(1);
    expect(run.to(token)).toHaveLength(2);
    expect(run.steps).toEqual(["realm", "token", "realm", "token"]);
  });

  test("is asked with the name in a form that no name can break out of", async () => {
    const run = signingIn({ [userRealm]: 404 });
    await run.signIn({ username: "a/../b?c#EXT#@é contoso.example" });
    expect(run.sent[0]?.url).toBe(`${userRealm}a%2F..%2Fb%3Fc%23EXT%23%40%C3%A9%20contoso.example?api-version=1.0`);
  });

  test.each([
    ["a personal account", { ...realm, domain_name: "live.com" }, "personalAccount"],
    [
      "SAML without metadata",
      { ...realm, federation_protocol: "SAML20", federation_metadata_url: undefined },
      "federatedAccount",
    ],
    [
      "an address of unknown version alone",
      { ...realm, federation_metadata_url: undefined, federation_active_auth_url: `${sts}/sts` },
      "federatedAccount",
    ],
    [
      "an address of two versions",
      { ...realm, federation_metadata_url: undefined, federation_active_auth_url: `${sts}/trust/13/trust/2005/x` },
      "federatedAccount",
    ],
    [
      "addresses without https",
      {
        ...realm,
        federation_metadata_url: "http://sts.contoso.example/mex",
        federation_active_auth_url: "http://sts.contoso.example/trust/13/usernamemixed",
      },
      "federatedAccount",
    ],
    [
      "addresses on this computer, from far away",
      {
        ...realm,
        federation_metadata_url: "http://127.0.0.1:1/mex",
        federation_active_auth_url: "http://localhost/trust/13/x",
      },
      "federatedAccount",
    ],
    [
      "addresses with a password in them",
      { ...realm, federation_metadata_url: "https://a:b@sts.contoso.example/mex", federation_active_auth_url: 7 },
      "federatedAccount",
    ],
  ] as const)("%s ends before any password is sent", async (_, answer, kind) => {
    const run = signingIn({ [userRealm]: answer });
    expect(await run.fail()).toMatchObject({ kind });
    expect(run.sent).toHaveLength(1);
  });

  test("that names no metadata but an endpoint of a clear version is enough", async () => {
    const run = signingIn({ [userRealm]: { ...realm, federation_metadata_url: undefined } });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(run.to(mexAddress)).toEqual([]);
    expect(knowsPassword(run)).toEqual([sts]);
  });
});

describe("how the connection wants passwords checked", () => {
  test("at Entra: then nobody is asked, and the password goes there", async () => {
    const run = signingIn({}, { federation: "managed" });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(knowsPassword(run)).toEqual([cloud]);
    expect(run.sent).toHaveLength(1);
    expect(run.steps).toEqual(["realm skipped", "token"]);
  });

  test.each([
    ["managed", { account_type: "Managed" }],
    ["unknown", { account_type: "Unknown" }],
    ["federated in a browser only", { ...realm, federation_protocol: "SAML20", federation_metadata_url: undefined }],
  ])("at the organisation: an account that is %s goes no further", async (_, answer) => {
    const run = signingIn({ [userRealm]: answer }, { federation: "federated" });
    const failure = await run.fail();
    expect(failure).toMatchObject({ kind: "federationFailed", evidence: { error: "realm_names_no_service" } });
    expect(explain(failure).action).toEqual({ kind: "editConnection", field: "federation" });
    expect(knowsPassword(run)).toEqual([]);
  });

  test("at an address of its own: it is asked about once, and no realm is", async () => {
    const own = { federation: "ownMex", mexAddress } as const;
    const run = signingIn({}, own);
    const failure = await run.fail();
    expect(failure).toMatchObject({ kind: "tokenOriginUnconfirmed", evidence: { tokenOrigin: sts } });
    expect(explain(failure).action).toEqual({ kind: "confirmTokenOrigin", origin: sts });
    expect(knowsPassword(run)).toEqual([]);
    const agreed = signingIn({}, { ...own, confirmedTokenOrigin: sts });
    expect(await agreed.signIn()).toMatchObject({ ok: true, value: { signedInBy: "samlBearer" } });
    expect(agreed.to(userRealm)).toEqual([]);
  });

  test.each([undefined, "", "http://sts.contoso.example/mex", "https://a:b@sts.contoso.example/mex", "file:///mex"])(
    "at an address of its own that is none: %s",
    async (address) => {
      const own = { federation: "ownMex", ...(address === undefined ? {} : { mexAddress: address }) } as const;
      const run = signingIn({}, own);
      expect(await run.fail()).toMatchObject({ kind: "badInput", evidence: { field: "mexAddress" } });
      expect(run.sent).toEqual([]);
    },
  );

  test("where the authority knows no realms: it gets the password itself", async () => {
    const run = signingIn({}, { kind: "openid", federation: "federated" });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(knowsPassword(run)).toEqual([cloud]);
    expect(run.steps).toEqual(["realm skipped", "token"]);
  });
});

describe("a password goes to no address that nobody vouched for", () => {
  const foreign = `${elsewhere}/trust/13/usernamemixed`;

  test("such as another origin in the metadata, until the person agrees to it", async () => {
    const answers: Answers = { [mexAddress]: mexDocument([{ name: "Foreign", address: foreign }]), [foreign]: wrong };
    const run = signingIn(answers);
    expect(await run.fail()).toMatchObject({ kind: "tokenOriginUnconfirmed", evidence: { tokenOrigin: elsewhere } });
    expect(knowsPassword(run)).toEqual([]);
    const agreed = signingIn(answers, { confirmedTokenOrigin: elsewhere });
    expect(await agreed.fail()).toMatchObject({ kind: "wrongCredentials" });
    expect(knowsPassword(agreed)).toEqual([elsewhere]);
    const agreedToAnother = signingIn(answers, { confirmedTokenOrigin: "https://another.example" });
    expect(await agreedToAnother.fail()).toMatchObject({ kind: "tokenOriginUnconfirmed" });
  });

  test("but one that the realm itself names needs no asking", async () => {
    const answers: Answers = {
      [userRealm]: { ...realm, federation_active_auth_url: foreign },
      [mexAddress]: mexDocument([{ name: "Foreign", address: foreign }]),
      [foreign]: wrong,
    };
    expect(await signingIn(answers).fail()).toMatchObject({ kind: "wrongCredentials" });
  });

  test("and of two, the one that is vouched for is taken", async () => {
    const document = mexDocument([
      { name: "Foreign", address: foreign },
      { name: "Own", address: trust13 },
    ]);
    const run = signingIn({ [mexAddress]: document });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(knowsPassword(run)).toEqual([sts]);
  });

  test.each([
    ["http", "http://sts.contoso.example/trust/13/usernamemixed"],
    ["a port of this computer", "http://127.0.0.1:9/trust/13/usernamemixed"],
  ])("nor over %s", async (_, address) => {
    const run = signingIn({ [mexAddress]: mexDocument([{ name: "Bad", address }]) });
    expect(await run.fail()).toMatchObject({ kind: "federationFailed", evidence: { error: "mex_no_endpoint" } });
    expect(knowsPassword(run)).toEqual([]);
  });

  test.each([
    ["a redirect of the metadata", mexAddress],
    ["a redirect of the endpoint", trust13],
  ])("nor after %s", async (_, address) => {
    const moved = new Response("", { status: 307, headers: { location: foreign } });
    const run = signingIn({ [address]: moved });
    expect(await run.fail()).toMatchObject({ kind: "federationFailed" });
    expect(run.to(elsewhere)).toEqual([]);
  });
});

describe("what the service answers", () => {
  test("a wrong password is said to be one, sent once, and not for the program to repeat", async () => {
    const run = signingIn({ [trust13]: wrong });
    const failure = await run.fail();
    expect(failure).toMatchObject({
      kind: "wrongCredentials",
      evidence: { status: 500, error: "FailedAuthentication", codes: ["ID3242"], endpoint: trust13 },
    });
    expect([mayRetry(failure), needsPerson(failure)]).toEqual([false, true]);
    expect(run.to(trust13)).toHaveLength(1);
    expect(run.to(token)).toEqual([]);
    await run.clock.advance(3_600_000);
    expect(run.to(trust13)).toHaveLength(1);
    expect(run.attempts).toMatchObject([{ grant: "samlBearer", ok: false }]);
  });

  test("nothing it repeats of what was typed is kept", async () => {
    const echoed = password.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const reason = `MSIS3125: The password ${echoed} for ${username} has expired.`;
    const run = signingIn({
      [trust13]: () => new Response(fault("FailedAuthentication.ExpiredPassword", reason), { status: 500 }),
    });
    const failure = await run.fail();
    expect(failure).toMatchObject({ kind: "passwordExpired", evidence: { codes: ["MSIS3125"] } });
    expect(failure.evidence.description).toBe("MSIS3125: The password [secret] for [user name] has expired.");
  });

  test("a user name that reads like a reason is not taken for one", async () => {
    const name = "locked.account@contoso.example";
    const run = signingIn({
      [trust13]: () =>
        new Response(fault("FailedAuthentication", `ID3242: ${name} could not be authenticated.`), { status: 500 }),
    });
    expect(await run.fail({ username: name })).toMatchObject({ kind: "wrongCredentials" });
  });

  test("a hidden reason is the clock where the clocks differ", async () => {
    const hidden = fault("InvalidSecurity", "An error occurred when verifying security for the message.");
    const date = (ms: number): HeadersInit => ({ date: new Date(ms).toUTCString() });
    const run = signingIn({
      [trust13]: () => new Response(hidden, { status: 500, headers: date(run.clock.now() + 600_000) }),
    });
    expect(await run.fail()).toMatchObject({ kind: "clockWrong" });
    const same = signingIn({ [trust13]: () => new Response(hidden, { status: 500, headers: date(same.clock.now()) }) });
    expect(await same.fail()).toMatchObject({ kind: "federationFailed" });
  });

  test.each([
    [503, "", "serviceDown", true],
    [500, "<html><title>Runtime Error</title></html>", "serviceDown", true],
    [500, fault("RequestFailed", "MSIS3127: The specified request failed."), "federationFailed", false],
    [200, fault("RequestFailed", "MSIS3127: The specified request failed."), "federationFailed", false],
    [200, "<html><title>Welcome to the hotel</title></html>", "federationFailed", false],
    [200, "", "federationFailed", false],
    [401, "", "federationFailed", false],
    [404, "Not found", "federationFailed", false],
    [429, "", "throttled", true],
  ] as const)("%i %s is: %s", async (status, body, kind, passes) => {
    const run = signingIn({
      [trust13]: () =>
        new Response(body, {
          status,
          headers: { "content-type": body.startsWith("<html") ? "text/html" : "text/xml" },
        }),
    });
    const failure = await run.fail();
    expect(failure).toMatchObject({ kind, evidence: { status, grant: "samlBearer" } });
    expect(mayRetry(failure)).toBe(passes);
    expect(run.to(trust13)).toHaveLength(1);
  });

  test("an answer that is cut or too long holds no assertion, and nothing of it is kept", async () => {
    const half = `<s:Envelope><saml:Assertion>secret-assertion-text`;
    for (const body of [half, `${half}${"x".repeat(1_100_000)}`]) {
      const failure = await signingIn({ [trust13]: body }).fail();
      expect(failure).toMatchObject({ kind: "federationFailed", evidence: { error: "no_assertion" } });
      expect(JSON.stringify(failure)).not.toContain("secret-assertion");
    }
  });

  test("a service that wants a pause gets it", async () => {
    const busy = (): Response => new Response("", { status: 429, headers: { "retry-after": "30" } });
    const run = signingIn({ [trust13]: busy });
    await run.fail();
    expect(await run.fail()).toMatchObject({ kind: "throttled", evidence: { notSentAgain: true } });
    expect(run.to(trust13)).toHaveLength(1);
  });

  test("a connection that breaks off after the password was sent is not made anew", async () => {
    const broken = Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error(), { code: "ECONNRESET" }),
    });
    const run = signingIn({ [trust13]: () => Promise.reject(broken) });
    expect(await run.fail()).toMatchObject({ kind: "connectionLost", evidence: { grant: "samlBearer" } });
    expect(run.to(trust13)).toHaveLength(1);
  });
});

describe("the metadata", () => {
  test.each([
    [404, "", "federationFailed", "mex_refused"],
    [503, "", "serviceDown", undefined],
    [200, "<html><br></html>", "federationFailed", "mex_unreadable"],
    [200, mex.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>'), "federationFailed", "mex_unreadable"],
    [200, "x".repeat(1_100_000), "federationFailed", "mex_unreadable"],
    [200, "<a/>", "federationFailed", "mex_no_endpoint"],
  ] as const)(
    "of status %i that is no metadata ends without a password being sent",
    async (status, body, kind, error) => {
      const run = signingIn({ [mexAddress]: () => new Response(body, { status }) });
      const failure = await run.fail();
      expect(failure.kind).toBe(kind);
      expect(failure.evidence).toMatchObject({ endpoint: mexAddress, ...(error === undefined ? {} : { error }) });
      expect(knowsPassword(run)).toEqual([]);
    },
  );
});

describe("what Entra makes of the assertion", () => {
  test.each([
    ["AADSTS50107: The realm is not known.", "invalid_request"],
    ["AADSTS50008: The SAML token is invalid.", "invalid_grant"],
    ["AADSTS50126: Wrong.", "invalid_grant"],
    ["Something else.", "invalid_grant"],
  ])("“%s”: the organisation's word was not taken, and no password is suspected", async (sentence, error) => {
    const run = signingIn({ [token]: () => Response.json({ error, error_description: sentence }, { status: 400 }) });
    const failure = await run.fail();
    expect(failure).toMatchObject({ kind: "federationFailed", evidence: { grant: "samlBearer", endpoint: token } });
    expect(explain(failure).title).toBe("Your organisation's word for you was not accepted");
    expect(mayRetry(failure)).toBe(false);
  });

  test("the assertion is in no evidence, though Entra repeats it", async () => {
    const answer = (): Response => {
      const form = new URLSearchParams(run.to(token)[0]?.body);
      return Response.json(
        { error: "invalid_grant", error_description: `Bad: ${form.get("assertion")} ${assertion}` },
        { status: 400 },
      );
    };
    const run = signingIn({ [token]: answer });
    const failure = await run.fail();
    expect(JSON.stringify(failure)).not.toMatch(/saml:Assertion|PHNhbWw/);
  });

  test("a second step is asked for as with any other password", async () => {
    const refusal = { error: "interaction_required", error_description: "AADSTS50076: MFA.", error_codes: [50076] };
    const run = signingIn({ [token]: () => Response.json(refusal, { status: 400 }) });
    expect(await run.fail()).toMatchObject({ kind: "mfaRequired" });
  });
});

describe("what XML cannot hold is refused before anybody but the realm is asked", () => {
  test.each([
    ["username", { username: "fred\u0007@contoso.example" }],
    ["password", { password: "bell \u0007" }],
    ["password", { password: "none \ufffe" }],
  ] as const)("in the %s", async (field, as) => {
    const run = signingIn();
    const failure = await run.fail(as);
    expect(failure).toMatchObject({ kind: "badInput", evidence: { field } });
    expect(explain(failure).title).toBe("This cannot be sent to your organisation's service");
    expect(run.sent).toHaveLength(1);
  });

  test("but not where the password goes to Entra, which takes any character", async () => {
    const run = signingIn({ [userRealm]: { account_type: "Managed" } });
    expect(await run.signIn({ password: "bell \u0007" })).toMatchObject({ ok: true });
  });
});
