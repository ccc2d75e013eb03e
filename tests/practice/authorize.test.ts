// The authorization endpoint and its pages: every person to a token or an honest end, and nothing for anybody else.
import { describe, expect, test } from "vitest";
import { practicePeople, type PracticeSituation, practiceTenant } from "../../shared/practicePeople.ts";
import {
  askMe,
  askToken,
  claimsOf,
  handClock,
  openTenant,
  passwordParameters,
  personWho,
  refresh,
  signIn,
  textOf,
} from "./asker.ts";
import { numberOn, openBrowser, signInOnPages } from "./browser.ts";
import { authorizeUrl, codeOf, codeParameters, nonce, redeem, redirectUri, state, verifier, walk } from "./journeys.ts";

const ada = personWho("works");
const milo = personWho("mfaRequired");

test("a person signs in, and the app gets a code, its state, tokens and its nonce", async () => {
  const tenant = await openTenant();
  const end = await walk(tenant, ada);
  expect(end.location?.origin).toBe(redirectUri);
  expect(end.location?.searchParams.get("state")).toBe(state);
  expect([...(end.location?.searchParams.keys() ?? [])].toSorted()).toEqual(["code", "state"]);
  expect(end.location?.hash).toBe("");
  const reply = await redeem(tenant, end);
  expect(reply.status).toBe(200);
  expect(claimsOf(textOf(reply, "id_token"))).toMatchObject({ nonce, preferred_username: ada.username });
  expect(claimsOf(textOf(reply, "access_token"))).toMatchObject({ amr: ["pwd"], upn: ada.username });
  expect((await askMe(tenant, textOf(reply, "access_token"))).status).toBe(200);
  const refreshed = await refresh(tenant, reply);
  expect(refreshed.status).toBe(200);
  expect(claimsOf(textOf(refreshed, "id_token"))).not.toHaveProperty("nonce");
});

const reachToken: readonly PracticeSituation[] = [
  "works",
  "mfaRequired",
  "mfaEnrolment",
  "partConsent",
  "locksAfterFailures",
  "personal",
  "federated",
  "federatedSaml",
  "slow",
  "shortLived",
  "refreshTokenRevoked",
  "stepUpOnRefresh",
  "deviceCodeBlocked",
];

test.each(reachToken)("in the browser the person for %s reaches a token", async (situation) => {
  const tenant = await openTenant({ delay: async () => {} });
  const reply = await redeem(tenant, await walk(tenant, personWho(situation)));
  expect((await askMe(tenant, textOf(reply, "access_token"))).json).toMatchObject({
    upn: personWho(situation).username,
  });
});

const endOnPage: readonly (readonly [PracticeSituation, RegExp])[] = [
  ["wrongPassword", /user name or the password is wrong/],
  ["disabled", /turned off/],
  ["locked", /locked/],
  ["federatedLocked", /locked/],
  ["throttled", /Too many/],
  ["guest", /AADSTS50020/],
  ["conditionalAccess", /AADSTS53003/],
];

test.each(endOnPage)(
  "in the browser the person for %s is told on the page, and the app gets nothing",
  async (situation, words) => {
    const tenant = await openTenant();
    const end = await walk(tenant, personWho(situation));
    expect(end.location).toBeUndefined();
    expect(end.text).toMatch(words);
  },
);

test("from the page that blocks, the app can be told why, without any code", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const blocked = await walk(tenant, personWho("conditionalAccess"), { browser });
  const told = Object.fromEntries(
    (await browser.submit(blocked, {}, "Go back to the app")).location?.searchParams ?? [],
  );
  expect(told).toMatchObject({ error: "access_denied", state });
  expect(told.error_description).toMatch(/^AADSTS53003/);
  expect(told).not.toHaveProperty("code");
  const again = await walk(tenant, personWho("conditionalAccess"), { browser });
  const another = await browser.submit(again, {}, "Sign in with another account");
  codeOf(await signInOnPages(browser, another, ada));
});

test("everybody is covered: to a token, to a page, or through the password or consent pages", () => {
  const others = ["passwordExpired", "federatedExpired", "consentMissing"];
  const covered = new Set<string>([...reachToken, ...endOnPage.map(([situation]) => situation), ...others]);
  expect(practicePeople.filter(({ situation }) => !covered.has(situation))).toEqual([]);
});

