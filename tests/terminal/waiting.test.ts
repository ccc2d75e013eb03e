// Saved sign-ins that cannot be opened now: every command counts them, says why, and loses nothing; all of them come back.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import type { KeyringMood } from "../support/fakeKeyring.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

const ada = { username: "ada@practice.test", password: "Analytical-Engine-1843" };
const counted = /^1 saved sign-in can't be opened: /m;

let line: CommandLine;
let tenant: PracticeTenant;
beforeAll(async () => void (tenant = await startPracticeTenant()));
afterAll(() => tenant.close());
beforeEach(() => void (line = commandLine()));
afterEach(() => line.remove());

const place = (): string[] =>
  `--authority ${tenant.authority} --kind entra --client-id ${tenant.clientId} --scope User.Read`.split(" ");
const signIn = () =>
  line.tokentray(["sign-in", ...place(), "--username", ada.username, "--password-stdin"], {
    input: `${ada.password}\n`,
  });
const records = (): readonly string[] => readdirSync(join(line.folder, "vault")).filter((n) => n.endsWith(".sealed"));

const troubles: readonly (readonly [KeyringMood | "another", RegExp])[] = [
  ["noBus", /this session has no D-Bus session bus/],
  ["noProvider", /no program answers as /],
  ["locked", /is locked, and its request to be unlocked was dismissed/],
  ["noReply", /did not answer within 60 seconds/],
  ["hidden", /does not show the key that sealed them/],
  ["another", /does not show the key that sealed them/],
];

const begin = (trouble: KeyringMood | "another"): void => {
  if (trouble === "another") line.ring.use("second");
  else line.ring.mood = trouble;
};
const end = (): void => {
  line.ring.use("first");
  line.ring.mood = "open";
};

