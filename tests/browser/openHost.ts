// Starts the browser host as `tokentray serve` does, and talks to it in raw HTTP, as a page and as an intruder would.
import { request, type IncomingHttpHeaders } from "node:http";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { serve } from "../../electron/browser/serve.ts";

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  json(): unknown;
}

export async function openHost(because?: string) {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-pages-"));
  mkdirSync(join(folder, "pages/assets"), { recursive: true });
  writeFileSync(join(folder, "pages/index.html"), "<!doctype html><title>TokenTray</title>");
  writeFileSync(join(folder, "pages/assets/index.js"), "export {};");
  writeFileSync(join(folder, "secret.html"), "not a page");
  const ending = new AbortController();
  const keyboard = new PassThrough();
  let printed = "";
  let logged = "";
  const code = serve({
    interruption: ending.signal,
    write: (text) => (printed += text),
    writeLog: (text) => (logged += text),
    keyboard: keyboard as unknown as NodeJS.ReadStream,
    pagesFolder: join(folder, "pages"),
    ...(because !== undefined && { because }),
  });
  const addresses = (): readonly URL[] => (printed.match(/http:\S+#key=\S+/g) ?? []).map((text) => new URL(text));
  while (addresses().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const { origin, port } = addresses()[0] as URL;
  const ask = (asked: Asked): Promise<Answered> => askAt(Number(port), asked);
  const host = {
    origin,
    code,
    ask,
    printed: () => printed,
    logged: () => logged,
    key: () => addresses().at(-1)?.hash.slice("#key=".length) ?? "",
    pressEnter: () => keyboard.write("\n"),
    /** What the page sends once it has exchanged the key. */
    openSession: async (): Promise<Readonly<Record<string, string>>> => {
      const answer = await ask(post("/session", { key: host.key() }));
      const { pageKey } = answer.json() as { readonly pageKey: string };
      return { "X-TokenTray": pageKey, cookie: answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    },
    interrupt: () => ending.abort(130),
    close: async (): Promise<void> => {
      ending.abort(130);
      await code;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return host;
}

/** What the page sends before it has a key of its own. No form can send it. */
export const ours = { "X-TokenTray": "1" } as const;

export function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = ours): Asked {
  return {
    method: "POST",
    path,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

function askAt(port: number, { method = "GET", path, headers = {}, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("error", reject);
      reply.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: reply.statusCode ?? 0,
          headers: reply.headers,
          body: text,
          json: () => JSON.parse(text) as unknown,
        });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