describe("the second proof", () => {
  test("stands in the token, and refreshes keep it, while the password alone goes on failing", async () => {
    const tenant = await openTenant();
    const reply = await redeem(tenant, await walk(tenant, milo));
    expect(claimsOf(textOf(reply, "access_token"))).toMatchObject({ amr: ["pwd", "mfa"] });
    expect(claimsOf(textOf(await refresh(tenant, reply), "access_token"))).toMatchObject({ amr: ["pwd", "mfa"] });
    expect((await signIn(tenant, milo)).json).toMatchObject({ error_codes: [50076] });
  });

  test("a wrong number brings a new one and no code", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const first = await browser.open(authorizeUrl(tenant));
    const page = await browser.submit(first, { username: milo.username, password: milo.password });
    const wrong = String(((Number(numberOn(page)) - 10 + 1) % 90) + 10);
    const again = await browser.submit(page, { number: wrong });
    expect(again.location).toBeUndefined();
    expect(again.text).toContain("another number");
    expect(codeOf(await browser.submit(again, { number: numberOn(again) }))).not.toBe("");
  });

  test("once it is set up, a password alone asks for it in place of the set-up", async () => {
    const tenant = await openTenant();
    const nora = personWho("mfaEnrolment");
    expect((await signIn(tenant, nora)).json).toMatchObject({ error_codes: [50079] });
    codeOf(await walk(tenant, nora));
    expect((await signIn(tenant, nora)).json).toMatchObject({ error_codes: [50076] });
  });

  const challenges = [
    '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
    '{"access_token":{"capolids":{"essential":true,"values":["b10cced0-7e57-4a11-9d0e-0f0c0a57a1ed"]}}}',
    '{"id_token":{"acrs":{"value":"c1"}},"access_token":{"xms_cc":{"values":["cp1"]}}}',
  ];

  test.each(challenges)("is asked of anybody whose app passes on %s", async (claims) => {
    const tenant = await openTenant();
    const end = await walk(tenant, ada, { change: { claims } });
    const reply = await redeem(tenant, end);
    expect(claimsOf(textOf(reply, "access_token"))).toMatchObject({ amr: ["pwd", "mfa"], acrs: ["p1", "c1"] });
    expect(
      (
        await askToken(tenant, {
          ...passwordParameters(tenant, ada),
          claims,
        })
      ).json,
    ).toMatchObject({ error_codes: [50076], claims });
  });

  test("a client capability is no challenge", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const claims = '{"access_token":{"xms_cc":{"values":["cp1"]}}}';
    const page = await browser.open(authorizeUrl(tenant, { claims }));
    expect(codeOf(await browser.submit(page, { username: ada.username, password: ada.password }))).not.toBe("");
  });

  test("the claims that a refresh is refused with lead through the browser to tokens that refresh", async () => {
    const tenant = await openTenant();
    const stella = personWho("stepUpOnRefresh");
    const refused = await refresh(tenant, await signIn(tenant, stella));
    expect(refused.json).toMatchObject({ error_codes: [50076], suberror: "basic_action" });
    const end = await walk(tenant, stella, { change: { claims: textOf(refused, "claims") } });
    expect((await refresh(tenant, await redeem(tenant, end))).status).toBe(200);
  });
});

