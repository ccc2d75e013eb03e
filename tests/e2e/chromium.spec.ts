// The browser itself: were it lax or blind, every other end-to-end test would prove less than it seems to.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./browserTest.ts";

const serving = async (headers: Record<string, string>, body: string) => {
  const listener = createServer((_, answer) =>
    answer.writeHead(200, { "content-type": "text/html", ...headers }).end(body),
  );
  await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  return { address, [Symbol.dispose]: () => listener.close() };
};

const twoScripts = `<script>window.inline = true</script><script nonce="ok">window.allowed = true</script>`;

test("a script that the content security policy forbids does not run", async ({ page }) => {
  using site = await serving({ "content-security-policy": "script-src 'nonce-ok'" }, twoScripts);
  await page.goto(site.address);
  expect(await page.evaluate(() => ["inline" in window, "allowed" in window])).toEqual([false, true]);
});

test("without that policy the same script runs", async ({ page }) => {
  using site = await serving({}, twoScripts);
  await page.goto(site.address);
  expect(await page.evaluate(() => ["inline" in window, "allowed" in window])).toEqual([true, true]);
});

test("a page cannot read another origin's answer", async ({ page }) => {
  using other = await serving({}, "secret");
  using site = await serving({}, "");
  await page.goto(site.address);
  const read = (address: string) =>
    fetch(address).then(
      (answer) => answer.text(),
      (error: unknown) => String(error),
    );
  expect(await page.evaluate(read, site.address)).toBe("");
  expect(await page.evaluate(read, other.address)).toContain("TypeError");
});

test("no name but this machine's resolves", async ({ page }) => {
  await expect(page.goto("http://example.com/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
});

test("text is drawn: a letter has width and leaves ink", async ({ page }) => {
  await page.setContent(`<body style="margin:0;background:#fff"><span style="font:80px sans-serif">W</span></body>`);
  const width = await page.locator("span").evaluate((letter) => letter.getBoundingClientRect().width);
  expect(width).toBeGreaterThan(20);
  const drawn = await page.screenshot();
  await page.setContent(`<body style="margin:0;background:#fff"></body>`);
  const blank = await page.screenshot();
  expect(drawn.equals(blank)).toBe(false);
});
