// A browser host that behaves, behind a fake fetch: one-time key, cookie, commands, copies, and a stream of pushes.
import { pageKeyName, type Browser } from "../../renderer/browserPort.ts";
import type { Snapshot } from "../../shared/snapshot.ts";

export interface FakeHost extends Browser {
  readonly asked: { readonly path: string; readonly body: unknown }[];
  readonly clipboard: string[];
  readonly downloads: { readonly name: string; readonly text: string }[];
  /** The pauses before the stream was taken up again. */
  readonly pauses: number[];
  push: (line: object) => void;
  /** Sends raw text, to cut lines anywhere. */
  pushText: (text: string) => void;
  /** Ends the stream; with `down`, nothing answers from now on. */
  drop: (how?: "down") => void;
  up: () => void;
  /** The next copy fails with this outcome. */
  failCopy: (outcome: object) => void;
}

export const oneTimeKey = "one-time-key";
export const pageKey = "the-key-of-this-page";
export const tokenText = "eyJ-the-token-itself";

export function fakeHost(snapshot: Snapshot, hasCookie = false): FakeHost {
  let cookie = hasCookie;
  const kept = new Map(hasCookie ? [[pageKeyName, pageKey]] : []);
  let keyUsed = false;
  let isDown = false;
  let failedCopy: object | undefined;
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const asked: FakeHost["asked"] = [];
  const clipboard: string[] = [];
  const downloads: FakeHost["downloads"] = [];
  const pauses: number[] = [];
  let release: (() => void)[] = [];
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  const routes: Readonly<Record<string, (body: never) => Response>> = {
    session: ({ key }: { key: string }) => {
      const accepted = key === oneTimeKey && !keyUsed;
      keyUsed = true;
      cookie ||= accepted;
      return accepted ? Response.json({ pageKey }) : new Response(null, { status: 403 });
    },
    snapshot: () => Response.json(snapshot),
    command: ({ name }: { name: string }) => Response.json({ ok: true, value: commandValues[name] ?? null }),
    copy: () => {
      if (failedCopy !== undefined) return Response.json(failedCopy);
      return new Response(tokenText, { headers: { "Content-Type": "text/plain", "X-TokenTray-Expires-At": "42" } });
    },
    events: () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            stream = controller;
            controller.enqueue(encode(`${JSON.stringify({ snapshot })}\n`));
          },
        }),
      ),
  };

  return {
    asked,
    clipboard,
    downloads,
    pauses,
    fetch: async (input, init) => {
      const path = typeof input === "string" ? input : "";
      const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
      asked.push({ path, body });
      if (isDown) throw new TypeError("Failed to fetch");
      const shown = new Headers(init?.headers).get("X-TokenTray");
      if (shown === null || (path !== "session" && (!cookie || shown !== pageKey)))
        return new Response(null, { status: 403 });
      return routes[path]?.(body as never) ?? new Response(null, { status: 404 });
    },
    writeClipboard: async (text) => void clipboard.push(await text),
    download: (name, text) => void downloads.push({ name, text }),
    wait: (delayMs) => {
      pauses.push(delayMs);
      return isDown && pauses.length >= 8 ? new Promise((resolve) => void release.push(resolve)) : Promise.resolve();
    },
    tabStorage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
    },
    push: (line) => stream?.enqueue(encode(`${JSON.stringify(line)}\n`)),
    pushText: (text) => stream?.enqueue(encode(text)),
    drop: (how) => {
      isDown = how === "down";
      stream?.close();
    },
    up: () => {
      isDown = false;
      for (const go of release) go();
      release = [];
    },
    failCopy: (outcome) => {
      failedCopy = outcome;
    },
  };
}

let reports = 0;
const commandValues: Readonly<Record<string, unknown>> = {
  newToken: { expiresAt: 7 },
  get previewReport() {
    reports += 1;
    return { text: `report ${reports}` };
  },
};
