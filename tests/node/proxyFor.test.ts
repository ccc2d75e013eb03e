// Which proxy a request takes, and how it is named to people: host and port, never what is secret in the variable.
import { expect, test } from "vitest";
import { proxyIn } from "../../electron/desktop/proxyIn.ts";
import { proxyOf } from "../../electron/node/net/proxy.ts";
import { proxyFor } from "../../electron/node/proxyFor.ts";

const proxy = "http://proxy.example:8080";

test.each([
  ["https://a.example", { HTTPS_PROXY: "http://user:pass@proxy.example:8080" }, "proxy.example:8080"],
  ["https://a.example", { HTTPS_PROXY: "proxy.example:8080" }, "proxy.example:8080"],
  ["https://a.example", { https_proxy: "http://small.example:1", HTTPS_PROXY: proxy }, "small.example:1"],
  ["http://a.example", { http_proxy: "http://proxy.example:3128" }, "proxy.example:3128"],
  ["http://a.example", { HTTPS_PROXY: proxy }, undefined],
  ["https://a.example", {}, undefined],
  ["https://a.example", { HTTPS_PROXY: "" }, undefined],
  ["https://127.0.0.1:5000", { HTTPS_PROXY: proxy }, undefined],
  ["http://localhost:5000", { HTTP_PROXY: proxy }, undefined],
  ["http://[::1]:5000", { HTTP_PROXY: proxy }, undefined],
])("for %s with %j in the environment: %s", async (url, env, named) => {
  expect(await proxyFor(url, env)).toBe(named);
});

test.each([
  ["*", false],
  ["a.example", false],
  [".a.example", false],
  ["*.a.example", false],
  ["other.example, A.EXAMPLE", false],
  ["a.example:443", false],
  ["login.a.example", false],
  ["a.example:8443", true],
  ["n.a.example", true],
  ["in.a.example", true],
  ["example.a", true],
  ["", true],
  [" , ", true],
])("NO_PROXY=%j leaves login.a.example to the proxy: %s", async (list, proxied) => {
  const named = await proxyFor("https://login.a.example/x", { HTTPS_PROXY: proxy, NO_PROXY: list });
  expect(named).toBe(proxied ? "proxy.example:8080" : undefined);
});

test.each(["not an address", "socks5://proxy.example:1080", "http://"])(
  "a variable that holds %j is no way around the proxy, but an error",
  async (named) => {
    expect(() => proxyOf(new URL("https://a.example"), { HTTPS_PROXY: named })).toThrow(
      expect.objectContaining({ code: "ERR_PROXY_ADDRESS" }),
    );
    expect(await proxyFor("https://a.example", { HTTPS_PROXY: named })).toBeUndefined();
  },
);

test.each([
  ["DIRECT", undefined],
  ["PROXY a.example:8080; DIRECT", "a.example:8080"],
  ["SOCKS5 b.example:1080", "b.example:1080"],
  ["", undefined],
])("Chromium's %j is %s", (pac, named) => {
  expect(proxyIn(pac)).toBe(named);
});
