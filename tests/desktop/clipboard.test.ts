// A copied token: in one piece with the hints that keep it out of histories, read back, and cleared only if it is still ours.
import { describe, expect, it } from "vitest";
import { Secret } from "../../electron/core/secret.ts";
import { clipboardFormats, createClipboard } from "../../electron/desktop/clipboard.ts";
import type { RunningHistory } from "../../electron/node/clipboardHistories.ts";
import { clearedText } from "../../shared/clipboardHistories.ts";

type Parts = Record<string, string | Blob>;
const raw = (name: string): string => `electron application/osclipboard;format="${name}"`;
class FakeItem {
  readonly parts: Parts;
  constructor(parts: Parts) {
    this.parts = parts;
  }
}

interface FakeSystem {
  text: string;
  /** Somebody owns the clipboard. Where nobody does, histories put back what was there before. */
  owned: boolean;
  /** How often yet it reads as empty, and is not cleared, because another program holds it. */
  unreadable: number;
  unclearable: number;
  readonly writes: Parts[];
  readonly port: Parameters<typeof createClipboard>[0];
}

/** A system clipboard that other programs may hold for some writes, as Windows does. */
function fakeSystem(heldFor = 0): FakeSystem {
  let held = heldFor;
  const system = { text: "before", owned: true, unreadable: 0, unclearable: 0, writes: [] as Parts[] };
  const clipboard = {
    write: (items: readonly unknown[]): Promise<void> => {
      const { parts } = items[0] as FakeItem;
      system.writes.push(parts);
      const text = parts["text/plain"];
      if (held-- <= 0) system.text = typeof text === "string" ? text : "";
      return Promise.resolve();
    },
    readText: () => Promise.resolve(system.unreadable-- > 0 ? "" : system.text),
    clear: () => {
      if (system.unclearable-- > 0) return;
      system.text = "";
      system.owned = false;
    },
  };
  const port = { clipboard, ClipboardItem: FakeItem } as unknown as Parameters<typeof createClipboard>[0];
  return Object.assign(system, { port });
}

describe("copying", () => {
  it("writes everything at once and reads it back", async () => {
    const system = fakeSystem();
    expect(await createClipboard(system.port, "linux").write(new Secret("token"))).toBe(true);
    expect(system.text).toBe("token");
    expect(system.writes).toHaveLength(1);
  });

  it("tries once more where another program held the clipboard, and then says that it failed", async () => {
    const once = fakeSystem(1);
    expect(await createClipboard(once.port, "win32").write(new Secret("token"))).toBe(true);
    const twice = fakeSystem(2);
    expect(await createClipboard(twice.port, "win32").write(new Secret("token"))).toBe(false);
    expect(twice.writes).toHaveLength(2);
  });

  it("clears only what is still ours, line ends aside", async () => {
    const system = fakeSystem();
    const clipboard = createClipboard(system.port, "win32");
    system.text = "somebody else's";
    await clipboard.clearIf(new Secret("two\nlines"));
    expect(system.text).toBe("somebody else's");
    system.text = "two\r\nlines";
    await clipboard.clearIf(new Secret("two\nlines"));
    expect(system.text).toBe("");
  });

  it("looks again where another program holds it at the moment of clearing", async () => {
    const unreadable = fakeSystem();
    Object.assign(unreadable, { text: "token", unreadable: 1 });
    await createClipboard(unreadable.port, "win32").clearIf(new Secret("token"));
    expect(unreadable.text).toBe("");
    const unclearable = fakeSystem();
    Object.assign(unclearable, { text: "token", unclearable: 1 });
    await createClipboard(unclearable.port, "win32").clearIf(new Secret("token"));
    expect(unclearable.text).toBe("");
  });

  it("leaves alone what somebody copies between the two looks", async () => {
    const system = fakeSystem();
    system.text = "token";
    const clearing = createClipboard(system.port, "win32").clearIf(new Secret("token"));
    await expect.poll(() => system.text, { interval: 1 }).toBe("");
    system.text = "just copied";
    await clearing;
    expect(system.text).toBe("just copied");
  });

  it("says so where it still holds ours after both, so that the next occasion is not missed", async () => {
    const system = fakeSystem();
    Object.assign(system, { text: "token", unclearable: 2 });
    await expect(createClipboard(system.port, "win32").clearIf(new Secret("token"))).rejects.toThrow("cleared");
  });
});

describe("clearing on Linux", () => {
  const cleared = async (histories: readonly RunningHistory[]): Promise<FakeSystem> => {
    const system = fakeSystem();
    const clipboard = createClipboard(system.port, "linux", () => Promise.resolve(histories));
    await clipboard.write(new Secret("token"));
    await clipboard.clearIf(new Secret("token"));
    return system;
  };
  const mark = { [raw("x-kde-passwordManagerHint")]: "secret" };

  it("keeps the clipboard, without a text, so that no history puts back what was there", async () => {
    const system = await cleared([{ id: "gpaste", heedsMark: false }]);
    expect(system).toMatchObject({ text: "", owned: true });
    expect(system.writes.at(-1)).toEqual(mark);
  });

  it.each(["parcellite", "diodon", "clipit"] as const)(
    "leaves a text where %s would bring the token back",
    async (id) => {
      const system = await cleared([
        { id: "klipper", heedsMark: true },
        { id, heedsMark: false },
      ]);
      expect(system.writes.at(-1)).toEqual({ "text/plain": clearedText, ...mark });
    },
  );

  it("leaves alone what is somebody else's there, too", async () => {
    const system = fakeSystem();
    await createClipboard(system.port, "linux").clearIf(new Secret("token"));
    expect(system).toMatchObject({ text: "before", writes: [] });
  });
});

describe("the histories that keep a copy", () => {
  it("are those that heed no mark, as they ran when it was made", async () => {
    let running: readonly RunningHistory[] = [
      { id: "klipper", heedsMark: true },
      { id: "copyq", heedsMark: false },
    ];
    const clipboard = createClipboard(fakeSystem().port, "linux", () => Promise.resolve(running));
    expect(await clipboard.keepers()).toEqual([]);
    await clipboard.write(new Secret("token"));
    running = [];
    expect(await clipboard.keepers()).toEqual(["copyq"]);
  });
});

describe("the formats beside the text", () => {
  it("tell Windows to leave it out of monitors, history and cloud, each as a DWORD of zero", async () => {
    const formats = clipboardFormats("token", "win32");
    const names = [
      "ExcludeClipboardContentFromMonitorProcessing",
      "CanIncludeInClipboardHistory",
      "CanUploadToCloudClipboard",
    ];
    expect(Object.keys(formats)).toEqual(["text/plain", ...names.map(raw)]);
    for (const name of names) {
      expect(new Uint8Array(await (formats[raw(name)] as Blob).arrayBuffer())).toEqual(new Uint8Array(4));
    }
  });

  it("tell macOS that it is concealed and transient, and KDE that it is a password", () => {
    const concealed = [raw("org.nspasteboard.ConcealedType"), raw("org.nspasteboard.TransientType")];
    expect(Object.keys(clipboardFormats("t", "darwin"))).toEqual(["text/plain", ...concealed]);
    expect(clipboardFormats("t", "linux")).toEqual({
      "text/plain": "t",
      [raw("x-kde-passwordManagerHint")]: "secret",
    });
  });

  it("are none where nothing is known", () => {
    expect(clipboardFormats("t", "freebsd")).toEqual({ "text/plain": "t" });
  });
});
