// Device code (RFC 8628): the page, the polls in time with a clock moved by hand, and every way it ends.
import { describe, expect, test } from "vitest";
import type { PracticeOptions, PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { practiceTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import {
  ask,
  askMe,
  askToken,
  claimsOf,
  everyScope,
  handClock,
  openTenant,
  personWho,
  type Reply,
  textOf,
} from "./asker.ts";
import { openBrowser, type Page, signInOnPages } from "./browser.ts";

const ada = personWho("works");
const grantType = "urn:ietf:params:oauth:grant-type:device_code";

async function opened(options: PracticeOptions = {}) {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now, ...options });
  const begun = await begin(tenant);
  const poll = (change: Record<string, string> = {}) =>
    askToken(tenant, {
      grant_type: grantType,
      client_id: tenant.clientId,
      device_code: textOf(begun, "device_code"),
      ...change,
    });
  return { clock, tenant, begun, poll, userCode: textOf(begun, "user_code") };
}

function begin(tenant: PracticeTenant, change: Record<string, string> = {}, segment = tenant.tenantId): Promise<Reply> {
  const body = new URLSearchParams({ client_id: tenant.clientId, scope: everyScope, ...change });
  return ask(`${tenant.origin}/${segment}/oauth2/v2.0/devicecode`, { method: "POST", body });
}

/** Types the code and signs in; stops at the question whose sign-in it is, or wherever else it ends. */
async function typeCode(
  tenant: PracticeTenant,
  userCode: string,
  person: PracticePerson,
  browser = openBrowser(tenant),
): Promise<Page> {
  const typed = await browser.submit(await browser.open(`${tenant.origin}/device`), { code: userCode });
  return signInOnPages(browser, typed, person);
}

test("the code is typed, the sign-in confirmed, and the app gets tokens once", async () => {
  const { clock, tenant, begun, poll, userCode } = await opened();
  expect(begun.json).toMatchObject({ expires_in: 900, interval: 5, verification_uri: `${tenant.origin}/device` });
  expect(begun.json).not.toHaveProperty("verification_uri_complete");
  expect(userCode).toMatch(/^[A-Z\d]{9}$/);
  expect(begun.json.message).toContain(userCode);
  expect((await poll()).json).toMatchObject({ error: "authorization_pending", error_codes: [70016] });
  const browser = openBrowser(tenant);
  const asks = await typeCode(tenant, ` ${userCode.slice(0, 4)}-${userCode.slice(4).toLowerCase()} `, ada, browser);
  expect(asks.title).toBe("Are you trying to sign in to Practice app?");
  clock.forward(5_000);
  expect((await poll()).json).toMatchObject({ error: "authorization_pending" });
  expect((await browser.submit(asks, {}, "Yes, go on")).title).toBe("You are signed in");
  clock.forward(5_000);
  const reply = await poll();
  expect((await askMe(tenant, textOf(reply, "access_token"))).json).toMatchObject({ upn: ada.username });
  clock.forward(5_000);
  expect((await poll()).json).toMatchObject({ error_codes: [70018] });
});

test("polling too fast is told to slow down by 5 seconds each time", async () => {
  const { clock, poll } = await opened();
  expect((await poll()).json.error).toBe("authorization_pending");
  clock.forward(4_000);
  expect((await poll()).json.error).toBe("slow_down");
  clock.forward(9_000);
  expect((await poll()).json.error).toBe("slow_down");
  clock.forward(15_000);
  expect((await poll()).json.error).toBe("authorization_pending");
});

test("the code ends after its life, on the page too", async () => {
  const { clock, tenant, poll, userCode } = await opened();
  clock.forward(899_999);
  expect((await poll()).json.error).toBe("authorization_pending");
  clock.forward(1);
  expect((await poll()).json).toMatchObject({ error: "expired_token", error_codes: [70020] });
  const browser = openBrowser(tenant);
  const page = await browser.submit(await browser.open(`${tenant.origin}/device`), { code: userCode });
  expect(page.text).toContain("it has ended");
});

test("a code that ends while somebody signs in is not announced as done", async () => {
  const { clock, tenant, userCode } = await opened({ deviceCode: { lifeSeconds: 60 } });
  const browser = openBrowser(tenant);
  const asks = await typeCode(tenant, userCode, ada, browser);
  clock.forward(60_000);
  expect((await browser.submit(asks, {}, "Yes, go on")).text).toContain("AADSTS70020");
});

