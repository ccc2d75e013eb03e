// The program against a certified OpenID server in the shapes of others: their paths, issuers, lives, locks and certificates.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { Fetch } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { nodeFetch } from "../../electron/node/fetch.ts";
import type { ConnectionDraft } from "../../shared/connection.ts";
import { startOpenIdApp, type OpenIdApp } from "../support/openIdApp.ts";
import { openOpenIdBrowser } from "../support/openIdBrowser.ts";
import { ann } from "../support/openIdPeople.ts";
import { shapedTenant, shapes, type OpenIdShape } from "../support/openIdShapes.ts";
import { startOpenIdServer, type OpenIdOptions, type OpenIdServer } from "../support/openIdServer.ts";
import { createCertificateAuthority } from "../support/selfSignedCertificate.ts";

let server: OpenIdServer;
let t: OpenIdApp;

async function start(
  options: OpenIdOptions,
  authority: string,
  draft: Partial<ConnectionDraft> = {},
  fetch: Fetch = nodeFetch,
): Promise<void> {
  server = await startOpenIdServer(options);
  t = await startOpenIdApp(authority.replace("{origin}", server.origin), draft, systemClock, fetch);
}

afterEach(async () => {
  await t.app.stop();
  await server.close();
});

const renewed = (accountId: string): ReturnType<OpenIdApp["app"]["getToken"]> =>
  t.app.getToken({ accountId, scopes: ["api.read"], forceRefresh: true });
const passwordsSent = (): number => t.sent.filter(({ form }) => form.has("password")).length;

const kinds: readonly (readonly [what: string, OpenIdShape, Partial<ConnectionDraft>, authority: string])[] = [
  ["its own paths", shapes.itsOwn, {}, "{origin}"],
  ["its own paths, and a final slash that was typed", shapes.itsOwn, {}, "{origin}/"],
  ["a final slash in the issuer", shapes.withSlash, {}, "{origin}/"],
  ["a final slash in the issuer that was not typed", shapes.withSlash, {}, "{origin}"],
  ["a realm with capitals", shapes.realm, {}, "{origin}/realms/Staff"],
  ["the address of its document typed", shapes.realm, {}, "{origin}/realms/Staff/.well-known/openid-configuration"],
  ["a path for each app, with a final slash", shapes.appPath, {}, "{origin}/application/o/tray/"],
  ["a path for each app, the slash left out", shapes.appPath, {}, "{origin}/application/o/tray"],
  ["the paths of AD FS", shapes.adfs, { kind: "adfs" }, "{origin}/adfs"],
  ["the paths of AD FS, by its host alone", shapes.adfs, { kind: "adfs" }, "{origin}"],
  ["the paths of AD FS, as any OpenID server", shapes.adfs, {}, "{origin}/adfs"],
  ["the paths of Entra", shapes.entra, { kind: "entra", tenant: shapedTenant }, "{origin}"],
  ["the paths of B2C", shapes.b2c, { kind: "b2c" }, "{origin}/contoso.onmicrosoft.com/B2C_1_ropc"],
  ["the policy of B2C in the query", shapes.b2c, { kind: "b2c" }, "{origin}/contoso.onmicrosoft.com?p=B2C_1_ropc"],
];

describe.each(kinds)("with %s", (_, shape, draft, authority) => {
  test("a person signs in, the token is accepted, one-time refresh tokens are each used once, and a restart goes on", async () => {
    await start({ shape }, authority, draft);
    const accountId = await t.signedIn();
    expect(t.account()).toMatchObject({ homeAccountId: ann.sub, username: ann.username, hasRefreshToken: true });
    const token = await t.app.getToken({ accountId, scopes: ["api.read"] });
    const headers = { authorization: `Bearer ${token.ok ? token.value.token.reveal() : ""}` };
    const me = await fetch(`${server.origin}${shape.mount}/me`, { headers });
    expect(await me.json()).toMatchObject({ sub: ann.sub });
    expect(await renewed(accountId)).toMatchObject({ ok: true });
    t = await t.restart();
    expect(await renewed(accountId)).toMatchObject({ ok: true });
    const used = t.sent.flatMap(({ form }) => form.getAll("refresh_token"));
    expect(new Set(used).size).toBe(2);
    expect(passwordsSent()).toBe(1);
    expect(t.log.filter(({ event }) => /idToken/i.test(event))).toEqual([]);
  });
});

