// Our pages: served from one folder under the strictest policy, and the only ones whose messages count.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "../../electron/desktop/contentSecurityPolicy.ts";
import { isOurPage } from "../../electron/desktop/origin.ts";
import { fileOf, servePages } from "../../electron/desktop/pageFiles.ts";
import { isOurSender } from "../../electron/desktop/sender.ts";
import { windowOptions } from "../../electron/desktop/windowOptions.ts";

const root = mkdtempSync(join(tmpdir(), "pages-"));
const folder = join(root, "renderer");
mkdirSync(join(folder, "assets"), { recursive: true });
writeFileSync(join(folder, "index.html"), "<p>here</p>");
writeFileSync(join(folder, "assets", "a b.js"), "1");
writeFileSync(join(folder, "notes.txt"), "no type of ours");
writeFileSync(join(root, "secret.html"), "outside");
mkdirSync(join(root, "renderer-other"));
writeFileSync(join(root, "renderer-other", "x.html"), "outside");
afterAll(() => rmSync(root, { recursive: true }));

const get = (path: string, init?: RequestInit): Promise<Response> =>
  servePages(folder)(new Request(path.startsWith("app:") ? path : `app://bundle${path}`, init));

describe("serving pages", () => {
  it("serves files of the folder with their type and the policy", async () => {
    const page = await get("/index.html");
    expect([page.status, await page.text()]).toEqual([200, "<p>here</p>"]);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await get("/assets/a%20b.js?v=1")).status).toBe(200);
  });

  it.each([
    "/../secret.html",
    "/%2e%2e/secret.html",
    "/%2e%2e%2fsecret.html",
    "/..%2fsecret.html",
    "/..%5csecret.html",
    "/assets/..%2f..%2fsecret.html",
    "/..%2frenderer-other/x.html",
    "//etc/hosts.html",
    "/c:/secret.html",
    "/%00index.html",
    "/%",
    "/.hidden.html",
    "/notes.txt",
    "/none.html",
    "/assets",
    "/",
    "app://elsewhere/index.html",
    "app://bundle.evil/index.html",
  ])("answers %s with 404 and the policy", async (path) => {
    const reply = await get(path);
    expect(reply.status).toBe(404);
    expect(await reply.text()).toBe("");
    expect(reply.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
  });

  it("answers nothing but GET", async () => {
    expect((await get("/index.html", { method: "POST", body: "x" })).status).toBe(404);
  });

  it("never names a file outside, whatever is asked", () => {
    for (const path of ["/../x", "/a/../../x", "/..\\x", "\\..\\x", "/a/./../x", "/C:\\x"]) {
      expect(fileOf(folder, path)).toBeUndefined();
    }
    expect(fileOf(folder, "/index.html")).toBe(join(folder, "index.html"));
  });
});

describe("the content security policy", () => {
  it("allows nothing by default, no network, no inline script and no string as markup", () => {
    const directives = contentSecurityPolicy.split("; ");
    expect(directives).toEqual(
      expect.arrayContaining(["default-src 'none'", "connect-src 'none'", "require-trusted-types-for 'script'"]),
    );
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
  });
});

describe("who may send a message", () => {
  const frame = { parent: null, origin: "app://bundle" };
  const event = (senderFrame: object | null, id = 1): Parameters<typeof isOurSender>[0] =>
    ({ senderFrame, sender: { id } }) as Parameters<typeof isOurSender>[0];
  const ours = (id: number): boolean => id === 1;

  it("is the main frame of our page in our window", () => {
    expect(isOurSender(event(frame), ours)).toBe(true);
  });

  it("is no embedded frame, no other origin, no other window and no frame that is gone", () => {
    expect(isOurSender(event({ ...frame, parent: frame }), ours)).toBe(false);
    for (const origin of ["https://evil.example", "app://evil", "app://bundle.evil", "null", "file://", ""]) {
      expect(isOurSender(event({ ...frame, origin }), ours)).toBe(false);
    }
    expect(isOurSender(event(frame, 2), ours)).toBe(false);
    expect(isOurSender(event(null), ours)).toBe(false);
  });

  it("tells our addresses from those that look like them", () => {
    expect(isOurPage("app://bundle/index.html")).toBe(true);
    for (const url of ["app://bundle.evil/", "app://bundle@evil/", "https://bundle/", "app://bundle", "javascript:1"]) {
      expect(isOurPage(url)).toBe(false);
    }
  });
});

describe("a window", () => {
  it("keeps every protection on, and has no developer tools in a packed app", () => {
    const { webPreferences } = windowOptions("/preload.cjs", true, false);
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: false,
    });
    expect(windowOptions("/preload.cjs", false, true).minWidth).toBe(320);
  });
});
