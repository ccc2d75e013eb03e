// The pages against attacks: redirects elsewhere, markup in any parameter, forms sent by other sites or twice.
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayRedirectTo } from "../../electron/practice/redirects.ts";
import { practiceTenant } from "../../shared/practicePeople.ts";
import { handClock, openTenant, personWho, signIn } from "./asker.ts";
import { numberOn, openBrowser, type Page } from "./browser.ts";
import { authorizeUrl, codeOf, walk } from "./journeys.ts";

const ada = personWho("works");
const credentials = { username: ada.username, password: ada.password };

describe("redirect URIs", () => {
  test.each(["http://localhost", "http://localhost/", "http://localhost:1", "http://localhost:65535/"])(
    "%s is what the registered http://localhost stands for",
    async (uri) => {
      const tenant = await openTenant();
      const end = await walk(tenant, ada, { change: { redirect_uri: uri } });
      expect(end.location?.href).toContain(new URL(uri).href);
    },
  );

  const foreign = [
    "http://127.0.0.1:5000",
    "http://[::1]:5000",
    "https://localhost:5000",
    "http://localhost:5000/path",
    "http://localhost:5000/?x=1",
    "http://localhost:5000?x=1",
    "http://localhost:5000/#code",
    "http://localhost:5000#",
    "http://localhost:0",
    "http://localhost:65536",
    "http://localhost:080",
    "http://localhost:",
    "http://user@localhost:5000",
    "http://localhost:5000@evil.test",
    "http://localhost@evil.test",
    "http://localhost.evil.test",
    "http://evil.test/http://localhost",
    "http://localhost\\@evil.test",
    "http://localhost:5000\n",
    " http://localhost:5000",
    "HTTP://LOCALHOST:5000",
    "//localhost:5000",
    "javascript:alert(1)//http://localhost",
    "data:text/html,x",
    "http://LOCALHOST.",
    "http://localhost:5000/..//evil.test",
    "urn:ietf:wg:oauth:2.0:oob",
  ];

  test.each(foreign)("%j is refused on our own page, and nothing is sent there", async (uri) => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    for (const change of [
      { redirect_uri: uri },
      { redirect_uri: uri, prompt: "none" },
      { redirect_uri: uri, scope: "x" },
    ]) {
      const page = await browser.open(authorizeUrl(tenant, change));
      expect(page.location).toBeUndefined();
      expect(page.status).toBe(400);
      expect(page.text).toContain("AADSTS50011");
      expect(page.forms).toEqual([]);
    }
    const consent = await browser.open(
      `${tenant.authority}/v2.0/adminconsent?${new URLSearchParams({ client_id: tenant.clientId, scope: "User.Read", redirect_uri: uri })}`,
    );
    expect(consent.text).toContain("AADSTS50011");
  });

  test("whatever passes leads to this computer's own localhost and nowhere else", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "http://",
        "https://",
        "localhost",
        "127.0.0.1",
        ":",
        "/",
        "@",
        "#",
        "?",
        "\\",
        "evil.test",
        "80",
        ".",
      ),
      fc.string({ maxLength: 3 }),
    );
    let passed = 0;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const uri = parts.join("");
        if (!mayRedirectTo(uri, ["http://localhost"])) return;
        passed += 1;
        const { protocol, hostname, pathname, search, hash, username } = new URL(uri);
        expect([protocol, hostname, pathname, search, hash, username]).toEqual(["http:", "localhost", "/", "", "", ""]);
      }),
      { numRuns: 5_000, examples: [[["http://", "localhost"]]] },
    );
    expect(passed).toBeGreaterThan(0);
  });

  test.each([
    ["no client ID", { client_id: undefined }, "AADSTS900144"],
    ["an unknown app", { client_id: "11111111-1111-4111-8111-111111111111" }, "AADSTS700016"],
    ["another tenant's app", { client_id: "c0a9a111-5a3d-4b0a-8c2e-7e57ab1e0003" }, "AADSTS700016"],
    ["an app without redirect URIs", { client_id: practiceTenant.confidentialClientId }, "AADSTS50011"],
    ["no redirect URI", { redirect_uri: undefined }, "AADSTS900144"],
  ])("%s stays on our own page", async (_, change, code) => {
    const tenant = await openTenant();
    const page = await openBrowser(tenant).open(authorizeUrl(tenant, change));
    expect(page.location).toBeUndefined();
    expect(page.text).toContain(code);
  });

  test("a parameter given twice is refused, whichever of the two would be right", async () => {
    const tenant = await openTenant();
    for (const twice of ["redirect_uri=http://evil.test", "client_id=x", "state=2"]) {
      const page = await openBrowser(tenant).open(`${authorizeUrl(tenant)}&${twice}`);
      expect(page.text).toContain("AADSTS9002313");
    }
  });

  test.each([
    ["unknown.test", "AADSTS90002"],
    ["consumers", "AADSTS9002332"],
  ])("the authority %s is told on our own page", async (segment, code) => {
    const tenant = await openTenant();
    expect((await openBrowser(tenant).open(authorizeUrl(tenant, {}, segment))).text).toContain(code);
  });
});

