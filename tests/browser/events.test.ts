// What the page follows: newest picture first, then each change and each screen, until one of the two is gone.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserCommand } from "../../electron/node/openBrowser.ts";
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { openHost, post } from "./openHost.ts";

let host: Awaited<ReturnType<typeof openHost>>;
beforeEach(async () => {
  vi.stubEnv("BROWSER", "none");
  host = await openHost();
});
afterEach(async () => {
  await host.close();
  vi.unstubAllEnvs();
});

interface Line {
  readonly snapshot?: Snapshot;
  readonly screen?: Screen;
  readonly ended?: true;
}

async function follow(headers: Readonly<Record<string, string>>) {
  const leaving = new AbortController();
  const reply = await fetch(`${host.origin}/events`, { headers, signal: leaving.signal });
  const lines: Line[] = [];
  const ended = (async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of reply.body ?? []) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.filter((part) => part !== "").map((part) => JSON.parse(part) as Line));
    }
  })();
  return { reply, lines, ended: ended.catch(() => undefined), leave: () => leaving.abort() };
}

describe("events", () => {
  it("begin with the picture as it is, then bring every newer one and the screens asked for", async () => {
    const session = await host.openSession();
    const { reply, lines } = await follow(session);
    expect(reply.headers.get("content-type")).toContain("application/x-ndjson");
    await vi.waitFor(() => expect(lines[0]?.snapshot?.about.host).toBe("browser"));
    await host.ask(post("/command", { name: "openScreen", input: { name: "about" } }, session));
    await vi.waitFor(() => expect(lines.some(({ screen }) => screen?.name === "about")).toBe(true));
    await host.ask(post("/command", { name: "changeSettings", input: { notifyOnCopy: false } }, session));
    await vi.waitFor(() => expect(lines.at(-1)?.snapshot?.settings.notifyOnCopy).toBe(false));
    const revisions = lines.flatMap(({ snapshot }) => (snapshot === undefined ? [] : [snapshot.revision]));
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  });

  it("end with the host, at once, with a goodbye", async () => {
    const { ended, lines } = await follow(await host.openSession());
    await vi.waitFor(() => expect(lines).not.toEqual([]));
    const startedAt = Date.now();
    host.interrupt();
    await ended;
    expect(lines.at(-1)).toEqual({ ended: true });
    expect(await host.code).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it("reach several pages, and a page that goes does not disturb the others", async () => {
    const session = await host.openSession();
    const one = await follow(session);
    const two = await follow(session);
    await vi.waitFor(() => expect(one.lines.length * two.lines.length).toBeGreaterThan(0));
    one.leave();
    await one.ended;
    await host.ask(post("/command", { name: "openScreen", input: { name: "welcome" } }, session));
    await vi.waitFor(() => expect(two.lines.at(-1)?.screen?.name).toBe("welcome"));
  });
});

describe("opening a browser", () => {
  const url = "http://127.0.0.1:1/#key=a&b";

  it("is left alone with BROWSER=none and where there is no display", () => {
    expect(browserCommand(url, { BROWSER: "none", DISPLAY: ":0" }, "linux")).toBeUndefined();
    expect(browserCommand(url, {}, "linux")).toBeUndefined();
  });

  it("hands the address over as one argument, to no shell", () => {
    expect(browserCommand(url, { DISPLAY: ":0" }, "linux")).toEqual({ program: "xdg-open", args: [url] });
    expect(browserCommand(url, {}, "darwin")).toEqual({ program: "open", args: [url] });
    expect(browserCommand(url, {}, "win32")?.args.at(-1)).toBe(url);
  });
});