test.each([
  ["openid", { kind: "openid" }, shapes.itsOwn, "{origin}", [false, false]],
  ["adfs", { kind: "adfs" }, shapes.adfs, "{origin}/adfs", [false, false]],
  ["b2c", { kind: "b2c" }, shapes.b2c, "{origin}/contoso.onmicrosoft.com/B2C_1_ropc", [true, false]],
  ["entra", { kind: "entra", tenant: shapedTenant }, shapes.entra, "{origin}", [false, false]],
] satisfies readonly (readonly [string, Partial<ConnectionDraft>, OpenIdShape, string, readonly boolean[]])[])(
  "kind %s: the response type is asked for with a password where its kind wants that, never with a refresh",
  async (kind, draft, shape, authority, [withPassword, withRefresh]) => {
    await start({ shape }, authority, draft);
    await renewed(await t.signedIn());
    const [first, second] = t.sent.filter(({ form }) => form.has("grant_type"));
    expect(first?.form.has("response_type")).toBe(withPassword);
    expect(second?.form.has("response_type")).toBe(withRefresh);
    const asksOffline = second?.form.get("scope")?.includes("offline_access");
    expect(asksOffline).toBe(kind === "b2c" || kind === "entra");
    expect(first?.headers["x-anchormailbox"] !== undefined).toBe(kind === "entra");
    expect(t.sent.filter(({ url }) => url.includes("userrealm"))).toHaveLength(kind === "entra" ? 1 : 0);
    expect(t.sent.filter(({ url }) => new URL(url).search !== "" && !url.includes("userrealm"))).toEqual([]);
  },
);

test("short lives: a token that ends in seconds is renewed by itself as long as its refresh token lives", async () => {
  await start({ accessTokenLifeSeconds: 2, refreshTokenLifeSeconds: 60 }, "{origin}");
  const accountId = await t.signedIn();
  const token = await t.app.getToken({ accountId, scopes: ["api.read"] });
  const first = token.ok ? token.value.token.reveal() : "";
  await expect
    .poll(
      async () => {
        const next = await t.app.getToken({ accountId, scopes: ["api.read"] });
        return next.ok && next.value.token.reveal() !== first;
      },
      { timeout: 6_000, interval: 300 },
    )
    .toBe(true);
  expect(passwordsSent()).toBe(1);
});

test("short lives: a refresh token that has ended asks for a person, and the record stays", async () => {
  await start({ refreshTokenLifeSeconds: 1 }, "{origin}");
  const accountId = await t.signedIn();
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect(await renewed(accountId)).toMatchObject({ ok: false, failure: { kind: "refreshRejected" } });
  expect(t.account()).toMatchObject({ username: ann.username, hasRefreshToken: true });
});

test("lockout: the lock is told as one, and the form rests so that no further try lengthens it", async () => {
  await start({ lockAfter: 1 }, "{origin}");
  expect(await t.signIn("wrong")).toMatchObject({ ok: false, failure: { kind: "wrongCredentials" } });
  expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "accountLocked" } });
  expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "throttled" } });
  expect(passwordsSent()).toBe(2);
});

describe("https with a certificate authority of one's own", () => {
  const authority = createCertificateAuthority();
  const folder = mkdtempSync(join(tmpdir(), "tokentray-ca-"));
  const caFile = join(folder, "authority.pem");
  const certificate = authority.issue(["127.0.0.1"]);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("its file is all that it takes; without it no question reaches the server, and the failure leads to the field", async () => {
    writeFileSync(caFile, authority.cert);
    await start({ certificate }, "{origin}");
    expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "tls" } });
    expect(server.requests).toEqual([]);
    const { connectionId } = t;
    const [connection] = t.app.snapshot().connections.filter(({ id }) => id === connectionId);
    if (connection === undefined) throw new Error("no connection");
    const { id: _, ...draft } = { ...connection, scopes: "api.read" };
    await t.app.handlers.saveConnection({ connectionId, draft: { ...draft, caFile } });
    const accountId = await t.signedIn();
    expect(await renewed(accountId)).toMatchObject({ ok: true });
    expect(passwordsSent()).toBe(1);
  });

  test("a file that cannot be read stops before anything is sent, and is what the failure is about", async () => {
    await start({ certificate }, "{origin}", { caFile: join(folder, "none.pem") });
    const failure = { kind: "tls", evidence: { systemError: "CA_FILE" } };
    expect(await t.signIn()).toMatchObject({ ok: false, failure });
    expect(server.requests).toEqual([]);
  });
});

describe("an Entra-like authority in a network without the internet", () => {
  const publicOrigin = "https://login.airgap.example";

  /** The names of that network: its own authority, and nobody else. */
  const airGapped: Fetch = (url, init) => {
    const { origin } = new URL(url);
    if (origin === publicOrigin) return nodeFetch(url.replace(publicOrigin, server.address), init);
    return Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ENOTFOUND" } }));
  };
  const draft = { kind: "entra", tenant: shapedTenant } as const;

  test("gets no password until a person trusts it, is asked nothing else, and is forgotten with another authority", async () => {
    await start({ shape: shapes.entra, publicOrigin }, "{origin}", draft, airGapped);
    const { connectionId } = t;
    const { confirmAuthority } = t.app.handlers;
    const evidence = { authorityOrigin: publicOrigin, systemError: "ENOTFOUND" };
    expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "dns", evidence } });
    for (const origin of ["https://evil.example", "http://login.airgap.example", `${publicOrigin}/`, ""])
      expect(await confirmAuthority({ connectionId, origin })).toMatchObject({ ok: false });
    expect(server.requests).toEqual([]);

    expect(await confirmAuthority({ connectionId, origin: publicOrigin })).toMatchObject({ ok: true });
    const accountId = await t.signedIn();
    expect(await renewed(accountId)).toMatchObject({ ok: true });
    const hosts = new Set(t.sent.slice(1).map(({ url }) => new URL(url).host));
    expect([...hosts]).toEqual(["login.airgap.example"]);
    t = await t.restart();
    expect(await renewed(accountId)).toMatchObject({ ok: true });

    const form = { label: "Work", colour: "blue", clientId: "c", scopes: "api.read", ...draft };
    const trusted = () => t.app.snapshot().connections.find(({ id }) => id === connectionId)?.confirmedAuthorityOrigin;
    const handlers = t.app.handlers;
    await handlers.saveConnection({ connectionId, draft: { ...form, authority: publicOrigin } });
    expect(trusted()).toBe(publicOrigin);
    await handlers.saveConnection({ connectionId, draft: { ...form, authority: "https://login.other.example" } });
    expect(trusted()).toBeUndefined();
  });
});

