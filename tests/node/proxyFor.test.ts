// Which proxy is named to people: host and port, never what is secret in the variable.
import { expect, test } from "vitest";
import { proxyIn } from "../../electron/desktop/proxyIn.ts";
import { proxyFor } from "../../electron/node/proxyFor.ts";

test.each([
  [
    "https://a.example",
    { NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: "http://user:pass@proxy.example:8080" },
    "proxy.example:8080",
  ],
  ["http://a.example", { NODE_USE_ENV_PROXY: "1", http_proxy: "http://proxy.example:3128" }, "proxy.example:3128"],
  ["https://a.example", { HTTPS_PROXY: "http://proxy.example:8080" }, undefined],
  ["https://a.example", { NODE_USE_ENV_PROXY: "1" }, undefined],
  ["https://a.example", { NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: "not an address" }, undefined],
])("for %s with %j in the environment: %s", async (url, env, named) => {
  expect(await proxyFor(url, env)).toBe(named);
});

test.each([
  ["DIRECT", undefined],
  ["PROXY a.example:8080; DIRECT", "a.example:8080"],
  ["SOCKS5 b.example:1080", "b.example:1080"],
  ["", undefined],
])("Chromium's %j is %s", (pac, named) => {
  expect(proxyIn(pac)).toBe(named);
});
