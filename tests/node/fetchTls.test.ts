// Whose certificates are believed, and that nothing reaches a server whose certificate is not.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCertificateAuthority, selfSignedCertificate } from "../support/selfSignedCertificate.ts";
import { until } from "../support/virtualClock.ts";
import { ask, get, listenHttps, network, post, trouble } from "./netSupport.ts";

const authority = createCertificateAuthority();
const here = authority.issue(["127.0.0.1"]);
const ok: RequestListener = (_, response) => void response.end("{}");

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-ca-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "ca.pem");
  writeFileSync(file, text);
  return file;
}

describe("a certificate", () => {
  it.each([
    ["that nobody vouches for", selfSignedCertificate(), "tls DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["of an unknown authority", here, "tls UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ])("%s is refused, and its owner gets no request", async (_, identity, told) => {
    const asked: unknown[] = [];
    const { port, count } = await listenHttps(identity, (request, response) => {
      asked.push(request.url);
      ok(request, response);
    });
    const own = network();
    expect(await trouble(own, `https://127.0.0.1:${port}/token`, post("password=secret"))).toBe(told);
    expect(await trouble(own, `https://127.0.0.1:${port}/token`, post("password=secret"))).toBe(told);
    expect(asked).toEqual([]);
    await until(() => count.closed === count.opened);
  });

  it("of an authority in the connection's file is believed, for that connection alone", async () => {
    const { port, count } = await listenHttps(here, ok);
    const own = network();
    const url = `https://127.0.0.1:${port}/`;
    const caFile = fileWith(`a comment\n${authority.cert}`);
    expect(await ask(own, url, { ...get(), caFile })).toMatchObject({ status: 200 });
    expect(await ask(own, url, { ...get(), caFile })).toMatchObject({ status: 200 });
    expect(count.opened).toBe(1);
    expect(await trouble(own, url)).toBe("tls UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    expect(await trouble(own, url, { ...get(), caFile: fileWith(createCertificateAuthority().cert) })).toMatch(/^tls /);
  });

  it.each([
    ["for another name", authority.issue(["login.example"]), "tls ERR_TLS_CERT_ALTNAME_INVALID"],
    [
      "for the name of this address, but not the address",
      authority.issue(["localhost"]),
      "tls ERR_TLS_CERT_ALTNAME_INVALID",
    ],
    ["that has ended", authority.issue(["127.0.0.1"], Date.now() - 60_000), "tls CERT_HAS_EXPIRED"],
  ])("%s is refused even from a trusted authority", async (_, identity, told) => {
    const { port } = await listenHttps(identity, ok);
    const init = { ...get(), caFile: fileWith(authority.cert) };
    expect(await trouble(network(), `https://127.0.0.1:${port}/`, init)).toBe(told);
  });

  it("is verified whatever the environment says", async () => {
    const { port } = await listenHttps(selfSignedCertificate(), ok);
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    onTestFinished(() => void delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"]);
    expect(await trouble(network(), `https://127.0.0.1:${port}/`)).toBe("tls DEPTH_ZERO_SELF_SIGNED_CERT");
  });

  it.runIf(process.platform === "linux")("of an authority that the system trusts is believed", async () => {
    const { port } = await listenHttps(here, ok);
    const script = `
      import { nodeFetch } from ${JSON.stringify(join(import.meta.dirname, "../../electron/node/fetch.ts"))};
      const signal = new AbortController().signal;
      const init = { method: "GET", headers: {}, redirect: "manual", signal };
      console.log(await nodeFetch("https://127.0.0.1:${port}/", init).then(({ status }) => status, ({ code }) => code));`;
    const run = async (env: NodeJS.ProcessEnv): Promise<string> => {
      const args = ["--input-type=module-typescript", "--eval", script];
      // Nothing of the environment but a shifted clock, which both must share.
      const clock = Object.entries(process.env).filter(([name]) => /^(?:LD_PRELOAD|FAKETIME)/.test(name));
      const options = { env: { ...Object.fromEntries(clock), ...env } };
      return (await promisify(execFile)(process.execPath, args, options)).stdout.trim();
    };
    expect(await run({ SSL_CERT_FILE: fileWith(authority.cert) })).toBe("200");
    expect(await run({})).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  });
});

describe("a file of certificate authorities", () => {
  it.each([
    ["that is not there", "/nowhere/ca.pem"],
    ["that holds none", undefined],
    ["that holds a broken one", undefined],
  ])("%s ends the request before anything is opened", async (what, path) => {
    const { port, count } = await listenHttps(here, ok);
    const text = what.includes("broken") ? authority.cert.replace(/\nMII.{20}/, "\nAAAA") : "not a certificate";
    const init = { ...get(), caFile: path ?? fileWith(text) };
    await expect(network().fetch(`https://127.0.0.1:${port}/`, init)).rejects.toMatchObject({ code: "CA_FILE" });
    expect(count.opened).toBe(0);
  });

  it("is read again once it was put right", async () => {
    const { port } = await listenHttps(here, ok);
    const caFile = fileWith(createCertificateAuthority().cert);
    const own = network();
    expect(await trouble(own, `https://127.0.0.1:${port}/`, { ...get(), caFile })).toMatch(/^tls /);
    writeFileSync(caFile, authority.cert);
    expect(await ask(own, `https://127.0.0.1:${port}/`, { ...get(), caFile })).toMatchObject({ status: 200 });
  });
});

describe("TLS", () => {
  it("older than 1.2 is not spoken", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const { port } = await listenHttps(here, ok, old);
    const init = { ...get(), caFile: fileWith(authority.cert) };
    expect(await trouble(network(), `https://127.0.0.1:${port}/`, init)).toMatch(/^tls (?:EPROTO|ERR_SSL_)/);
  });

  it("1.2 is", async () => {
    const { port } = await listenHttps(here, ok, { maxVersion: "TLSv1.2" });
    const init = { ...get(), caFile: fileWith(authority.cert) };
    expect(await ask(network(), `https://127.0.0.1:${port}/`, init)).toMatchObject({ status: 200 });
  });
});
