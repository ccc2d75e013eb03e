// Signing in at a certified OpenID server in the browser and with a device code, from a refused password to a token.
import { afterEach, describe, expect, test } from "vitest";
import type { Clock } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import type { Outcome } from "../../shared/failure.ts";
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { startOpenIdApp, type OpenIdApp } from "../support/openIdApp.ts";
import { openOpenIdBrowser, type OpenIdPage } from "../support/openIdBrowser.ts";
import { ann } from "../support/openIdPeople.ts";
import { browserClient, publicClient } from "../support/openIdProvider.ts";
import { startOpenIdServer, type OpenIdOptions, type OpenIdServer } from "../support/openIdServer.ts";
import { until } from "../support/virtualClock.ts";

let server: OpenIdServer;
let t: OpenIdApp;

/** Waits pass a hundred times as fast, and are written down. */
const waits: number[] = [];
const hurried: Clock = {
  now: systemClock.now,
  after(ms, callback) {
    waits.push(ms);
    return systemClock.after(ms / 100, callback);
  },
};

async function start(options: OpenIdOptions = {}, clientId = publicClient, clock?: Clock): Promise<void> {
  server = await startOpenIdServer(options);
  t = await startOpenIdApp(server.origin, { clientId }, clock);
}

afterEach(async () => {
  waits.length = 0;
  await t.app.stop();
  await server.close();
});

type SignedIn = Outcome<{ readonly accountId: string }>;

async function begin<K extends WaitingForPerson["kind"]>(
  kind: K,
  input: { readonly username?: string; readonly prompt?: "consent" } = {},
): Promise<{ readonly outcome: Promise<SignedIn>; readonly waiting: Extract<WaitingForPerson, { readonly kind: K }> }> {
  const { handlers } = t.app;
  const start = kind === "browser" ? handlers.signInWithBrowser : handlers.signInWithDeviceCode;
  const outcome = start({ connectionId: t.connectionId, ...input });
  const now = (): WaitingForPerson | undefined => t.app.snapshot().signIn?.waiting;
  await until(() => now() !== undefined, `a sign-in that waits: ${kind}`);
  return { outcome, waiting: now() as Extract<WaitingForPerson, { readonly kind: K }> };
}

const { username, password } = ann;

/** Up to the redirect that leads back to the program. */
async function signInAt(address: string): Promise<URL> {
  const browser = openOpenIdBrowser();
  const page = await browser.submit(await browser.open(address), { username, password });
  if (page.location === undefined) throw new Error(`The server stayed at "${page.title}".`);
  return page.location;
}

const comeBack = (location: URL): Promise<OpenIdPage> => openOpenIdBrowser().open(location.href);

