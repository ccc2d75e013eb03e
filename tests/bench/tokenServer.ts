// A token server on loopback in a process of its own, over HTTP, over TLS, and over TLS behind a link that delays every
// flight. Told what to do, and asked what it saw, by the process that started it.
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createCertificateAuthority } from "../support/selfSignedCertificate.ts";
import type { Command, ServerFacts } from "./serverControl.ts";
import { idTokenFor, tenantId, tokenText } from "./people.ts";

const linkDelayMs = 40;
let latencyMs = 0;
let requests = 0;
let issued = 0;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => void chunks.push(chunk));
  request.on("end", () => {
    requests += 1;
    const body = request.url?.includes("/oauth2/v2.0/token") === true ? grant(Buffer.concat(chunks).toString()) : {};
    const text = JSON.stringify(body);
    const send = (): void => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
      response.writeHead(200, headers).end(text);
    };
    if (latencyMs === 0) send();
    else setTimeout(send, latencyMs);
  });
}

function grant(form: string): Readonly<Record<string, unknown>> {
  const asked = new URLSearchParams(form);
  const username = asked.get("username") ?? asked.get("refresh_token")?.split(" ")[0] ?? "";
  const oid = username.split("@")[0] ?? "";
  issued += 1;
  return {
    token_type: "Bearer",
    scope: "https://graph.microsoft.com/User.Read",
    expires_in: 3600,
    ext_expires_in: 3600,
    access_token: `${tokenText(1_500)}.${issued}`,
    refresh_token: `${username} ${tokenText(1_200)}.${issued}`,
    id_token: idTokenFor(oid, username, asked.get("client_id") ?? ""),
    client_info: Buffer.from(JSON.stringify({ uid: oid, utid: tenantId })).toString("base64url"),
  };
}

/** A line on which everything takes `linkDelayMs` to get across, whichever way. */
function slowLink(port: number): Server {
  return createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: "127.0.0.1", noDelay: true });
    carry(near, far);
    carry(far, near);
  });
}

function carry(from: Socket, to: Socket): void {
  from.on("data", (chunk) => void setTimeout(() => to.write(chunk), linkDelayMs));
  from.on("close", () => void setTimeout(() => to.destroy(), linkDelayMs)).on("error", () => to.destroy());
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  return (server.address() as AddressInfo).port;
}

const authority = createCertificateAuthority();
const keepAliveTimeout = 60_000;
const http = await listen(createHttpServer({ keepAliveTimeout }, answer));
const identity = authority.issue(["127.0.0.1"]);
const https = await listen(createHttpsServer({ ...identity, keepAliveTimeout }, answer));
const link = await listen(slowLink(https));

process.on("message", (command: Command) => {
  latencyMs = command.latencyMs ?? latencyMs;
  const seen = requests;
  if (command.reset === true) requests = 0;
  process.send?.({ requests: seen });
});
process.on("disconnect", () => process.exit(0));
process.send?.({
  plain: `http://127.0.0.1:${http}`,
  tls: `https://127.0.0.1:${https}`,
  link: `https://127.0.0.1:${link}`,
  authority: authority.cert,
} satisfies ServerFacts);