const attacks = [
  `"><script>alert(1)</script>`,
  `' onfocus='alert(1)' x='`,
  `</style><img src=x onerror=alert(1)>`,
  `javascript:alert(1)`,
  "\u0000\ufffd<b>",
];

const policy =
  /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'( http:\/\/localhost:49152)?; frame-ancestors 'none'$/;

/** What is wrong with a page that should hold no element or attribute beyond our own, and run none anyway; empty if nothing. */
function harmOf({ html, headers }: Page): string {
  const sent = headers.get("content-security-policy") ?? "";
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
  const harms = {
    "foreign markup": /<script|<img|<b>(?!\s*\d\d)|onfocus='|onerror=alert\(1\)>|href="javascript/i.test(html),
    "another policy": !policy.test(sent),
    "a style that the policy stops": !sent.includes(createHash("sha256").update(style).digest("base64")),
    "may be framed": headers.get("x-frame-options") !== "DENY",
    "may be stored": headers.get("cache-control") !== "no-store",
  };
  return Object.entries(harms)
    .flatMap(([harm, found]) => (found ? [harm] : []))
    .join(", ");
}

describe("markup", () => {
  const fields = [
    "login_hint",
    "state",
    "scope",
    "redirect_uri",
    "client_id",
    "nonce",
    "prompt",
    "claims",
    "response_type",
  ];
  test.each(fields)("in %s stays text on every page", async (field) => {
    const tenant = await openTenant();
    for (const attack of attacks) {
      const page = await openBrowser(tenant).open(authorizeUrl(tenant, { [field]: attack }));
      expect(page.location?.origin ?? harmOf(page)).toBe(page.location === undefined ? "" : "http://localhost:49152");
    }
  });

  test("in a tenant's name, in what is typed and in a device code stays text", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    for (const attack of attacks) {
      const place = encodeURIComponent(attack.replaceAll("/", ""));
      expect(harmOf(await browser.open(authorizeUrl(tenant, {}, place)))).toBe("");
      const typed = await browser.submit(await browser.open(authorizeUrl(tenant)), {
        username: attack,
        password: attack,
      });
      expect(harmOf(typed)).toBe("");
      expect(typed.forms[0]?.values.username).toBe(attack.trim());
      const device = await browser.open(`${tenant.origin}/device`);
      expect(harmOf(await browser.submit(device, { code: attack }))).toBe("");
    }
  });

  test("a state of any characters comes back as it was", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    codeOf(await walk(tenant, ada, { browser }));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 40 }), async (state) => {
        const page = await browser.open(authorizeUrl(tenant, { state, prompt: "none" }));
        expect(page.location?.searchParams.get("state")).toBe(state);
        expect(page.location?.hash).toBe("");
      }),
      { numRuns: 100 },
    );
  });

  test("a typed password never comes back on a page", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const page = await browser.submit(await browser.open(authorizeUrl(tenant)), {
      username: ada.username,
      password: "Typed-1843!",
    });
    expect(page.text).toContain("wrong");
    expect(page.html).not.toContain("Typed-1843!");
  });
});

