// The browser host from outside: who gets in, what they can ask, and that nobody else gets anything.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "../../shared/failure.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { serveWords } from "../../shared/terminalWords.ts";
import { openHost, ours, post } from "./openHost.ts";

const ada = { connectionId: "practice", username: "ada@practice.test", password: "Analytical-Engine-1843" };

let host: Awaited<ReturnType<typeof openHost>>;
beforeEach(async () => {
  vi.stubEnv("BROWSER", "none");
  host = await openHost();
});
afterEach(async () => {
  await host.close();
  vi.unstubAllEnvs();
});

async function signedIn() {
  const session = await host.openSession();
  const answer = await host.ask(post("/command", { name: "signIn", input: ada }, session));
  const outcome = answer.json() as Outcome<{ readonly accountId: string }>;
  if (!outcome.ok) throw new Error(outcome.failure.kind);
  const snapshot = (await host.ask({ path: "/snapshot", headers: session })).json() as Snapshot;
  const scopeSetId = snapshot.accounts[0]?.scopeSets[0]?.id ?? "";
  return { session, set: { accountId: outcome.value.accountId, scopeSetId } };
}

describe("the key", () => {
  it("is 256 bits in the fragment, and opens the host once", async () => {
    expect(Buffer.from(host.key(), "base64url")).toHaveLength(32);
    const first = await host.ask(post("/session", { key: host.key() }));
    expect([first.status, first.json()]).toEqual([200, { pageKey: expect.stringMatching(/^[\w-]{43}$/) as string }]);
    expect(first.headers["set-cookie"]?.[0]).not.toContain((first.json() as { readonly pageKey: string }).pageKey);
    const { port } = new URL(host.origin);
    const cookie = new RegExp(`^tokentray-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/(\\w+)$`);
    const paths = first.headers["set-cookie"]?.map((each) => cookie.exec(each)?.[1]);
    expect(paths?.toSorted()).toEqual(["command", "copy", "events", "snapshot"]);
    const second = await host.ask(post("/session", { key: host.key() }));
    expect([second.status, second.headers["set-cookie"]]).toEqual([403, undefined]);
  });

  it("that two brought keeps neither in once there is another: the first may have read it off the list of programs", async () => {
    const thief = await host.openSession();
    expect((await host.ask(post("/session", { key: host.key() }))).status).toBe(403);
    host.pressEnter();
    await vi.waitFor(() => expect(host.printed().match(/#key=/g)).toHaveLength(2));
    expect((await host.ask({ path: "/snapshot", headers: thief })).status).toBe(403);
    expect((await host.ask({ path: "/snapshot", headers: await host.openSession() })).status).toBe(200);
  });

  it.each([["wrong"], [""], ["wröng"], [undefined], [7], [null]])("is refused where it is %j", async (key) => {
    const answer = await host.ask(post("/session", { key }));
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([403, undefined]);
    expect((await host.ask(post("/session", { key: host.key() }))).status).toBe(200);
  });

  it("is refused without our header, which no form can send, and from another site's page", async () => {
    expect((await host.ask(post("/session", { key: host.key() }, {}))).status).toBe(403);
    const foreign = { ...ours, "Sec-Fetch-Site": "cross-site" };
    expect((await host.ask(post("/session", { key: host.key() }, foreign))).status).toBe(403);
    expect((await host.ask(post("/session", { key: host.key() }))).status).toBe(200);
  });

  it("is replaced when Enter is pressed in the terminal: the old one stops working, opened pages stay", async () => {
    const session = await host.openSession();
    host.pressEnter();
    await vi.waitFor(() => expect(host.printed().match(/#key=/g)).toHaveLength(2));
    const unused = host.key();
    host.pressEnter();
    await vi.waitFor(() => expect(host.printed().match(/#key=/g)).toHaveLength(3));
    expect((await host.ask(post("/session", { key: unused }))).status).toBe(403);
    expect((await host.ask(post("/session", { key: host.key() }))).status).toBe(200);
    expect((await host.ask({ path: "/snapshot", headers: session })).status).toBe(200);
  });
});

describe("everything but the page's files", () => {
  const get = (path: string) => ({ method: "GET", path, headers: ours });
  const routes = [get("/snapshot"), get("/events"), post("/command", {}), post("/copy", {}), get("/nothing")];

  it.each(routes)("is refused without the cookie: $path", async (asked) => {
    expect((await host.ask(asked)).status).toBe(403);
  });

  it.each(routes)("is refused with the cookie alone, or with a wrong one: $path", async (asked) => {
    const { cookie = "", ...page } = await host.openSession();
    const wrong = [
      { cookie },
      { ...page },
      { ...page, cookie: `${cookie}x` },
      { ...page, cookie: `${cookie.split("=")[0]}=` },
      { ...page, cookie: cookie.replace(/-\d+/, "") },
      { ...page, cookie, "Sec-Fetch-Site": "same-site" },
    ];
    for (const headers of wrong) expect((await host.ask({ ...asked, headers })).status).toBe(403);
  });

  it.each(routes)("is refused to another port's program, which browsers hand the cookie too: $path", async (asked) => {
    const { cookie = "" } = await host.openSession();
    host.pressEnter();
    await vi.waitFor(() => expect(host.printed().match(/#key=/g)).toHaveLength(2));
    const { cookie: _, ...anotherPage } = await host.openSession();
    for (const page of [ours, anotherPage, { "X-TokenTray": "" }])
      expect((await host.ask({ ...asked, headers: { ...page, cookie } })).status).toBe(403);
  });

  it("is open to the cookie among others of its name, which other ports may have set", async () => {
    const { cookie = "", ...page } = await host.openSession();
    const planted = `${cookie.split("=")[0]}=another`;
    for (const cookies of [`${planted}; ${cookie}; other=1`, `${cookie}; tokentray=x; ${planted}`, `a=b;${cookie}`]) {
      expect((await host.ask({ path: "/snapshot", headers: { ...page, cookie: cookies } })).status).toBe(200);
    }
  });

  it("is refused under a foreign host name and to a foreign origin, even with everything else right", async () => {
    const session = await host.openSession();
    const foreign = [{ Host: "evil.example" }, { Origin: "https://evil.example" }, { Origin: "null" }];
    for (const headers of foreign) {
      expect((await host.ask({ path: "/snapshot", headers: { ...session, ...headers } })).status).toBe(403);
      expect((await host.ask({ path: "/", headers })).status).toBe(403);
    }
    const own = await host.ask({ path: "/snapshot", headers: { ...session, Origin: host.origin } });
    expect([own.status, own.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
  });

  it("answers no preflight", async () => {
    const headers = { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" };
    const answer = await host.ask({ method: "OPTIONS", path: "/command", headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("the page's files", () => {
  it.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/assets/index.js", "text/javascript; charset=utf-8"],
  ])("%s comes with a policy that loads nothing foreign", async (path, type) => {
    const { status, headers } = await host.ask({ path });
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(headers["content-security-policy"]?.toString().split("; ")).toEqual(
      expect.arrayContaining(["default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  it.each([
    "/../secret.html",
    "/..%2fsecret.html",
    "/%2e%2e/secret.html",
    "/assets/../../secret.html",
    "/assets/..\\..\\secret.html",
    "//etc/passwd",
    "/assets",
    "/assets/",
    "/index.html%00",
    "/%ff",
  ])("nothing else can be had: %s", async (path) => {
    const answer = await host.ask({ path, headers: await host.openSession() });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("not a page");
  });
});

describe("commands", () => {
  it("are answered by the program, and change its snapshot, which says what this host is", async () => {
    const { session } = await signedIn();
    const answer = await host.ask({ path: "/snapshot", headers: session });
    expect(answer.headers["cache-control"]).toBe("no-store");
    const snapshot = answer.json() as Snapshot;
    expect(snapshot.about).toMatchObject({ host: "browser", tray: "drawnInPage" });
    expect(snapshot.about.dataFolder).toBeUndefined();
    expect(snapshot.storage.kind).toBe("memoryOnly");
    expect(snapshot.accounts[0]).toMatchObject({ username: ada.username, saved: false });
    expect(answer.body).not.toContain(ada.password);
  });

  it.each([
    ["an unknown name", { name: "getToken", input: {} }],
    ["a name that every object has", { name: "constructor", input: {} }],
    ["an input of the wrong shape", { name: "signOut", input: { accountId: 7 } }],
    ["an input with something more", { name: "quit", input: { force: true } }],
    ["no command at all", [1]],
    ["a copy, which has its own way", { name: "copyToken", input: { accountId: "a", scopeSetId: "s", format: "raw" } }],
    ["a copied command", { name: "copyCommand", input: { accountId: "a", scopeSetId: "s" } }],
  ])("are refused where they are %s", async (_, body) => {
    const answer = await host.ask(post("/command", body, await host.openSession()));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ ok: false, failure: { kind: "badInput" } });
  });

  it("name the field at fault and never repeat what was sent", async () => {
    const input = { ...ada, connectionId: 7 };
    const answer = await host.ask(post("/command", { name: "signIn", input }, await host.openSession()));
    expect(answer.json()).toMatchObject({ failure: { evidence: { field: "connectionId" } } });
    expect(answer.body).not.toContain(ada.password);
  });

  it("are refused where the body is no JSON, no JSON type, or too big", async () => {
    const session = await host.openSession();
    const quit = { name: "cancelSignIn", input: {} };
    expect((await host.ask(post("/command", quit, session))).status).toBe(200);
    expect((await host.ask({ ...post("/command", quit, session), body: "{" })).status).toBe(400);
    const asForm = { ...session, "Content-Type": "text/plain" };
    expect((await host.ask({ ...post("/command", quit), headers: asForm })).status).toBe(400);
    const big = { name: "cancelSignIn", input: { more: "x".repeat(300_000) } };
    expect((await host.ask(post("/command", big, session))).status).toBe(413);
  });

  it("end the host after the answer, where it is quit", async () => {
    const answer = await host.ask(post("/command", { name: "quit", input: {} }, await host.openSession()));
    expect(answer.json()).toEqual({ ok: true, value: null });
    expect(await host.code).toBe(0);
    expect(host.printed()).toContain(serveWords.ended);
    await expect(host.ask({ path: "/" })).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
  });
});

describe("a copy", () => {
  it("is the token as text that nobody keeps, accepted where it belongs", async () => {
    const { session, set } = await signedIn();
    const copy = await host.ask(post("/copy", { ...set, format: "raw" }, session));
    expect([copy.status, copy.headers["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(copy.headers["cache-control"]).toBe("no-store");
    expect(Number(copy.headers["x-tokentray-expires-at"])).toBeGreaterThan(Date.now());
    const snapshot = await host.ask({ path: "/snapshot", headers: session });
    const { origin } = (snapshot.json() as Snapshot).practice;
    const me = await fetch(`${origin}/v1.0/me`, { headers: { Authorization: `Bearer ${copy.body}` } });
    expect(me.status).toBe(200);
    expect(snapshot.body).not.toContain(copy.body.split(".")[2]);
    const header = await host.ask(post("/copy", { ...set, format: "bearer" }, session));
    expect(header.body).toMatch(/^Authorization: Bearer [\w.-]+$/);
  });

  it("of the command holds no token", async () => {
    const { session, set } = await signedIn();
    const copy = await host.ask(post("/copy", { ...set, format: "command" }, session));
    expect(copy.body).toBe("tokentray token --practice --username 'ada@practice.test'");
    expect(copy.body).not.toMatch(/eyJ/);
  });

  it("is a POST by our own page alone", async () => {
    const { session, set } = await signedIn();
    const path = `/copy?accountId=${set.accountId}&scopeSetId=${set.scopeSetId}&format=raw`;
    expect((await host.ask({ path, headers: session })).status).toBe(404);
    const foreign = { ...session, "Sec-Fetch-Site": "none" };
    expect((await host.ask(post("/copy", { ...set, format: "raw" }, foreign))).status).toBe(403);
    const same = { ...session, "Sec-Fetch-Site": "same-origin" };
    expect((await host.ask(post("/copy", { ...set, format: "raw" }, same))).status).toBe(200);
  });

  it("says why where there is nothing to copy", async () => {
    const session = await host.openSession();
    const none = await host.ask(post("/copy", { accountId: "a", scopeSetId: "s", format: "raw" }, session));
    expect(none.headers["content-type"]).toContain("application/json");
    expect(none.json()).toMatchObject({ ok: false });
    const odd = await host.ask(post("/copy", { accountId: "a", scopeSetId: "s", format: "odd" }, session));
    expect(odd.status).toBe(400);
  });
});

it("tells the page why the desktop app is not used, and the terminal that nothing is written", async () => {
  const other = await openHost("There is no display here.");
  const snapshot = await other.ask({ path: "/snapshot", headers: await other.openSession() });
  expect((snapshot.json() as Snapshot).about.because).toBe("There is no display here.");
  expect(other.printed()).toContain(serveWords.memory);
  await other.close();
  expect(await other.code).toBe(0);
});

it("says so in one sentence where the pages are not built", async () => {
  const { serve } = await import("../../electron/browser/serve.ts");
  let printed = "";
  const code = await serve({
    interruption: new AbortController().signal,
    write: (text) => (printed += text),
    writeLog: (text) => (printed += text),
    pagesFolder: "/nonexistent",
  });
  expect([code, printed]).toEqual([1, `${serveWords.noPages}\n`]);
});