describe("consent", () => {
  test("given on the page is remembered: afterwards the password works for these scopes and no others", async () => {
    const tenant = await openTenant();
    const cora = personWho("consentMissing");
    const browser = openBrowser(tenant);
    const asks = await walk(tenant, cora, { browser });
    expect(asks.title).toBe("Permissions requested");
    expect(asks.text).toContain("Sign you in and read your profile");
    expect(asks.text).not.toContain("on behalf of your organisation");
    expect((await signIn(tenant, cora)).json).toMatchObject({ error_codes: [65001] });
    expect((await redeem(tenant, await browser.submit(asks, {}, "Accept"))).status).toBe(200);
    expect((await signIn(tenant, cora)).status).toBe(200);
    expect((await signIn(tenant, cora, "Calendars.Read")).json).toMatchObject({ error_codes: [65001] });
  });

  test("turned down tells the app so, with its state, and changes nothing", async () => {
    const tenant = await openTenant();
    const mai = personWho("partConsent");
    const browser = openBrowser(tenant);
    const asks = await walk(tenant, mai, { browser, change: { scope: "Mail.Read" } });
    const end = await browser.submit(asks, {}, "Cancel");
    const told = Object.fromEntries(end.location?.searchParams ?? []);
    expect(told).toMatchObject({ error: "access_denied", error_subcode: "cancel", state });
    expect(told.error_description).toMatch(/^AADSTS65004: /);
    expect((await signIn(tenant, mai, "Mail.Read")).json).toMatchObject({ error_codes: [65001] });
  });

  test("an admin may give it for everybody", async () => {
    const tenant = await openTenant();
    const [cora, alma] = [personWho("consentMissing"), practicePeople.find(({ admin }) => admin === true) ?? ada];
    const browser = openBrowser(tenant);
    const asks = await walk(tenant, alma, { browser, change: { prompt: "consent" } });
    codeOf(await browser.submit(asks, { forEverybody: true }, "Accept"));
    expect((await signIn(tenant, cora)).status).toBe(200);
  });

  test("a box that no page offered gives an ordinary person no power over others", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const asks = await walk(tenant, ada, { browser, change: { prompt: "consent" } });
    const once = asks.forms[0]?.values.once ?? "";
    const body = new URLSearchParams({ once, action: "go", forEverybody: "yes" });
    const answer = await fetch(`${tenant.origin}/signin`, { method: "POST", body, redirect: "manual" });
    expect(answer.headers.get("location")).toContain("code=");
    expect((await signIn(tenant, personWho("consentMissing"))).json).toMatchObject({ error_codes: [65001] });
  });

  test("what only an admin can give leads an ordinary person to a request, and back with AADSTS90094", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const asks = await walk(tenant, ada, { browser, change: { scope: "Directory.Read.All" } });
    expect(asks.title).toBe("Need admin approval");
    const sent = await browser.submit(asks, { reason: "please" }, "Request approval");
    expect(sent.text).toContain("alma@practice.test");
    const end = await browser.submit(sent, {}, "Return to the app without approval");
    expect(end.location?.searchParams.get("error_description")).toMatch(/^AADSTS90094/);
    expect((await signIn(tenant, ada, "Directory.Read.All")).json).toMatchObject({ error_codes: [90094] });
  });

  test("may be asked for several resources at once, and each then gives tokens", async () => {
    const tenant = await openTenant();
    const cora = personWho("consentMissing");
    const browser = openBrowser(tenant);
    const scope = "openid offline_access User.Read api://practice-api/Tasks.Read";
    const asks = await walk(tenant, cora, { browser, change: { scope } });
    const end = await browser.submit(asks, {}, "Accept");
    const reply = await redeem(tenant, end, { scope: "User.Read offline_access" });
    expect((await refresh(tenant, reply, "api://practice-api/Tasks.Read")).status).toBe(200);
    expect((await signIn(tenant, cora, "User.Read")).status).toBe(200);
  });
});

describe("an expired password", () => {
  const paul = personWho("passwordExpired");
  const chosen = "A-Fresh-Start-2026 🍓";

  test("is changed on the page; the new one then works everywhere and the old one nowhere, after a restart too", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const asks = await walk(tenant, paul, { browser });
    expect(asks.title).toBe("Choose a new password");
    codeOf(await browser.submit(asks, { first: chosen, again: chosen }));
    const saved = tenant.saveState();
    expect(JSON.stringify(saved)).not.toContain(chosen);
    for (const each of [tenant, await openTenant({ state: saved, port: 0 })]) {
      expect((await signIn(each, { ...paul, password: chosen })).status).toBe(200);
      expect((await signIn(each, paul)).json).toMatchObject({ error_codes: [50126] });
    }
  });

  test.each([
    ["short", "short", /at least 8/],
    [paul.password, paul.password, /differ from the old/],
    [chosen, `${chosen}!`, /two passwords differ/],
  ])("is not changed to %s and %s", async (first, again, problem) => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const page = await browser.submit(await walk(tenant, paul, { browser }), { first, again });
    expect(page.text).toMatch(problem);
    expect((await signIn(tenant, paul)).json).toMatchObject({ error_codes: [50055] });
  });
});

describe("prompt and login_hint", () => {
  test("a hint stands in the form, and only there", async () => {
    const tenant = await openTenant();
    const page = await openBrowser(tenant).open(authorizeUrl(tenant, { login_hint: milo.username }));
    expect(page.forms[0]?.values.username).toBe(milo.username);
  });

  test("a browser that is signed in goes straight through, or picks, or signs in again, as asked", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    codeOf(await walk(tenant, ada, { browser }));
    const open = (change: Record<string, string>) => browser.open(authorizeUrl(tenant, change));
    codeOf(await open({}));
    codeOf(await open({ prompt: "none", login_hint: ada.username.toUpperCase() }));
    expect((await open({ prompt: "login" })).title).toBe("Sign in");
    expect((await open({ login_hint: milo.username })).title).toBe("Sign in");
    expect((await open({ prompt: "consent" })).title).toBe("Permissions requested");
    const pick = await open({ prompt: "select_account" });
    expect(pick.title).toBe("Pick an account");
    codeOf(await browser.submit(pick, {}, ada.username));
    const another = await browser.submit(await open({ prompt: "select_account" }), {}, "Use another account");
    codeOf(await signInOnPages(browser, another, milo));
    expect((await open({})).title).toBe("Pick an account");
    expect((await openBrowser(tenant).open(authorizeUrl(tenant))).title).toBe("Sign in");
  });

  const silent: readonly (readonly [PracticeSituation | undefined, string, RegExp, Record<string, string>])[] = [
    [undefined, "login_required", /50058/, {}],
    ["works", "interaction_required", /50076/, { claims: '{"access_token":{"acrs":{"value":"c1"}}}' }],
    ["partConsent", "consent_required", /65001/, { scope: "Mail.Read" }],
    ["works", "consent_required", /90094/, { scope: "Directory.Read.All" }],
  ];

  test.each(silent)("prompt=none after %s says %s (%s)", async (situation, error, code, change) => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    if (situation !== undefined) codeOf(await walk(tenant, personWho(situation), { browser }));
    const end = await browser.open(authorizeUrl(tenant, { ...change, prompt: "none" }));
    const told = Object.fromEntries(end.location?.searchParams ?? []);
    expect(told).toMatchObject({ error, state });
    expect(told.error_description).toMatch(code);
  });
});