describe("forms", () => {
  test.each(["http://evil.test", "null", "http://localhost:49152", "https://127.0.0.1"])(
    "from a page of %s are refused, and the right page can still send its own",
    async (origin) => {
      const tenant = await openTenant();
      const browser = openBrowser(tenant);
      const page = await browser.open(authorizeUrl(tenant));
      const body = new URLSearchParams({ ...page.forms[0]?.values, ...credentials, action: "go" });
      const headers = { Origin: origin };
      for (const path of ["/signin", "/device", "/company/app"]) {
        const answer = await fetch(tenant.origin + path, { method: "POST", body, headers, redirect: "manual" });
        expect(answer.status).toBe(403);
      }
      codeOf(await browser.submit(page, credentials));
    },
  );

  test.each(["/signin", "/device", "/company/app"])("%s takes no form that it did not give out", async (path) => {
    const tenant = await openTenant();
    const before = tenant.company.app;
    for (const once of [undefined, "", "guess", "__proto__"]) {
      const body = new URLSearchParams({
        ...credentials,
        action: "save",
        exists: "yes",
        ...(once !== undefined && { once }),
      });
      const answer = await fetch(tenant.origin + path, { method: "POST", body, redirect: "manual" });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain("used up");
    }
    expect(tenant.company.app).toEqual(before);
  });

  test("one page's hidden ID is no good on another", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const device = await browser.open(`${tenant.origin}/device`);
    const body = new URLSearchParams({ once: device.forms[0]?.values.once ?? "", action: "grantForEverybody" });
    const answer = await fetch(`${tenant.origin}/company/app`, { method: "POST", body });
    expect(answer.status).toBe(400);
    expect(tenant.company.consents).toEqual([]);
  });

  test("can be sent once", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const page = await browser.open(authorizeUrl(tenant));
    codeOf(await browser.submit(page, credentials));
    expect((await browser.submit(page, credentials)).title).toBe("This page is used up");
  });

  test("end after a quarter of an hour", async () => {
    const clock = handClock();
    const tenant = await openTenant({ now: clock.now });
    const browser = openBrowser(tenant);
    const page = await browser.open(authorizeUrl(tenant));
    clock.forward(15 * 60_000);
    expect((await browser.submit(page, credentials)).status).toBe(400);
  });

  test("cannot jump over the second proof or the consent", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const milo = personWho("mfaRequired");
    const open = async () =>
      browser.submit(await browser.open(authorizeUrl(tenant)), { username: milo.username, password: milo.password });
    for (const forged of [
      { action: "go" },
      { action: "go", number: "" },
      { action: "go", account: milo.username, password: milo.password, username: milo.username },
    ]) {
      const page = await open();
      expect(numberOn(page)).toMatch(/\d\d/);
      const body = new URLSearchParams({ once: page.forms[0]?.values.once ?? "", ...forged });
      const answer = await fetch(`${tenant.origin}/signin`, { method: "POST", body, redirect: "manual" });
      expect(answer.headers.get("location")).toBeNull();
    }
  });

  test("a browser's memory of who is signed in is its own, and its cookie is out of reach of pages and other ports", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const end = await walk(tenant, ada, { browser });
    const [cookie = ""] = end.headers.getSetCookie();
    expect(cookie).toMatch(
      new RegExp(`^practice-${new URL(tenant.origin).port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Lax$`),
    );
    expect(
      (await openBrowser(tenant).open(authorizeUrl(tenant, { prompt: "none" }))).location?.searchParams.get("error"),
    ).toBe("login_required");
  });

  test("wrong passwords on the page count towards the lock like any others", async () => {
    const tenant = await openTenant();
    const browser = openBrowser(tenant);
    const lars = personWho("locksAfterFailures");
    let page = await browser.open(authorizeUrl(tenant));
    for (let tries = 0; tries < 5; tries += 1)
      page = await browser.submit(page, { username: lars.username, password: "no" });
    expect((await browser.submit(page, { username: lars.username, password: lars.password })).text).toContain("locked");
    expect((await signIn(tenant, lars)).json).toMatchObject({ error_codes: [50053] });
  });
});
