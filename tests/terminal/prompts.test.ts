// The words that a person copies from the terminal: commands quoted for their shell, and codes that steer nothing.
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { devicePrompt } from "../../electron/terminal/devicePrompt.ts";
import { nextCommands } from "../../electron/terminal/nextCommands.ts";
import { explain } from "../../shared/explain.ts";
import type { Failure, Grant } from "../../shared/failure.ts";
import { deviceWords } from "../../shared/terminalWords.ts";

const refused = (grant: Grant): Failure => ({ kind: "mfaRequired", at: 0, evidence: { grant } });
const after = (
  args: readonly string[],
  platform: NodeJS.Platform = "linux",
  grant: Grant = "password",
  env: NodeJS.ProcessEnv = {},
) => nextCommands(explain(refused(grant)), refused(grant), "token", args, { platform, env });

describe("the commands to run next", () => {
  const args = ["--connection", 'It\'s "mine" & $HOME `x`', "--username", "søren o'neil@x.test", "--scope", "a", "b c"];

  it("reach the program word for word through a POSIX shell", () => {
    const line = after(args)?.browser?.replace(/^tokentray /, "printf '%s\\n' ") ?? "";
    const { stdout } = spawnSync("/bin/sh", ["-c", line]);
    expect(stdout.toString().trimEnd().split("\n")).toEqual(["token", ...args, "--browser"]);
  });

  it("are quoted for PowerShell on Windows", () => {
    expect(after(["--connection", "It's mine"], "win32")?.browser).toBe(
      "tokentray token --connection 'It''s mine' --browser",
    );
  });

  it("leave out how the sign-in was made before, and nothing else", () => {
    const before = ["--practice", "--password-stdin", "--prompt", "consent", "--device-code", "--prompt=x", "--json"];
    expect(after(before)?.browser).toBe("tokentray token --practice --json --browser");
  });

  it("begin as the command was called in a checkout, which has no program of that name", () => {
    const called = { npm_lifecycle_event: "tokentray" };
    expect(after(["--practice"], "linux", "password", called)?.browser).toBe(
      "npm run -s tokentray -- token --practice --browser",
    );
    const byTest = { npm_lifecycle_event: "test:unit" };
    expect(after(["--practice"], "linux", "password", byTest)?.browser).toBe("tokentray token --practice --browser");
  });

  it("offer no device code after one was refused", () => {
    expect(after(["--practice"], "linux", "deviceCode")).toEqual({ browser: "tokentray token --practice --browser" });
  });

  it.each(["a\u001b[2Jb", "a\nb", "a\u202eb"])("are not shown where a word would steer the terminal: %j", (word) => {
    expect(after(["--connection", word])).toBeUndefined();
  });
});

describe("a device code", () => {
  const waiting = { kind: "device", endsAt: 1_800_000_900_000, mayOpen: true } as const;

  it("says at which host a page is that is not known to be the authority's", () => {
    const page = { ...waiting, userCode: "ABCD", verificationUri: "https://evil.example/device" };
    expect(devicePrompt(page, 900_000, false)).not.toContain(deviceWords.foreignPage("evil.example"));
    expect(devicePrompt({ ...page, mayOpen: false }, 900_000, false)).toContain(
      deviceWords.foreignPage("evil.example"),
    );
  });

  it("speaks of other devices only where one could reach the page", () => {
    const page = { ...waiting, userCode: "ABCD", verificationUri: "https://x.test/device" };
    expect(devicePrompt(page, 900_000, false)).toContain("any device");
    for (const host of ["127.0.0.1:1", "localhost:1", "[::1]:1"]) {
      const here = devicePrompt({ ...page, verificationUri: `http://${host}/device` }, 900_000, false);
      expect(here).toContain(deviceWords.openPageHere);
      expect(here).not.toContain("any device");
    }
  });

  it("steers the terminal by nothing that the server sent", () => {
    const steering = {
      ...waiting,
      userCode: "AB\u001b[31mCD\r\nEF",
      verificationUri: "https://x.test/\u001b]0;t\u0007",
    };
    expect(devicePrompt(steering, 900_000, false).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(devicePrompt(steering, 900_000, true).trimEnd()).not.toMatch(/\p{Cc}/u);
  });

  it("tells a short life in seconds", () => {
    const page = { ...waiting, userCode: "ABCD", verificationUri: "https://x.test/device" };
    expect(devicePrompt(page, 25_900, false)).toContain("It is good for 25 seconds");
    expect(devicePrompt(page, 60_000, false)).toContain("It is good for 1 minute;");
  });
});
