// `tokentray diagnose`, from the words typed to the exit code, against the practice tenant.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ports } from "../../electron/core/ports.ts";
import { practiceTenant } from "../../shared/practicePeople.ts";
import { checkIds } from "../../shared/snapshot.ts";
import { placeWords, usageWords } from "../../shared/terminalWords.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

let line: CommandLine;
beforeEach(() => {
  line = commandLine();
});
afterEach(() => line.remove());

const noNetwork: Partial<Ports> = {
  fetch: () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" })),
};
const own = [
  "--authority",
  "https://login.microsoftonline.com",
  "--tenant",
  "contoso.example",
  "--client-id",
  "x",
  "--scope",
  "User.Read",
];

describe("diagnose", () => {
  it("says of every check what it found, and asks for no password", async () => {
    const ran = await line.tokentray(["diagnose", "--practice"]);
    expect(ran.code).toBe(0);
    expect([ran.inputRead, ran.questions]).toEqual([0, []]);
    expect(ran.out).toMatch(/^good {5}Connection: The practice tenant/m);
    expect(ran.out).toMatch(/^good {5}Kind of account: ada@practice\.test/m);
    expect(ran.out).toMatch(/^skipped {2}Saved sign-in: No account was chosen\.$/m);
    expect(ran.out).not.toMatch(/[{}]|undefined/);
  });

  it("looks at an account that is signed in", async () => {
    await line.tokentray(["sign-in", "--practice"]);
    const ran = await line.tokentray(["diagnose", "--account", "ada@practice.test", "--json"]);
    expect(ran.code).toBe(0);
    const { checks, username } = JSON.parse(ran.out) as {
      readonly username: string;
      readonly checks: readonly Readonly<Record<string, unknown>>[];
    };
    expect(username).toBe("ada@practice.test");
    expect(checks.map(({ id }) => id)).toEqual(checkIds);
    expect(checks.find(({ id }) => id === "refreshToken")).toMatchObject({ state: "pass", finding: "present" });
    expect(checks.find(({ id }) => id === "tray")).toMatchObject({ state: "skipped", remedy: [], links: [] });
    expect(ran.out).not.toMatch(/eyJ/);
  });

  it("says what to do below what is wrong, with the exit code of the first trouble", async () => {
    const ran = await line.tokentray(["diagnose", ...own], {}, noNetwork);
    expect(ran.code).toBe(4);
    expect(ran.out).toMatch(
      /^wrong {4}Authority: The name login\.microsoftonline\.com could not be found \(ENOTFOUND\)\.\n {9}Check/m,
    );
  });

  it.each([
    ["html", 4],
    ["json", 3],
    ["notFound", 3],
  ])("tells by its exit code whether it may work later: %s is %i", async (kind, code) => {
    const replies: Readonly<Record<string, () => Response>> = {
      html: () => new Response("<html>", { headers: { "content-type": "text/html" } }),
      json: () => Response.json({ error: "invalid_tenant", error_codes: [90002] }, { status: 400 }),
      notFound: () => new Response("", { status: 404 }),
    };
    const ran = await line.tokentray(
      ["diagnose", ...own],
      {},
      { fetch: () => Promise.resolve(replies[kind]?.() ?? Response.error()) },
    );
    expect(ran.code).toBe(code);
  });

  it("names a keyring that is shut before anything else", async () => {
    await line.tokentray(["sign-in", "--practice"]);
    line.shutKeyring(true);
    const ran = await line.tokentray(["diagnose", "--practice"]);
    expect(ran.code).toBe(5);
    expect(ran.out).toMatch(/^wrong {4}Secret storage: .* is locked/m);
  });

  it("counts a missing keyring as a note, because everything else works", async () => {
    const bare = commandLine({ keyring: false });
    const ran = await bare.tokentray(["diagnose", "--practice"]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^note {5}Secret storage: .*no protected storage was found/m);
    bare.remove();
  });

  it("prints a report to send on, masked where that is asked for", async () => {
    const whole = await line.tokentray(["diagnose", "--practice", "--report"]);
    expect(whole.out).toMatch(/^# TokenTray support report\n[\s\S]*ada@practice\.test/);
    const masked = await line.tokentray(["diagnose", "--practice", "--report", "--mask"]);
    expect(masked.out).toMatch(/^# TokenTray support report\n[\s\S]*user1@…/);
    for (const told of ["ada@", practiceTenant.clientId, practiceTenant.domain, line.folder])
      expect(masked.out).not.toContain(told);
  });

  it.each([
    [[], usageWords.onePlace],
    [["--practice", "--mask"], usageWords.maskAlone],
    [["--practice", "--report", "--json"], usageWords.reportOrJson],
    [["--practice", "--password-stdin"], usageWords.unknownOption("--password-stdin")],
    [["--practice", "--password=x"], usageWords.passwordOption],
    [["--connection", "nowhere"], placeWords.noConnection("nowhere")],
  ])("%j is not understood, and the reason is given", async (args, reason) => {
    const ran = await line.tokentray(["diagnose", ...args]);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe("");
    expect(ran.err).toContain(reason);
  });
});
