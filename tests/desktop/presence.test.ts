// Who sits at the computer: a Mac with Touch ID asks, nothing else does.
import { describe, expect, it } from "vitest";
import { createPresence } from "../../electron/desktop/presence.ts";
import { lockWords } from "../../shared/lockWords.ts";

const macWith = (touch: { readonly can: boolean; readonly finger?: "right" | "wrong" }) => {
  const asked: string[] = [];
  const system = {
    canPromptTouchID: () => touch.can,
    promptTouchID: (reason: string) => {
      asked.push(reason);
      return touch.finger === "right" ? Promise.resolve() : Promise.reject(new Error("Authentication failed"));
    },
  };
  return { asked, system };
};

describe("the question for who is there", () => {
  it.each(["right", "wrong"] as const)("is put by a Mac with Touch ID, and answered by a %s finger", async (finger) => {
    const { system, asked } = macWith({ can: true, finger });
    const presence = createPresence(system, "darwin");
    expect(presence.canAskPresence()).toBe(true);
    expect(await presence.provePresence()).toBe(finger === "right");
    expect(asked).toEqual([lockWords.touchReason]);
  });

  it("cannot be put by a Mac without Touch ID, with its lid shut or after too many wrong fingers", () => {
    expect(createPresence(macWith({ can: false }).system, "darwin").canAskPresence()).toBe(false);
  });

  it.each(["win32", "linux"] as const)("is not there on %s, where Electron has no such call", (platform) => {
    const without = {} as Parameters<typeof createPresence>[0];
    expect(createPresence(without, platform).canAskPresence()).toBe(false);
  });
});
