// What the checks find on the way to an authority and in what it says: network, captive portals, issuer, tenant, realm, clock.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../support/testApp.ts";
import { fixedStart, settle, until } from "../../support/virtualClock.ts";
import { checkOnly, connectTo, entraConnection, json, runChecks, said, wordsOf } from "./checkSupport.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

const minute = 60_000;
const entraIssuer = "https://login.microsoftonline.com/7e57ab1e-0ac7-4c1e-9a11-0f0c0a57a1ed/v2.0";
const document = { issuer: entraIssuer, token_endpoint: "https://login.microsoftonline.com/x/oauth2/v2.0/token" };
const openid = { ...entraConnection, kind: "openid", authority: "https://idp.example/realm", tenant: "" } as const;

describe("an authority that does not answer as one", () => {
  it.each([
    [{ kind: "html" }, "fail portal", "browser"],
    [
      { kind: "redirect", location: "http://portal.hotel.example/login?user=1" },
      "fail redirected",
      "portal.hotel.example",
    ],
    [{ kind: "garbage" }, "fail notData", "status 200"],
    [{ kind: "emptyBody" }, "fail notData", "status 200"],
    [{ kind: "status", status: 503 }, "fail serviceDown", "503"],
    [{ kind: "status", status: 429 }, "warn throttled", "wait"],
    [{ kind: "status", status: 404, body: "<html>gone" }, "fail notFound", "404"],
    [{ kind: "closeMidAnswer" }, "fail connectionLost", "firewall"],
  ] as const)("spoilt as %j is “%s”", async (fault, expected, words) => {
    test.tenant.setFault({ ...fault, path: "metadata" });
    const results = await runChecks(test, { username: "ada@practice.test" });
    expect(said(results.authority)).toBe(expected);
    expect(wordsOf(results.authority)).toContain(words);
    expect(wordsOf(results.authority)).not.toContain("user=1");
    expect(said(results.issuer)).toBe("skipped noAnswer");
    expect(results.versions.state).toBe("pass");
  });

  it("is told as silent after ten seconds, and the others do not wait again", async () => {
    test.tenant.setFault({ kind: "hang", path: "any" });
    const running = runChecks(test);
    await until(() => test.tenant.requests.length > 0);
    await test.clock.advance(10_000);
    const results = await running;
    expect(said(results.authority)).toBe("fail timeout");
    expect([results.issuer, results.tenant, results.clock].map(said)).toEqual(
      Array.from({ length: 3 }, () => "skipped noAnswer"),
    );
  });

  it.each([
    ["ENOTFOUND", "fail dns"],
    ["ENETUNREACH", "fail offline"],
    ["CERT_HAS_EXPIRED", "fail tls"],
    ["net::ERR_PROXY_CONNECTION_FAILED", "fail proxy"],
    ["ECONNREFUSED", "fail connectionLost"],
    ["HPE_INVALID_CONSTANT", "fail notData"],
  ])("for %s is “%s”, and the code is told", async (code, expected) => {
    const running = checkOnly(test, openid, () => {
      throw Object.assign(new Error("/home/ada/.proxy"), { code });
    });
    // What never reached anybody is tried once more.
    await settle(20);
    await test.clock.advance(1_000);
    const { results } = await running;
    expect(said(results.authority)).toBe(expected);
    expect(wordsOf(results.authority)).toContain(code);
    expect(wordsOf(results.authority)).not.toMatch(/[{}]|home/);
  });

  it("knows a proxy that wants a sign-in of its own", async () => {
    const { results } = await checkOnly(test, openid, () => new Response("", { status: 407 }));
    expect(said(results.authority)).toBe("fail proxy");
    expect(wordsOf(results.authority)).toContain("407");
  });

  it("names a proxy that says it stands in between", async () => {
    const { results } = await checkOnly(test, openid, () =>
      json({ issuer: openid.authority, token_endpoint: "https://idp.example/t" }, { headers: { via: "1.1 squid" } }),
    );
    expect(said(results.authority)).toBe("pass reachableVia");
    expect(wordsOf(results.authority)).toContain("1.1 squid");
  });

  it("names the proxy that the system uses", async () => {
    test.net.proxy = "proxy.example:8080";
    const answer = () => json({ issuer: openid.authority, token_endpoint: "https://idp.example/t" });
    const { results } = await checkOnly(test, openid, answer);
    expect(wordsOf(results.authority)).toContain("through the proxy proxy.example:8080");
  });
});

