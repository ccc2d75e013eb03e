// A server on bare TCP that answers token requests well, and spoils the bytes of one kind of answer as a test says.
import { createServer, type AddressInfo, type Socket } from "node:net";

export type Asked = "discovery" | "password" | "refresh" | "deviceCode";
/** `whole` is what a good server would send, header and all. */
export type Spoil = (socket: Socket, whole: Buffer) => void;

export interface RawServer {
  readonly origin: string;
  /** Forms that came, by what they asked for. */
  readonly forms: readonly { readonly asked: Asked; readonly form: URLSearchParams }[];
  /** Bytes that went out on all connections. */
  readonly bytesSent: number;
  spoil: { readonly asked: Asked; readonly how: Spoil } | undefined;
  /** The good answer, header and all, as long as an average one on the wire. */
  whole(asked: Asked): Buffer;
  close(): Promise<void>;
}

export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const forms: { asked: Asked; form: URLSearchParams }[] = [];
  let sentOnGone = 0;

  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      sentOnGone += socket.bytesWritten;
    });
    let heard = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const request = wholeRequest(heard);
      if (request === undefined) return;
      heard = Buffer.alloc(0);
      const asked = askedFor(request.path, request.form);
      forms.push({ asked, form: request.form });
      const whole = server.whole(asked);
      if (server.spoil?.asked === asked) server.spoil.how(socket, whole);
      else socket.end(whole);
    });
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;

  const server: RawServer = {
    origin,
    forms,
    spoil: undefined,
    get bytesSent() {
      return [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, sentOnGone);
    },
    // Said, so that no test trips over a connection that another has ended.
    whole: (asked) => httpAnswer(JSON.stringify(goodBody(asked, origin)), ["Connection: close"]),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => void listener.close(resolve));
    },
  };
  return server;
}

/** A status line, headers and body. */
export function httpAnswer(body: string, headers: readonly string[] = [], status = "200 OK"): Buffer {
  const type = headers.some((line) => /^content-type:/i.test(line)) ? [] : ["Content-Type: application/json"];
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return Buffer.from([`HTTP/1.1 ${status}`, ...type, length, ...headers, "", body].join("\r\n"));
}

function wholeRequest(bytes: Buffer): { readonly path: string; readonly form: URLSearchParams } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < end + 4 + length) return undefined;
  return { path: head.split(" ")[1] ?? "", form: new URLSearchParams(bytes.toString("utf8", end + 4)) };
}

function askedFor(path: string, form: URLSearchParams): Asked {
  if (path === "/device") return "deviceCode";
  if (path !== "/token") return "discovery";
  return form.get("grant_type") === "password" ? "password" : "refresh";
}

let serial = 0;

function goodBody(asked: Asked, origin: string): Readonly<Record<string, unknown>> {
  if (asked === "discovery") {
    return {
      issuer: origin,
      token_endpoint: `${origin}/token`,
      device_authorization_endpoint: `${origin}/device`,
      claims_supported: Array.from({ length: 90 }, (_, n) => `a_claim_number_${n}`),
    };
  }
  if (asked === "deviceCode") {
    const fields = { device_code: "d".repeat(1_500), user_code: "ABCD-EFGH", verification_uri: `${origin}/device` };
    return { ...fields, expires_in: 900, interval: 5, message: "Type the code. ".repeat(20) };
  }
  serial += 1;
  return {
    token_type: "Bearer",
    expires_in: 86_400,
    access_token: `access-${serial}-${"a".repeat(1_100)}`,
    refresh_token: `refresh-${serial}-${"r".repeat(400)}`,
    id_token: idToken(origin),
  };
}

/** Signed by nobody: it comes from the token endpoint itself (OpenID Connect Core 3.1.3.7, step 6). */
function idToken(issuer: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: "endurance", sub: "ann", preferred_username: "ann", iat: now, exp: now + 3600 };
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}