describe("codes", () => {
  async function opened() {
    const clock = handClock();
    const tenant = await openTenant({ now: clock.now });
    const end = await walk(tenant, ada);
    return { clock, tenant, end, post: (change: Record<string, string>) => redeem(tenant, end, change) };
  }

  test("work once", async () => {
    const { post } = await opened();
    expect((await post({})).status).toBe(200);
    expect((await post({})).json).toMatchObject({ error: "invalid_grant", error_codes: [54005] });
  });

  test("end after ten minutes", async () => {
    const { clock, post } = await opened();
    clock.forward(10 * 60_000);
    expect((await post({})).json).toMatchObject({ error: "invalid_grant", error_codes: [70008] });
  });

  test("last for nearly ten minutes", async () => {
    const { clock, post } = await opened();
    clock.forward(10 * 60_000 - 1);
    expect((await post({})).status).toBe(200);
  });

  test.each([
    ["another verifier", { code_verifier: `${verifier}x` }, 501481],
    ["an empty verifier", { code_verifier: "" }, 501481],
    ["another redirect URI", { redirect_uri: `${redirectUri}/` }, 500112],
    ["another code", { code: "1.nonsense" }, 9002313],
    ["no code", { code: "" }, 900144],
    ["a confidential app", { client_id: practiceTenant.confidentialClientId }, 7000218],
  ])("are refused with %s", async (_, change, code) => {
    const { post } = await opened();
    expect((await post(change)).json).toMatchObject({ error_codes: [code] });
  });

  test("are used up by a wrong verifier, so that it cannot be guessed", async () => {
    const { post } = await opened();
    await post({ code_verifier: "guess" });
    expect((await post({})).json).toMatchObject({ error_codes: [54005] });
  });

  test("without a verifier are refused", async () => {
    const { tenant, end } = await opened();
    const { code_verifier: _left, ...others } = codeParameters(tenant, codeOf(end));
    expect((await askToken(tenant, others)).json).toMatchObject({ error_codes: [501481] });
  });

  test("are redeemed over organizations and common as well", async () => {
    const tenant = await openTenant();
    for (const segment of ["organizations", "common"]) {
      const end = await walk(tenant, ada, { segment });
      expect((await redeem(tenant, end, {}, segment)).status).toBe(200);
    }
  });
});

describe("faults in a request that go back to the app", () => {
  test.each([
    ["an unknown response type", { response_type: "token" }, "unsupported_response_type", /70005/],
    ["no response type", { response_type: undefined }, "invalid_request", /900144/],
    ["an answer in the fragment", { response_mode: "fragment" }, "invalid_request", /70007/],
    ["no scope", { scope: undefined }, "invalid_request", /900144/],
    ["an unknown scope", { scope: "Everything" }, "invalid_scope", /650053/],
    ["an unknown resource", { scope: "api://x/Read" }, "invalid_resource", /500011/],
    ["no code challenge", { code_challenge: undefined }, "invalid_request", /900144.*code_challenge/],
    ["a plain code challenge", { code_challenge_method: "plain" }, "invalid_request", /501491/],
    ["no challenge method", { code_challenge_method: undefined }, "invalid_request", /501491/],
    ["a short code challenge", { code_challenge: "abc" }, "invalid_request", /501491/],
    ["an unknown prompt", { prompt: "always" }, "invalid_request", /90023/],
    ["claims that are no JSON", { claims: "{" }, "invalid_request", /90023/],
    ["claims that are no object", { claims: "[1]" }, "invalid_request", /90023/],
  ])("%s", async (_, change, error, code) => {
    const tenant = await openTenant();
    const { location } = await openBrowser(tenant).open(authorizeUrl(tenant, change));
    expect(location?.origin).toBe(redirectUri);
    expect(location?.searchParams.get("error")).toBe(error);
    expect(location?.searchParams.get("error_description")).toMatch(code);
    expect(location?.searchParams.get("state")).toBe(state);
  });
});