describe("an Entra-like host that is not known", () => {
  const unknown = { ...entraConnection, authority: "https://login.contoso.example" };

  it("is refused where Microsoft does not vouch for it, and gets no user name", async () => {
    const answer = (url: string): Response =>
      url.startsWith("https://login.microsoftonline.com/")
        ? json({ error: "invalid_instance" }, { status: 400 })
        : json(document);
    const { results, requests } = await checkOnly(test, unknown, answer, "ada@contoso.example");
    expect(said(results.authority)).toBe("fail notVouched");
    expect(said(results.realm)).toBe("skipped noAnswer");
    expect(requests.join()).not.toContain("ada");
  });

  it("is not trusted either while nobody can be asked", async () => {
    const answer = (url: string): Response | undefined =>
      url.startsWith("https://login.microsoftonline.com/") ? undefined : json(document);
    const { results } = await checkOnly(test, unknown, answer);
    expect(said(results.authority)).toBe("fail notVouchedNow");
    expect(wordsOf(results.authority)).toContain("ENOTFOUND");
  });
});

it("an unknown host that a person trusts is reached like any other, and Microsoft is asked nothing", async () => {
  const authority = "https://login.contoso.example";
  const trusted = { ...entraConnection, authority, confirmedAuthorityOrigin: authority };
  const answer = () => json({ issuer: `${authority}/x/v2.0`, token_endpoint: `${authority}/x/token` });
  const { results, requests } = await checkOnly(test, trusted, answer);
  expect([said(results.authority), said(results.issuer)]).toEqual(["pass reachable", "pass matches"]);
  expect(requests.join()).not.toContain("login.microsoftonline.com");
});