describe.each(troubles)("while the keyring is %s", (trouble, why) => {
  beforeEach(async () => {
    await signIn();
    begin(trouble);
  });

  it.each([
    ["accounts", ["accounts"]],
    ["token of an account", ["token", "--account", ada.username]],
    ["sign-out of an account", ["sign-out", "--account", ada.username]],
    ["diagnose of an account", ["diagnose", "--account", ada.username]],
  ])("%s ends with 5, the count and the reason, and calls nobody signed out", async (_, words) => {
    const ran = await line.tokentray(words);
    expect(ran.code).toBe(5);
    expect(ran.out).toBe("");
    expect(ran.err).toMatch(counted);
    expect(ran.err).toMatch(why);
    expect(ran.err).not.toMatch(/nobody|no account/i);
  });

  it("nobody is signed in anew who did not ask for it, and no password is asked for", async () => {
    const requests = tenant.requests.length;
    const ran = await line.tokentray(["token", ...place(), "--username", ada.username], { typed: [ada.password] });
    expect([ran.code, ran.out, ran.questions]).toEqual([5, "", []]);
    expect(ran.err).toMatch(counted);
    expect(ran.err).toContain("tokentray sign-in --help");
    expect(tenant.requests.slice(requests).filter(({ endpoint }) => endpoint === "token")).toEqual([]);
    expect((await line.tokentray(["token", "--practice"])).code).toBe(5);
  });

  it("diagnose says it among its checks, and ends with 5", async () => {
    const ran = await line.tokentray(["diagnose", ...place(), "--username", ada.username]);
    expect(ran.code).toBe(5);
    expect(ran.out).toMatch(/^wrong {4}Secret storage: 1 saved sign-in can't be opened: /m);
    expect(ran.out).toMatch(why);
  });

  it("errors are JSON where the answer is to be JSON", async () => {
    for (const words of [
      ["token", "--account", ada.username, "--json"],
      ["accounts", "--json"],
    ]) {
      const ran = await line.tokentray(words);
      const { error } = JSON.parse(ran.err) as {
        readonly error: { readonly title: string; readonly exitCode: number };
      };
      expect([ran.code, error.exitCode]).toEqual([5, 5]);
      expect(error.title).toMatch(counted);
    }
  });

  it("everything is as before once that is over", async () => {
    const before = records();
    await line.tokentray(["accounts"]);
    await line.tokentray(["token", "--account", ada.username]);
    await line.tokentray(["diagnose", "--practice"]);
    end();
    expect(records()).toEqual(before);
    const requests = tenant.requests.length;
    const ran = await line.tokentray(["token", "--account", ada.username, "--force"]);
    expect(ran.code).toBe(0);
    expect(tenant.requests.slice(requests).map(({ grantType }) => grantType)).not.toContain("password");
    expect((await line.tokentray(["accounts"])).err).toBe("");
  });
});

describe("a new sign-in", () => {
  it.each([
    ["noBus", /nothing is kept/],
    ["noProvider", /nothing is kept/],
    ["noCollection", /has no default keyring to save anything in. So nothing is kept/],
    ["locked", /can't be saved, so it ends with this command: .* is locked/],
    ["noReply", /can't be saved, so it ends with this command: .* did not answer/],
  ] as const)("that %s keeps from being saved says so, and not that the disk is at fault", async (mood, why) => {
    line.ring.mood = mood;
    const ran = await signIn();
    expect(ran.code).toBe(5);
    expect(ran.err).toMatch(why);
    expect(ran.err).not.toMatch(/disk/);
    line.ring.mood = "open";
    expect((await signIn()).code).toBe(0);
  });

  it("under another keyring is kept there; the first is told, and both come back with theirs", async () => {
    await signIn();
    line.ring.use("second");
    const second = await line.tokentray(["sign-in", "--practice"]);
    expect(second.code).toBe(0);
    expect(second.err).toMatch(counted);
    const both = await line.tokentray(["accounts"]);
    expect(both.code).toBe(5);
    expect(both.out).toContain(ada.username);
    expect((await line.tokentray(["token", "--practice"])).code).toBe(0);
    line.ring.use("first");
    expect((await line.tokentray(["token", ...place(), "--username", ada.username])).code).toBe(0);
    expect((await line.tokentray(["accounts"])).code).toBe(5);
    expect(records()).toHaveLength(2);
  });

  it("of the same account takes the place of the one that waits, and nothing waits any more", async () => {
    await signIn();
    line.ring.use("second");
    const ran = await signIn();
    expect([ran.code, ran.err.match(counted)]).toEqual([0, null]);
    expect((await line.tokentray(["accounts"])).code).toBe(0);
    expect(records()).toHaveLength(1);
  });

  it("with a password on standard input goes on whatever waits, as it was asked for", async () => {
    await signIn();
    line.ring.mood = "noBus";
    const words = ["token", ...place(), "--username", ada.username, "--password-stdin"];
    const ran = await line.tokentray(words, { input: `${ada.password}\n` });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    line.ring.mood = "open";
    expect((await line.tokentray(["token", "--account", ada.username])).code).toBe(0);
  });
});

it("sign-out --all forgets them unopened, so that a lost key stands in nobody's way", async () => {
  await signIn();
  line.ring.use("second");
  const ran = await line.tokentray(["sign-out", "--all"]);
  expect(ran.code).toBe(0);
  expect(ran.err).toContain("Signed out unopened: 1 saved sign-in.");
  expect(records()).toEqual([]);
  expect((await line.tokentray(["accounts"])).err).toContain("Nobody is signed in here.");
  line.ring.use("first");
  expect((await line.tokentray(["accounts"])).err).toContain("Nobody is signed in here.");
});

it("Ctrl-C ends the wait for a keyring with 130, whatever its dialog does", async () => {
  await signIn();
  line.ring.mood = "asking";
  const startedAt = performance.now();
  const ran = await line.tokentray(["accounts"], { interruptAfterMs: 300 });
  expect(ran.code).toBe(130);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
