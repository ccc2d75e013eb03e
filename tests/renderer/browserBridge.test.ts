// The browser host's bridge against a host that behaves: key, commands, copies, pushes, lost connections.
import { afterEach, describe, expect, test, vi } from "vitest";
import { browserBridge } from "../../renderer/browserBridge.ts";
import { openBrowserHost } from "../../renderer/browserHost.ts";
import type { HostLink, PageBridge } from "../../renderer/bridge.ts";
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { fakeHost, oneTimeKey, tokenText, type FakeHost } from "./fakeHost.ts";
import { endedSignIn, firstStart, waitsForCode } from "./samples.ts";

const ending = new Set<AbortController>();
afterEach(() => {
  for (const end of ending) end.abort();
  ending.clear();
});

function follow(host: FakeHost): {
  readonly bridge: PageBridge;
  readonly links: HostLink[];
  readonly revisions: number[];
} {
  const end = new AbortController();
  ending.add(end);
  const bridge = browserBridge(host, end.signal);
  const links: HostLink[] = [];
  const revisions: number[] = [];
  bridge.onLink((link) => void links.push(link));
  bridge.onSnapshot(({ revision }) => void revisions.push(revision));
  return { bridge, links, revisions };
}
const revised = (revision: number): { readonly snapshot: Snapshot } => ({ snapshot: { ...firstStart(), revision } });
const copyInput = { accountId: "ada", scopeSetId: "set-1", format: "raw" } as const;

describe("the one-time key", () => {
  const openAt = (hash: string, host: FakeHost) => {
    window.history.replaceState(null, "", `/${hash}`);
    return openBrowserHost(host);
  };

  test("is exchanged and leaves the address at once", async () => {
    const host = fakeHost(firstStart());
    const bridge = await openAt(`#key=${oneTimeKey}`, host);
    expect(host.asked[0]).toEqual({ path: "session", body: { key: oneTimeKey } });
    expect(window.location.href).not.toContain(oneTimeKey);
    if (typeof bridge === "string") throw new Error(bridge);
    expect((await bridge.snapshot()).revision).toBe(1);
  });

  test("that is wrong opens nothing, and leaves the address too", async () => {
    const host = fakeHost(firstStart());
    expect(await openAt("#key=guessed", host)).toBe("refused");
    expect(window.location.href).not.toContain("guessed");
    expect(host.asked.map(({ path }) => path)).toEqual(["session"]);
  });

  test("is not needed by a page that is loaded again with its cookie", async () => {
    const host = fakeHost(firstStart(), true);
    const bridge = await openAt("", host);
    if (typeof bridge === "string") throw new Error(bridge);
    expect((await bridge.snapshot()).revision).toBe(1);
  });

  test("cannot be exchanged where nothing answers", async () => {
    const host = fakeHost(firstStart());
    host.drop("down");
    expect(await openAt(`#key=${oneTimeKey}`, host)).toBe("unreachable");
  });

  test("missing, and no cookie either, means that the page is refused", async () => {
    const { links } = follow(fakeHost(firstStart()));
    await vi.waitFor(() => expect(links).toEqual(["refused"]));
  });

  test("missing in a tab that never had one means that nobody need be asked", async () => {
    const host = fakeHost(firstStart());
    expect(await openAt("", host)).toBe("refused");
    expect(host.asked).toEqual([]);
  });

  test("that no longer counts is told to whoever begins to listen later, too", async () => {
    const bridge = browserBridge(fakeHost(firstStart()));
    await expect(bridge.snapshot()).rejects.toThrow("403");
    const links: HostLink[] = [];
    bridge.onLink((link) => void links.push(link));
    expect(links).toEqual(["refused"]);
  });
});

describe("a command", () => {
  test("is asked for with its input and answers with the outcome", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge } = follow(host);
    const ids = { accountId: "ada", scopeSetId: "set-1" };
    expect(await bridge.command("newToken", ids)).toEqual({ ok: true, value: { expiresAt: 7 } });
    expect(host.asked).toContainEqual({ path: "command", body: { name: "newToken", input: ids } });
  });

  test("that reaches nobody is a failure, not an exception, and the link is lost", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge, links, revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    host.drop("down");
    const outcome = await bridge.command("cancelSignIn", {});
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "unexpected" } });
    expect(links).toContain("lost");
  });

  test("to quit ends the page for good", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge, links, revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    await bridge.command("quit", {});
    host.drop("down");
    await vi.waitFor(() => expect(host.pauses.length).toBeGreaterThan(1));
    expect(links).toEqual(["ended"]);
  });
});