it("a customer directory and a policy of B2C are checked with the tenant that their address names", async () => {
  const answer = () => json({ issuer: "https://contoso.ciamlogin.com/x/v2.0", token_endpoint: "https://x.example/t" });
  const ciam = { ...openid, kind: "ciam", authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com" } as const;
  const { results } = await checkOnly(test, ciam, answer);
  expect(said(results.tenant)).toBe("pass exists");
  expect(wordsOf(results.tenant)).toContain("contoso.onmicrosoft.com");
  const adfs = { ...openid, kind: "adfs", authority: "https://fs.example/adfs" } as const;
  expect(said((await checkOnly(test, adfs, answer)).results.tenant)).toBe("skipped noTenants");
});

it("a certificate's fault is told apart from others", async () => {
  const { results } = await checkOnly(test, openid, () => {
    throw Object.assign(new Error("no"), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
  });
  expect(said(results.authority)).toBe("fail tls");
  expect(wordsOf(results.authority)).toContain("This computer does not trust the certificate's issuer.");
});

it("a document that has moved at its own origin is looked at there, as a sign-in does", async () => {
  const answer = (url: string): Response =>
    url.endsWith("/new")
      ? json({ issuer: openid.authority, token_endpoint: "https://idp.example/t" })
      : new Response(null, { status: 308, headers: { location: "/new" } });
  const { results } = await checkOnly(test, openid, answer);
  expect([said(results.authority), said(results.issuer)]).toEqual(["pass reachable", "pass matches"]);
});

describe("the issuer", () => {
  it.each([
    [openid, openid.authority, "pass matches"],
    [openid, `${openid.authority}/`, "pass matches"],
    [openid, "https://idp.example/other", "fail other"],
    [entraConnection, entraIssuer, "pass matches"],
    [entraConnection, "https://login.evil.example/x/v2.0", "fail other"],
    [{ ...entraConnection, authority: "https://login.windows.net" }, entraIssuer, "pass matches"],
    [
      { ...entraConnection, authority: "https://login.windows.net" },
      "https://login.microsoftonline.us/x/v2.0",
      "fail other",
    ],
    [
      { ...entraConnection, authority: "https://login.windows.net" },
      "http://login.microsoftonline.com/x",
      "fail other",
    ],
  ])("%#: judged by the rules of a sign-in", async (connection, issuer, expected) => {
    const { results } = await checkOnly(test, connection, () => json({ ...document, issuer }));
    expect(said(results.issuer)).toBe(expected);
  });

  it("that is missing is told, whatever else the document holds", async () => {
    const { results } = await checkOnly(test, openid, () => json({ hello: "world" }));
    expect(said(results.issuer)).toBe("fail none");
  });
});

describe("the tenant", () => {
  it("that is unknown is told with the server's code", async () => {
    const connectionId = await connectTo(test, { tenant: "nowhere.test" });
    const { authority, tenant } = await runChecks(test, { connectionId });
    expect(said(authority)).toBe("pass reachable");
    expect(said(tenant)).toBe("fail notFound");
    expect(wordsOf(tenant)).toMatch(/nowhere\.test.*AADSTS90002/);
  });

  it.each([
    [{ tenant_region_scope: "EU", cloud_instance_name: "microsoftonline.com" }, "pass existsInRegion", "EU"],
    [{ tenant_region_scope: null, cloud_instance_name: "microsoftonline.com" }, "pass exists", "Public"],
    [
      { tenant_region_scope: "USGov", cloud_instance_name: "microsoftonline.us" },
      "fail otherCloud",
      "https://login.microsoftonline.us",
    ],
    [{ cloud_instance_name: 7 }, "pass exists", "Public"],
  ])("whose document says %j is “%s”", async (fields, expected, words) => {
    const { results } = await checkOnly(test, entraConnection, () => json({ ...document, ...fields }));
    expect(said(results.tenant)).toBe(expected);
    expect(wordsOf(results.tenant)).toContain(words);
  });

  it("that was not told of is a note, not a verdict", async () => {
    const { results } = await checkOnly(test, entraConnection, () => json({ error: "strange" }, { status: 400 }));
    expect(said(results.tenant)).toBe("warn refused");
    expect(wordsOf(results.tenant)).toContain("strange");
  });

  it("is left out where authorities have none", async () => {
    const { results } = await checkOnly(test, openid, () => json({ ...document, issuer: openid.authority }));
    expect([results.tenant, results.realm].map(said)).toEqual(["skipped noTenants", "skipped notTold"]);
  });
});

describe("the kind of account", () => {
  it.each([
    ["ada@practice.test", "pass managed"],
    ["fred@federated.test", "pass federated"],
    ["fiona@saml.test", "warn federatedInBrowser"],
    ["pia@personal.test", "warn personal"],
    ["someone@nowhere.test", "warn unknown"],
    ["   ", "skipped noName"],
  ])("of “%s” is “%s”", async (username, expected) => {
    expect(said((await runChecks(test, { username })).realm)).toBe(expected);
  });

  it("of a federated person is followed to where the password would go, and no further", async () => {
    const { realm } = await runChecks(test, { username: "fred@federated.test" });
    expect(wordsOf(realm)).toContain(new URL(test.tenant.origin).host);
    test.tenant.setFault({ kind: "status", status: 404, path: "mex" });
    expect(said((await runChecks(test, { username: "fred@federated.test" })).realm)).toBe("warn federatedUnclear");
    expect(test.net.requests.filter(({ init }) => init.method === "POST")).toEqual([]);
  });

  it.each([
    ["managed", "warn federatedButManaged"],
    ["federated", "pass federated"],
    ["ownMex", "warn federatedElsewhere"],
  ] as const)("is seen in the light of how the connection has passwords checked: %s", async (federation, expected) => {
    const mexAddress = `${test.tenant.origin}/federated.test/adfs/services/trust/mex`;
    const connectionId = await connectTo(test, { federation, mexAddress });
    expect(said((await runChecks(test, { connectionId, username: "fred@federated.test" })).realm)).toBe(expected);
  });

  it("is not known where the answer breaks off, which others need not mind", async () => {
    test.tenant.setFault({ kind: "closeMidAnswer", path: "realm" });
    const { realm, clock } = await runChecks(test, { username: "ada@practice.test" });
    expect(said(realm)).toBe("warn notAnswered");
    expect(said(clock)).toBe("pass right");
  });
});

describe("the clock", () => {
  const skewed = async (ms: number): Promise<TestApp> => startTestApp({ now: () => fixedStart - ms });

  it.each([
    [0, "pass right", "under 1 s"],
    [2 * minute - 1_000, "pass right", "1 min"],
    [3 * minute, "warn ahead", "3 min ahead"],
    [-3 * minute, "warn behind", "3 min behind"],
    [60 * minute + 1_000, "fail farAhead", "1 h ahead"],
    [-60 * minute - 1_000, "fail farBehind", "1 h behind"],
  ])("that is %i ms ahead is “%s”", async (ms, expected, words) => {
    const app = await skewed(ms);
    const { clock } = await runChecks(app);
    expect(said(clock)).toBe(expected);
    expect(wordsOf(clock)).toContain(words);
    await app.end();
  });

  it("cannot be compared where the server tells no time, or where a portal answers", async () => {
    const { results } = await checkOnly(test, openid, () => json({ ...document, issuer: openid.authority }));
    expect(said(results.clock)).toBe("skipped noDate");
    test.tenant.setFault({ kind: "html", path: "metadata" });
    expect(said((await runChecks(test)).clock)).toBe("skipped noAnswer");
  });
});
