// A loopback server that keeps every request byte for byte and answers as a test says.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface WireRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WireServer {
  readonly origin: string;
  readonly requests: readonly WireRequest[];
  answer: (response: ServerResponse, request: WireRequest) => void;
}

/** Closed when the test ends. Until told otherwise it answers with a token. */
export async function startWireServer(): Promise<WireServer> {
  const requests: WireRequest[] = [];
  const listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const { method, url: path, headers } = request;
      const kept = { method, path, headers, body: Buffer.concat(chunks) };
      requests.push(kept);
      wire.answer(response, kept);
    });
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    listener.closeAllConnections();
    listener.close();
  });
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const wire: WireServer = { origin, requests, answer: (response) => answerJson(response, goodAnswer) };
  return wire;
}

export const goodAnswer = { token_type: "Bearer", access_token: "an-access-token", expires_in: 3600 };

export function answerJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Reads a form as URL Standard 5.1 says, written anew so that the program's own encoder is not its judge. */
export function decodeForm(body: Buffer): ReadonlyMap<string, string> {
  const fields = body.toString("latin1").split("&");
  return new Map(fields.map((field) => [decodeField(field.split("=")[0]), decodeField(field.split("=")[1])]));
}

function decodeField(text = ""): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "%") {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(text[at] === "+" ? 0x20 : text.charCodeAt(at));
  }
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