describe("a copy", () => {
  test("hands the text to the clipboard in the very turn of the click", async () => {
    const host = fakeHost(firstStart(), true);
    let handed = false;
    const { bridge } = follow({
      ...host,
      writeClipboard: (text) => {
        handed = true;
        return host.writeClipboard(text);
      },
    });
    const copied = bridge.command("copyToken", copyInput);
    expect(handed).toBe(true);
    expect(await copied).toEqual({ ok: true, value: { expiresAt: 42 } });
    expect(host.clipboard).toEqual([tokenText]);
  });

  test("never lets the page have the text", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge } = follow(host);
    const outcomes = [
      await bridge.command("copyToken", copyInput),
      await bridge.command("copyCommand", { accountId: "ada", scopeSetId: "set-1" }),
    ];
    expect(host.clipboard).toHaveLength(2);
    expect(JSON.stringify(outcomes)).not.toContain(tokenText);
    expect(host.asked).toContainEqual({
      path: "copy",
      body: { accountId: "ada", scopeSetId: "set-1", format: "command" },
    });
  });

  test("that the program refuses leaves the clipboard alone and answers why", async () => {
    const host = fakeHost(firstStart(), true);
    const refusal = { ok: false, failure: { kind: "signInNeeded", at: 1, evidence: {} } };
    host.failCopy(refusal);
    const { bridge } = follow(host);
    expect(await bridge.command("copyToken", copyInput)).toEqual(refusal);
    expect(host.clipboard).toEqual([]);
  });

  test("that the browser refuses is a failure", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge } = follow({ ...host, writeClipboard: () => Promise.reject(new Error("NotAllowedError")) });
    expect(await bridge.command("copyToken", copyInput)).toMatchObject({ ok: false });
  });
});

describe("what a page does by itself", () => {
  const onDevice = (): Snapshot => ({
    ...firstStart(),
    signIn: { ...endedSignIn(0), method: "deviceCode", waiting: waitsForCode() },
  });

  test("is to copy a line or the user code, without asking anybody, in the turn of the click", async () => {
    const host = fakeHost(onDevice(), true);
    const { bridge, revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    expect(await bridge.command("copyText", { text: "a-correlation-id" })).toEqual({ ok: true, value: null });
    expect(await bridge.command("copyUserCode", {})).toEqual({ ok: true, value: null });
    expect(host.clipboard).toEqual(["a-correlation-id", "F7KQ-X2ML"]);
    expect(host.asked.filter(({ path }) => path === "command" || path === "copy")).toEqual([]);
  });

  test("fails where there is no code, or where the browser refuses", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge } = follow({ ...host, writeClipboard: () => Promise.reject(new Error("NotAllowedError")) });
    expect(await bridge.command("copyUserCode", {})).toMatchObject({ ok: false });
    expect(await bridge.command("copyText", { text: "x" })).toMatchObject({ ok: false });
  });

  test("is to give away the very report that was shown", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge } = follow(host);
    const wishes = { maskNames: true, maskTenant: true };
    const shown = await bridge.command("previewReport", wishes);
    if (!shown.ok) throw new Error("no report");
    await bridge.command("copyReport", wishes);
    await bridge.command("saveReport", wishes);
    expect(host.clipboard).toEqual([shown.value.text]);
    expect(host.downloads.map(({ text }) => text)).toEqual([shown.value.text]);
    expect(host.downloads[0]?.name).toMatch(/^tokentray-report-\d{4}-\d\d-\d\d\.txt$/);
    await bridge.command("copyReport", { ...wishes, maskNames: false });
    expect(host.clipboard[1]).not.toBe(shown.value.text);
  });
});

describe("what the host pushes", () => {
  test("arrives as pictures and screens, wherever the lines are cut", async () => {
    const host = fakeHost(firstStart(), true);
    const { bridge, revisions } = follow(host);
    const screens: Screen[] = [];
    bridge.onScreen((screen) => void screens.push(screen));
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    const text = `${JSON.stringify(revised(2))}\n\n${JSON.stringify({ screen: { name: "about" } })}\n`;
    host.pushText(text.slice(0, 30));
    host.pushText(text.slice(30));
    await vi.waitFor(() => expect(screens).toEqual([{ name: "about" }]));
    expect(revisions).toEqual([1, 2]);
  });

  test("is taken up again after growing pauses, and the page knows that it was lost", async () => {
    const host = fakeHost(firstStart(), true);
    const { links, revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    host.drop("down");
    await vi.waitFor(() => expect(host.pauses).toHaveLength(8));
    expect(links).toEqual(["lost"]);
    expect(host.pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
    host.up();
    await vi.waitFor(() => expect(links).toEqual(["lost", "connected"]));
    host.push(revised(3));
    await vi.waitFor(() => expect(revisions).toEqual([1, 1, 3]));
  });

  test("that breaks and comes back within moments is nothing to tell a person about", async () => {
    const host = fakeHost(firstStart(), true);
    const { links, revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    host.drop();
    await vi.waitFor(() => expect(revisions).toEqual([1, 1]));
    expect(links).toEqual([]);
  });

  test("ends with a goodbye, and nobody is asked any more", async () => {
    const host = fakeHost(firstStart(), true);
    const { links, revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    host.push({ ended: true });
    host.drop("down");
    await vi.waitFor(() => expect(links).toEqual(["ended"]));
    expect(host.pauses).toEqual([]);
  });

  test("that is no JSON breaks nothing but that stream", async () => {
    const host = fakeHost(firstStart(), true);
    const { revisions } = follow(host);
    await vi.waitFor(() => expect(revisions).toEqual([1]));
    host.pushText("<html>\n");
    await vi.waitFor(() => expect(revisions).toEqual([1, 1]));
  });
});