describe("in the browser", () => {
  test("an app that may not take passwords signs people in there, and the token is accepted and renewed", async () => {
    await start({}, browserClient);
    expect(await t.signIn()).toMatchObject({ ok: false, failure: { evidence: { error: "invalid_request" } } });
    const { outcome, waiting } = await begin("browser", { username });
    expect(new URL(waiting.address).searchParams.get("login_hint")).toBe(username);
    const page = await comeBack(await signInAt(waiting.address));
    expect([page.status, page.title]).toEqual([200, "You are signed in"]);
    const signedIn = await outcome;
    const accountId = signedIn.ok ? signedIn.value.accountId : "";
    expect(t.account()).toMatchObject({
      id: accountId,
      homeAccountId: ann.sub,
      username,
      signedInBy: "authorizationCode",
      hasRefreshToken: true,
      saved: true,
    });
    t = await t.restart();
    const token = await t.app.getToken({ accountId, scopes: ["api.read"], forceRefresh: true });
    expect(token).toMatchObject({ ok: true });
    const authorization = `Bearer ${token.ok ? token.value.token.reveal() : ""}`;
    const me = await fetch(`${server.origin}/me`, { headers: { authorization } });
    expect(await me.json()).toMatchObject({ sub: ann.sub });
  });

  test("a wrong password, then the browser: one account, and the code is sent once with its verifier", async () => {
    await start();
    expect(await t.signIn("wrong")).toMatchObject({ ok: false, failure: { kind: "wrongCredentials" } });
    const { outcome, waiting } = await begin("browser", { username });
    await comeBack(await signInAt(waiting.address));
    expect(await outcome).toMatchObject({ ok: true });
    const codes = t.sent.filter(({ form }) => form.get("grant_type") === "authorization_code");
    expect(codes).toHaveLength(1);
    expect(codes[0]?.form.get("code_verifier")).toMatch(/^[\w-]{43}$/);
    expect(codes[0]?.form.has("client_secret")).toBe(false);
    expect(t.app.snapshot().accounts).toHaveLength(1);
  });

  test("the address without a port that is registered stands for whatever port is free", async () => {
    await start();
    for (let round = 0; round < 2; round += 1) {
      const { outcome, waiting } = await begin("browser");
      const location = await signInAt(waiting.address);
      expect(location.href).toMatch(/^http:\/\/localhost:\d{4,5}\//);
      await comeBack(location);
      expect(await outcome).toMatchObject({ ok: true });
    }
    expect(t.app.snapshot().accounts).toHaveLength(1);
  });

  test("the server names itself in the return, and a return of another server's ends without a code being sent", async () => {
    await start();
    const { outcome, waiting } = await begin("browser");
    const location = await signInAt(waiting.address);
    expect(location.searchParams.get("iss")).toBe(server.origin);
    location.searchParams.set("iss", "https://evil.example");
    const page = await comeBack(location);
    expect(page.status).toBe(400);
    expect(await outcome).toMatchObject({
      ok: false,
      failure: { kind: "untrustedReply", evidence: { error: "iss_mismatch" } },
    });
    expect(server.tokenRequests()).toBe(0);
  });

  test("a code of another sign-in is refused by the server, for its verifier does not fit", async () => {
    await start();
    const first = await begin("browser");
    const stolen = (await signInAt(first.waiting.address)).searchParams.get("code") ?? "";
    await t.app.handlers.cancelSignIn({});
    await first.outcome;
    const second = await begin("browser");
    const location = await signInAt(second.waiting.address);
    location.searchParams.set("code", stolen);
    await comeBack(location);
    expect(await second.outcome).toMatchObject({ ok: false, failure: { evidence: { error: "invalid_grant" } } });
    expect(t.app.snapshot().accounts).toEqual([]);
  });

  test("a person who cancels there is told so here", async () => {
    await start();
    const { outcome, waiting } = await begin("browser");
    const browser = openOpenIdBrowser();
    const page = await browser.submit(await browser.open(waiting.address), { press: "cancel" });
    expect(page.location?.searchParams.get("error")).toBe("access_denied");
    if (page.location !== undefined) await comeBack(page.location);
    expect(await outcome).toMatchObject({ ok: false, failure: { evidence: { error: "access_denied" } } });
  });
});

describe("with a device code", () => {
  const polls = (): number => server.tokenRequests();

  async function typeCode(
    { verificationUri, userCode }: { readonly verificationUri: string; readonly userCode: string },
    answer: { readonly abort?: "yes" } = {},
  ): Promise<OpenIdPage> {
    const browser = openOpenIdBrowser();
    const asked = await browser.submit(await browser.open(verificationUri), { user_code: userCode });
    expect(asked.title).toBe("Is this yours?");
    const next = await browser.submit(asked, answer);
    return next.title === "Sign in" ? browser.submit(next, { username, password }) : next;
  }

  test("the code is typed, the person signs in, and the account renews its tokens", async () => {
    await start({}, browserClient, hurried);
    const { outcome, waiting } = await begin("device");
    expect(waiting).toMatchObject({ verificationUri: `${server.origin}/device`, mayOpen: true });
    await until(() => polls() > 0, "a first poll");
    expect((await typeCode(waiting)).title).toBe("Signed in on the device");
    const signedIn = await outcome;
    expect(signedIn.ok).toBe(true);
    expect(t.account()).toMatchObject({ username, signedInBy: "deviceCode", hasRefreshToken: true, saved: true });
    const request = { accountId: t.account().id, scopes: ["api.read"], forceRefresh: true };
    expect(await t.app.getToken(request)).toMatchObject({ ok: true });
  });

  test("a server that names no pace is asked every five seconds, and five more once it says slow down", async () => {
    await start({}, publicClient, hurried);
    const { outcome, waiting } = await begin("device");
    await until(() => polls() > 0, "a first poll");
    server.fault = "slowDown";
    await until(() => server.fault === undefined, "the server's wish");
    const later = polls();
    await until(() => polls() > later, "a later poll");
    await typeCode(waiting);
    expect(await outcome).toMatchObject({ ok: true });
    const paces = waits.filter((ms) => ms === 5_000 || ms === 10_000);
    expect(paces.indexOf(10_000)).toBeGreaterThan(0);
    expect(paces.slice(paces.indexOf(10_000))).not.toContain(5_000);
  });

  test("a person who refuses there is told so here, and asking ends", async () => {
    await start({}, publicClient, hurried);
    const { outcome, waiting } = await begin("device");
    await typeCode(waiting, { abort: "yes" });
    expect(await outcome).toMatchObject({ ok: false, failure: { evidence: { error: "access_denied" } } });
    const asked = polls();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(polls()).toBe(asked);
  });

  test("a code that nobody types ends at its time", async () => {
    await start({ deviceCodeLifeSeconds: 2 }, publicClient, hurried);
    const { outcome, waiting } = await begin("device");
    expect(waiting.endsAt - Date.now()).toBeLessThanOrEqual(2_000);
    expect(await outcome).toMatchObject({
      ok: false,
      failure: { kind: "signInNeeded", evidence: { error: "expired_token" } },
    });
    expect(t.app.snapshot().signIn?.waiting).toBeUndefined();
  });
});
