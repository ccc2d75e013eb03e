// Requests through a proxy that the environment names: the way through, refusals, and what the proxy gets to see.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createCertificateAuthority, selfSignedCertificate } from "../support/selfSignedCertificate.ts";
import { until } from "../support/virtualClock.ts";
import { ask, get, listenHttps, listenProxy, listenRaw, network, post, trouble } from "./netSupport.ts";

const name = "login.contoso.example";
const authority = createCertificateAuthority();
const url = `https://${name}/tenant/token`;

async function server() {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-ca-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, authority.cert);
  const asked: string[] = [];
  const listening = await listenHttps(authority.issue([name]), (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    response.end("{}");
  });
  return { ...listening, asked, caFile };
}

it("asks the proxy for the host alone, and the server through it, on one kept connection", async () => {
  const { port, caFile, asked, count } = await server();
  const proxy = await listenProxy(port);
  const own = network({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
  expect(await ask(own, url, { ...post("password=x"), caFile })).toMatchObject({ status: 200 });
  expect(await ask(own, url, { ...get(), caFile })).toMatchObject({ status: 200 });
  expect(proxy.asked).toEqual([{ place: `${name}:443`, authorization: undefined }]);
  expect(asked).toEqual(["POST /tenant/token", "GET /tenant/token"]);
  expect(count.opened).toBe(1);
});

it("signs in at the proxy with what the variable holds, and tells that to nobody else", async () => {
  const { port, caFile, asked } = await server();
  const wanted = `Basic ${Buffer.from("ann:p@ss").toString("base64")}`;
  const proxy = await listenProxy(port, (authorization) => (authorization === wanted ? undefined : 407));
  const own = network({ HTTPS_PROXY: `http://ann:p%40ss@127.0.0.1:${proxy.port}` });
  expect(await ask(own, url, { ...get(), caFile })).toMatchObject({ status: 200 });
  expect(asked).toEqual(["GET /tenant/token"]);
  const nobody = network({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
  expect(await trouble(nobody, url)).toBe("proxy ERR_PROXY_407");
});

it.each([
  ["refuses", 403, "proxy ERR_PROXY_403"],
  ["cannot reach the server", 502, "proxy ERR_PROXY_502"],
])("tells of a proxy that %s", async (_, status, told) => {
  const proxy = await listenProxy(1, () => status);
  expect(await trouble(network({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }), url)).toBe(told);
  await until(() => proxy.count.closed === 1);
});

it("tells of a proxy that is not there, hangs up, or is none", async () => {
  expect(await trouble(network({ HTTPS_PROXY: "http://127.0.0.1:1" }), url)).toBe("proxy ERR_PROXY_ECONNREFUSED");
  const silent = await listenRaw((socket) => socket.once("data", () => socket.end()));
  expect(await trouble(network({ HTTPS_PROXY: `http://127.0.0.1:${silent.port}` }), url)).toBe(
    "proxy ERR_PROXY_closed",
  );
  expect(await trouble(network({ HTTPS_PROXY: "socks5://127.0.0.1:1" }), url)).toBe("proxy ERR_PROXY_ADDRESS");
});

it("lets go of a proxy that keeps it waiting", async () => {
  const mute = await listenRaw((socket) => socket.resume());
  const abort = new AbortController();
  const outcome = trouble(network({ HTTPS_PROXY: `http://127.0.0.1:${mute.port}` }), url, get(abort.signal));
  await until(() => mute.count.opened === 1);
  await new Promise((resolve) => void setTimeout(resolve, 30));
  abort.abort(new DOMException("late", "TimeoutError"));
  expect(await outcome).toBe("timeout");
  await until(() => mute.count.closed === 1);
});

it("believes neither an impostor behind the proxy nor one in its place", async () => {
  const impostor = await listenHttps(selfSignedCertificate(), (_, response) => void response.end());
  const proxy = await listenProxy(impostor.port);
  const { caFile } = await server();
  const through = network({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
  expect(await trouble(through, url, { ...get(), caFile })).toBe("tls DEPTH_ZERO_SELF_SIGNED_CERT");
  const secure = network({ HTTPS_PROXY: `https://127.0.0.1:${impostor.port}` });
  expect(await trouble(secure, url)).toBe("proxy ERR_PROXY_DEPTH_ZERO_SELF_SIGNED_CERT");
});

it("believes no proxy that speaks before the server does", async () => {
  const early = await listenRaw((socket) =>
    socket.once("data", () => socket.write("HTTP/1.1 200 Ok\r\n\r\nHTTP/1.1 200 Ok\r\ncontent-length: 2\r\n\r\n{}")),
  );
  expect(await trouble(network({ HTTPS_PROXY: `http://127.0.0.1:${early.port}` }), url)).toMatch(/^(?:proxy|tls) /);
});

it("goes straight to hosts that NO_PROXY names, and to this computer itself", async () => {
  const proxy = await listenProxy(1);
  const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "tokentray.invalid" };
  expect(await trouble(network(env), "https://tokentray.invalid/")).toMatch(/^dns /);
  expect(await trouble(network(env), "https://127.0.0.1:1/")).toBe("connectionLost ECONNREFUSED");
  expect(proxy.asked).toEqual([]);
});

it("opens ahead through the proxy too", async () => {
  const { port, caFile, asked } = await server();
  const proxy = await listenProxy(port);
  const own = network({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
  own.connect(url, caFile);
  await until(() => proxy.asked.length === 1);
  expect(asked).toEqual([]);
  await ask(own, url, { ...get(), caFile });
  expect(proxy.asked).toHaveLength(1);
});