test("life and interval follow the options, and the interval can be left out", async () => {
  const { begun } = await opened({ deviceCode: { lifeSeconds: 30, intervalSeconds: 1 } });
  expect(begun.json).toMatchObject({ expires_in: 30, interval: 1 });
  const silent = await opened({ deviceCode: { sendsInterval: false } });
  expect(silent.begun.json).not.toHaveProperty("interval");
});

describe("ends", () => {
  test.each(["No, cancel"])("%s declines, and the app is told", async (button) => {
    const { tenant, poll, userCode } = await opened();
    const browser = openBrowser(tenant);
    expect((await browser.submit(await typeCode(tenant, userCode, ada, browser), {}, button)).title).toContain(
      "cancelled",
    );
    expect((await poll()).json).toMatchObject({ error: "authorization_declined" });
  });

  test("where the tenant blocks device codes, page and app are both told so, and the password still works", async () => {
    const { tenant, poll, userCode } = await opened();
    const page = await typeCode(tenant, userCode, personWho("deviceCodeBlocked"));
    expect(page.text).toContain("AADSTS530035");
    expect((await poll()).json).toMatchObject({ error: "invalid_grant", error_codes: [530035] });
  });

  test("Conditional Access blocks on the page and at the app", async () => {
    const { tenant, poll, userCode } = await opened();
    expect((await typeCode(tenant, userCode, personWho("conditionalAccess"))).text).toContain("AADSTS53003");
    expect((await poll()).json).toMatchObject({ error_codes: [53003], suberror: "message_only" });
  });

  test("the second proof counts, and consent is asked for after the question", async () => {
    const milo = await opened();
    const browser = openBrowser(milo.tenant);
    await browser.submit(
      await typeCode(milo.tenant, milo.userCode, personWho("mfaRequired"), browser),
      {},
      "Yes, go on",
    );
    expect(claimsOf(textOf(await milo.poll(), "access_token"))).toMatchObject({ amr: ["pwd", "mfa"] });
    const cora = await opened();
    const other = openBrowser(cora.tenant);
    const asks = await other.submit(
      await typeCode(cora.tenant, cora.userCode, personWho("consentMissing"), other),
      {},
      "Yes, go on",
    );
    expect((await other.submit(asks, {}, "Accept")).title).toBe("You are signed in");
    expect((await cora.poll()).status).toBe(200);
  });
});

describe("refused", () => {
  test.each([
    ["an unknown device code", { device_code: "x" }, 70018, "bad_verification_code"],
    ["no device code", { device_code: "" }, 900144, "invalid_request"],
    [
      "an app without public client flows",
      { client_id: practiceTenant.confidentialClientId },
      7000218,
      "invalid_client",
    ],
  ])("is a poll with %s", async (_, change, code, error) => {
    const { poll } = await opened();
    expect((await poll(change)).json).toMatchObject({ error, error_codes: [code] });
  });

  test.each([
    ["an unknown app", { client_id: "x" }, 700016],
    ["no scope", { scope: "" }, 900144],
    ["an unknown scope", { scope: "Everything" }, 650053],
  ])("is a beginning with %s", async (_, change, code) => {
    expect((await begin(await openTenant(), change)).json).toMatchObject({ error_codes: [code] });
  });

  test.each([
    ["nowhere.test", 90002],
    ["consumers", 9002332],
  ])("is a beginning at %s", async (segment, code) => {
    expect((await begin(await openTenant(), {}, segment)).json).toMatchObject({ error_codes: [code] });
  });

  test.each(["", "ABCDEFGHI", "<b>"])("is the typed code %j", async (code) => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const page = await browser.submit(await browser.open(`${tenant.origin}/device`), { code });
    expect(page.title).toBe("Enter the code");
    expect(page.text).toContain("not known");
  });

  test("is a code that somebody has already answered", async () => {
    const { tenant, userCode } = await opened();
    const browser = openBrowser(tenant);
    await browser.submit(await typeCode(tenant, userCode, ada, browser), {}, "No, cancel");
    expect((await browser.submit(await browser.open(`${tenant.origin}/device`), { code: userCode })).text).toContain(
      "not known",
    );
  });
});

test("metadata names the endpoint, over organizations too", async () => {
  const tenant = await openTenant();
  for (const segment of [tenant.tenantId, "organizations"]) {
    const { json } = await ask(`${tenant.origin}/${segment}/v2.0/.well-known/openid-configuration`);
    expect(json.device_authorization_endpoint).toBe(`${tenant.origin}/${segment}/oauth2/v2.0/devicecode`);
    expect((await begin(tenant, {}, segment)).status).toBe(200);
  }
});
