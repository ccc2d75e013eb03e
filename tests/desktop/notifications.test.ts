// System notices: what they say, where a click leads, and that they can be taken away as long as the system may have them.
import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, it } from "vitest";
import { createNotifier } from "../../electron/desktop/notifications.ts";
import type { Notice } from "../../shared/snapshot.ts";

/** The system's list of notices: one stays in it after it has left the screen, until its program or a person removes it. */
const inList = new Set<FakeNotification>();
let supported = true;

class FakeNotification extends EventEmitter {
  readonly words: object;
  constructor(words: object) {
    super();
    this.words = words;
  }
  static isSupported(): boolean {
    return supported;
  }
  show(): void {
    inList.add(this);
  }
  close(): void {
    inList.delete(this);
  }
}

const notice = (id: string): Notice => ({ id, at: 0, kind: "copiedCommand", parts: {}, accountId: `of-${id}` });

describe("system notices", () => {
  let clicked: Notice[];
  let notifier: ReturnType<typeof createNotifier>;
  beforeEach(() => {
    inList.clear();
    supported = true;
    clicked = [];
    const system = FakeNotification as unknown as Parameters<typeof createNotifier>[0];
    notifier = createNotifier(system, (one) => clicked.push(one));
  });
  const listed = (): FakeNotification[] => [...inList];

  it("are shown without a sound, and a click tells which it was", () => {
    notifier.notify(notice("a"));
    notifier.notify(notice("b"));
    expect(listed().map(({ words }) => words)).toMatchObject([{ silent: true }, { silent: true }]);
    listed()[1]?.emit("click");
    expect(clicked.map(({ id }) => id)).toEqual(["b"]);
  });

  it("are taken away, also those that have left the screen for the system's list", () => {
    notifier.notify(notice("a"));
    notifier.notify(notice("b"));
    listed()[0]?.emit("close", { reason: "timedOut" });
    notifier.withdrawNotices();
    expect(listed()).toEqual([]);
  });

  it("do not grow in number: the oldest goes when there are too many, and none is out of reach", () => {
    for (let count = 0; count < 30; count++) notifier.notify(notice(String(count)));
    expect(listed()).toHaveLength(20);
    listed()[0]?.emit("click");
    expect(clicked.map(({ id }) => id)).toEqual(["10"]);
    notifier.withdrawNotices();
    expect(listed()).toEqual([]);
  });

  it("are none where the system has no place for them, and taking them away is then nothing", () => {
    supported = false;
    notifier.notify(notice("a"));
    notifier.withdrawNotices();
    expect(listed()).toEqual([]);
  });
});
