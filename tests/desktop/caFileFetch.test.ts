// The desktop's requests with a connection's own certificate authority, against real TLS servers.
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { createServer as createHttpServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createCaFileFetch } from "../../electron/desktop/caFileFetch.ts";
import { createCertificateAuthority } from "../support/selfSignedCertificate.ts";

const authority = createCertificateAuthority();
const caFile = join(mkdtempSync(join(tmpdir(), "tokentray-ca-")), "ca.pem");
writeFileSync(caFile, authority.cert);

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function serve(): Promise<string> {
  const { key, cert } = authority.issue(["127.0.0.1"]);
  const server: Server = createServer({ key, cert }, (_, response) => void response.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const init = (file: string) =>
  ({ method: "GET", headers: {}, redirect: "manual", signal: new AbortController().signal, caFile: file }) as const;

describe("a request with a file of certificate authorities", () => {
  it("reaches a server whose certificate one of them has issued", async () => {
    const url = await serve();
    const reply = await createCaFileFetch(() => Promise.resolve("DIRECT"))(url, init(caFile));
    expect(reply.status).toBe(200);
  });

  it("still refuses a server that none of them vouches for", async () => {
    const url = await serve();
    const other = join(mkdtempSync(join(tmpdir(), "tokentray-ca-")), "other.pem");
    writeFileSync(other, createCertificateAuthority().cert);
    await expect(createCaFileFetch(() => Promise.resolve("DIRECT"))(url, init(other))).rejects.toMatchObject({
      code: "CERT_SIGNATURE_FAILURE",
    });
  });

  it("says that the file cannot be read", async () => {
    const url = await serve();
    const asking = createCaFileFetch(() => Promise.resolve("DIRECT"))(url, init("/no/such/file.pem"));
    await expect(asking).rejects.toMatchObject({ code: "CA_FILE" });
  });

  it("goes through the proxy that the system names, and says when that one cannot be used", async () => {
    const seen: string[] = [];
    const proxy = createHttpServer().on("connect", (request, socket) => {
      seen.push(request.url ?? "");
      const [, port] = (request.url ?? "").split(":");
      const onward = connect(Number(port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        onward.pipe(socket).pipe(onward);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    open.push(proxy);
    const place = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    // This computer is never asked through a proxy, so the server has another name here, which only the proxy knows.
    const url = (await serve()).replace("127.0.0.1", "internal.example");
    const asking = createCaFileFetch(() => Promise.resolve(`PROXY ${place}; DIRECT`))(url, init(caFile));
    await expect(asking).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    expect(seen).toEqual([new URL(url).host]);

    const socks = createCaFileFetch(() => Promise.resolve("SOCKS5 127.0.0.1:1"))(url, init(caFile));
    await expect(socks).rejects.toMatchObject({ code: "ERR_PROXY_ADDRESS" });
  });
});
