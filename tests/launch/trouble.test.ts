// Why `npm start` would open a browser instead of the desktop app.
import { describe, expect, test } from "vitest";
import { downloadDetail, troubleAfter, troubleBefore, upAfterMs } from "../../electron/launch/trouble.ts";
import { launchDetail, launchSentence, type LaunchTrouble } from "../../shared/launchWords.ts";

const desktop = { platform: "linux", env: { DISPLAY: ":0" }, userId: 1000, args: [] } as const;

describe("before anything is started", () => {
  test("a desktop is fine, under X11 or Wayland", () => {
    expect(troubleBefore(desktop)).toBeUndefined();
    expect(troubleBefore({ ...desktop, env: { WAYLAND_DISPLAY: "wayland-0" } })).toBeUndefined();
  });

  test("Linux without a display cannot show a window, even where the variable is set but empty", () => {
    expect(troubleBefore({ ...desktop, env: {} })?.kind).toBe("noDisplay");
    expect(troubleBefore({ ...desktop, env: { DISPLAY: "" } })?.kind).toBe("noDisplay");
  });

  test("root keeps the sandbox unless it was asked to give it up", () => {
    expect(troubleBefore({ ...desktop, userId: 0 })?.kind).toBe("rootWithoutSandbox");
    expect(troubleBefore({ ...desktop, userId: 0, args: ["--no-sandbox"] })).toBeUndefined();
  });

  test.each(["win32", "darwin"])("%s has its display elsewhere", (platform) => {
    expect(troubleBefore({ platform, env: {}, userId: undefined, args: [] })).toBeUndefined();
  });
});

describe("after Electron has ended", () => {
  test("an early failure means that it never came up, told by its own complaint", () => {
    const errorText = "[12:1123/0101:FATAL:zygote.cc(1)] No usable sandbox! This is a fatal error\n#0 0x55\n#1 0x56\n";
    expect(troubleAfter({ code: 133, afterMs: 200, errorText, interrupted: false })).toEqual({
      kind: "notStarted",
      detail: "No usable sandbox! This is a fatal error",
    });
  });

  test("a missing library is named", () => {
    const errorText = "electron: error while loading shared libraries: libnss3.so: cannot open shared object file\n";
    const trouble = troubleAfter({ code: 127, afterMs: 5, errorText, interrupted: false });
    expect(trouble && launchSentence(trouble)).toContain("libnss3.so");
  });

  test("harmless errors before the fatal line are passed over", () => {
    const errorText =
      "[1:ERROR:bus.cc(2)] Failed to connect to the bus\n[1:ERROR:x11.cc(3)] Missing X server or $DISPLAY\n";
    const trouble = troubleAfter({ code: 1, afterMs: 5, errorText, interrupted: false });
    expect(trouble).toMatchObject({ detail: "Missing X server or $DISPLAY" });
  });

  test("Ctrl-C while it comes up ends it, and opens nothing else", () => {
    expect(troubleAfter({ code: 130, afterMs: 50, errorText: "", interrupted: true })).toBeUndefined();
  });

  test("a silent early failure still gets a cause", () => {
    expect(troubleAfter({ code: null, afterMs: 5, errorText: "", interrupted: false })).toEqual({
      kind: "notStarted",
      detail: launchDetail.endedEarly,
    });
  });

  test("a second start that hands over to the first is no failure", () => {
    expect(troubleAfter({ code: 0, afterMs: 300, errorText: "some error", interrupted: false })).toBeUndefined();
  });

  test("an app that failed after it had come up is not started again as something else", () => {
    expect(troubleAfter({ code: 1, afterMs: upAfterMs, errorText: "error", interrupted: false })).toBeUndefined();
  });
});

describe("what people read", () => {
  const troubles: readonly LaunchTrouble[] = [
    { kind: "noDisplay" },
    { kind: "rootWithoutSandbox" },
    { kind: "notInstalled" },
    { kind: "notDownloaded", detail: launchDetail.stalled },
    { kind: "notStarted", detail: launchDetail.missing },
  ];

  test.each(troubles)("$kind is one sentence that names the mirror variable and what happens instead", (trouble) => {
    const sentence = launchSentence(trouble);
    expect(sentence).toMatch(/^[A-Z][^\n]*[^.\n]\.$/);
    expect(sentence).not.toMatch(/\. [A-Z]/);
    expect(sentence).toContain("ELECTRON_MIRROR");
    expect(sentence).toContain("opens in the browser instead");
  });

  test.each([
    ["RequestError: getaddrinfo ENOTFOUND github.com\n    at x", launchDetail.noRoute],
    ["TypeError: fetch failed\n  [cause]: Error: connect ECONNREFUSED 127.0.0.1:9", launchDetail.noRoute],
    ["Error: Generated checksum for electron.zip did not match expected checksum", launchDetail.damaged],
    ["HTTPError: Response code 403 (Forbidden)", launchDetail.refused],
    ["", launchDetail.refused],
  ])("a failed download is told without its stack trace: %s", (errorText, detail) => {
    expect(downloadDetail(errorText)).toBe(detail);
  });
});