describe("a cloud with several names", () => {
  test("an account got under one name goes on under another, and its refresh token goes to no other cloud", async () => {
    const publicOrigin = "https://login.microsoftonline.com";
    const network: Fetch = (url, init) => nodeFetch(url.replace(publicOrigin, server.address), init);
    const draft = { kind: "entra", tenant: shapedTenant } as const;
    await start({ shape: shapes.entra, publicOrigin }, "https://login.windows.net", draft, network);
    const { connectionId } = t;
    const accountId = await t.signedIn();
    const [connection] = t.app.snapshot().connections.filter(({ id }) => id === connectionId);
    if (connection === undefined) throw new Error("no connection");
    const { id: _, ...form } = { ...connection, scopes: "api.read" };
    const moveTo = (authority: string) =>
      t.app.handlers.saveConnection({
        connectionId,
        draft: { ...form, authority, tenant: shapedTenant.toUpperCase() },
      });

    await moveTo(publicOrigin);
    expect(await renewed(accountId)).toMatchObject({ ok: true });
    await moveTo("https://sts.windows.net");
    expect(await renewed(accountId)).toMatchObject({ ok: true });
    const sent = t.sent.length;
    await moveTo("https://login.microsoftonline.us");
    expect(await renewed(accountId)).toMatchObject({ ok: false, failure: { kind: "signInNeeded" } });
    expect(t.sent).toHaveLength(sent);
    expect([...new Set(t.sent.map(({ url }) => new URL(url).origin))]).toEqual([publicOrigin]);
  });
});

describe("a customer directory", () => {
  test("is asked for no password: nothing at all is sent, and the browser is the way", async () => {
    await start({}, "https://contoso.ciamlogin.com", { kind: "entra", tenant: "contoso.onmicrosoft.com" });
    expect(t.app.snapshot().connections.find(({ id }) => id === t.connectionId)).toMatchObject({
      kind: "ciam",
      authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
    });
    expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "passwordNotOffered" } });
    expect(t.sent).toEqual([]);
  });

  test("signs people in with the browser, and tokens are renewed from then on", async () => {
    const publicOrigin = "https://contoso.ciamlogin.com";
    const mount = "/contoso.onmicrosoft.com";
    const named = (url: string): string => url.replace(publicOrigin, server.address);
    const network: Fetch = (url, init) => nodeFetch(named(url), init);
    const shape = { ...shapes.entra, mount };
    await start({ shape, publicOrigin }, "{origin}", { kind: "ciam" }, network);
    const { connectionId } = t;
    const outcome = t.app.handlers.signInWithBrowser({ connectionId, prompt: "consent" });
    const address = (): string => {
      const waiting = t.app.snapshot().signIn?.waiting;
      return waiting?.kind === "browser" ? waiting.address : "";
    };
    await expect
      .poll(address)
      .toMatch(/^https:\/\/contoso\.ciamlogin\.com\/contoso\.onmicrosoft\.com\/oauth2\/v2\.0\/authorize/);
    const browser = openOpenIdBrowser((url, init) => fetch(named(url), init));
    const { username, password } = ann;
    const page = await browser.submit(await browser.open(address()), { username, password });
    await browser.open(page.location?.href ?? "");
    const signedIn = await outcome;
    expect(await renewed(signedIn.ok ? signedIn.value.accountId : "")).toMatchObject({ ok: true });
    expect(t.account()).toMatchObject({ username, signedInBy: "authorizationCode" });
    expect(t.sent.filter(({ url }) => !url.startsWith(publicOrigin))).toEqual([]);
  });

  test("offers a device code only where its document has one", async () => {
    const publicOrigin = "https://contoso.ciamlogin.com";
    const document = { issuer: `${publicOrigin}/x/v2.0`, token_endpoint: `${publicOrigin}/x/token` };
    const network: Fetch = () => Promise.resolve(Response.json(document));
    await start({}, publicOrigin, { kind: "ciam" }, network);
    const outcome = await t.app.handlers.signInWithDeviceCode({ connectionId: t.connectionId });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "grantNotAllowed" } });
  });
});
