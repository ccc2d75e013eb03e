// The recorded replies of token endpoints, gateways and proxies, ready to be classified.
import { readFileSync } from "node:fs";
import type { Grant } from "../../../shared/failure.ts";
import { readReply, type Reply } from "../../../electron/core/grants/reply.ts";

export interface RecordedReply {
  readonly id: string;
  readonly grant: Grant;
  readonly category: string;
  readonly reply: Reply;
}

interface Recording {
  readonly id: string;
  readonly grant: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly category: string;
}

const file = new URL("data/replies.json", import.meta.url);
const recorded = JSON.parse(readFileSync(file, "utf8")) as readonly Recording[];

const grants: Readonly<Record<string, Grant>> = {
  password: "password",
  refresh_token: "refreshToken",
  authorization_code: "authorizationCode",
  device_code: "deviceCode",
  "jwt-bearer": "samlBearer",
};

export async function recordedReplies(): Promise<readonly RecordedReply[]> {
  return await Promise.all(
    recorded.map(async ({ id, grant, status, headers, body, category }) => {
      const known = grants[grant];
      if (known === undefined) throw new Error(`No such grant: ${grant}`);
      return { id, grant: known, category, reply: await replyOf(status, headers, body) };
    }),
  );
}

/** A reply as the program would have read it from the wire. */
export async function replyOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Reply> {
  return await readReply(new Response(body, { status, headers }));
}

export async function jsonReply(
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return await replyOf(status, { "content-type": "application/json", ...headers }, JSON.stringify(json));
}
