// `tokentray … --browser` and `… --device-code`: what a person is told, what they do elsewhere, and every way it ends.
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Clock } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { practicePeople, type PracticePerson, type PracticeSituation } from "../../shared/practicePeople.ts";
import { answerWords, browserWords, deviceWords, reportWords, usageWords } from "../../shared/terminalWords.ts";
import { openBrowser, signInOnPages } from "../practice/browser.ts";
import { goThrough } from "../support/personAtBrowser.ts";
import { fakeOpeners, type FakeOpeners } from "../support/fakeOpeners.ts";
import { hurriedClock } from "../support/hurriedClock.ts";
import { commandLine, type CommandLine, type Ran } from "./commandLine.ts";
import type { FakeTerminalOptions } from "./fakeTerminal.ts";

const isToken = /^[\w-]+\.[\w-]+\.[\w-]+\n$/;
const personWho = (situation: PracticeSituation): PracticePerson => {
  const found = practicePeople.find((each) => each.situation === situation);
  if (found === undefined) throw new Error(`nobody is ${situation}`);
  return found;
};

/** Timers run a hundred times as fast, so that nobody waits for polls. */
const hurried = hurriedClock((ms) => ms / 100);

let line: CommandLine;
let tenant: PracticeTenant;
beforeEach(async () => {
  vi.stubEnv("BROWSER", "none");
  line = commandLine();
  tenant = await startPracticeTenant({ deviceCode: { intervalSeconds: 0.04 } });
});
afterEach(async () => {
  line.remove();
  await tenant.close();
  vi.unstubAllEnvs();
});

const at = (command: "token" | "sign-in", ...more: readonly string[]): readonly string[] =>
  `${command} --authority ${tenant.authority} --kind entra --client-id ${tenant.clientId} --scope User.Read`
    .split(" ")
    .concat(more);

/** Runs the command; `acts` does what a person does once they see what is said on standard error. */
async function run(
  args: readonly string[],
  sign: RegExp,
  acts: (found: string) => Promise<unknown>,
  options: FakeTerminalOptions = {},
): Promise<Ran> {
  let acting: Promise<unknown> | undefined;
  const ending = Promise.withResolvers<never>();
  const onErr = (text: string): void => {
    const [, found] = sign.exec(text) ?? [];
    if (found !== undefined) acting ??= acts(found).catch((error: unknown) => ending.reject(error));
  };
  const running = line.tokentray(args, { ...options, onErr }, { clock: hurriedFor(args) });
  const ran = await Promise.race([running, ending.promise]);
  await acting;
  return ran;
}

/** The two minutes for the browser are not to fly past. */
const hurriedFor = (args: readonly string[]): Clock => (args.includes("--device-code") ? hurried : systemClock);

const anAddress = /^ {4}(http:\S+)$/m;
const aCode = /^ {8}(\S+)$/m;
const visits = (person: PracticePerson, habit?: "cancels") => (address: string) =>
  goThrough(tenant, address, person, habit);

async function typeCode(code: string, person: PracticePerson, answer = "Yes, go on"): Promise<void> {
  const browser = openBrowser(tenant);
  const typed = await browser.submit(await browser.open(`${tenant.origin}/device`), { code });
  const asked = await signInOnPages(browser, typed, person);
  // Where a policy stops the person, no question is asked.
  if (asked.forms.length > 0) await browser.submit(asked, {}, answer);
}

describe("a failure that a browser gets past", () => {
  it("names the exact commands to run next, and the first of them works", async () => {
    const person = personWho("mfaRequired");
    const args = at("token", "--username", person.username, "--password-stdin");
    const refused = await line.tokentray(args, { input: person.password });
    expect(refused.code).toBe(3);
    const kept = at("token", "--username", person.username).join(" ");
    expect(refused.err).toContain(`${reportWords.inBrowser}\n  tokentray ${kept} --browser\n`);
    expect(refused.err).toContain(`${reportWords.onAnotherDevice}\n  tokentray ${kept} --device-code\n`);
    const next = /^ {2}tokentray (.* --browser)$/m.exec(refused.err)?.[1]?.split(" ") ?? [];
    const ran = await run(next, anAddress, visits(person));
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(isToken);
  });

  it("names them in JSON too", async () => {
    const person = personWho("consentMissing");
    const ran = await line.tokentray(["token", "--practice", "--username", person.username, "--json"]);
    const { error } = JSON.parse(ran.err) as { readonly error: { readonly next: unknown } };
    const browser = `tokentray token --practice --username ${person.username} --json --browser --prompt consent`;
    expect(error.next).toEqual({ browser });
  });

  it("names none where a browser does not help", async () => {
    const ran = await line.tokentray(["token", "--practice", "--username", personWho("disabled").username]);
    expect(ran.code).toBe(3);
    expect(ran.err).not.toContain("--browser");
  });
});

describe("--browser", () => {
  it("prints the address on standard error and the token alone on standard output", async () => {
    const person = personWho("works");
    const ran = await run(at("token", "--browser"), anAddress, visits(person));
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(isToken);
    expect(ran.err).toContain("redirect_uri=http%3A%2F%2Flocalhost%3A");
    expect(ran.err).toContain(browserWords.waiting(120_000));
    expect(ran.err).toContain(browserWords.notOpened);
    expect(ran.err).not.toContain(ran.out.trim());
    expect([ran.inputRead, ran.questions]).toEqual([0, []]);
    const again = await line.tokentray(at("token", "--username", person.username));
    expect([again.code, again.out]).toEqual([0, ran.out]);
  });

  it("says in JSON whose token it is where nobody was named", async () => {
    const person = personWho("federated");
    const ran = await run(at("token", "--browser", "--json"), anAddress, visits(person));
    expect(JSON.parse(ran.out)).toMatchObject({ account: person.username, token_type: "Bearer" });
  });

  it("signs a second person in where nobody is named, and is one sign-in more", async () => {
    await run(at("sign-in", "--browser"), anAddress, visits(personWho("works")));
    const second = personWho("mfaRequired");
    const ran = await run(at("sign-in", "--browser"), anAddress, visits(second));
    expect([ran.code, ran.out]).toEqual([0, ""]);
    expect(ran.err).toContain(`Signed in as ${second.username} at `);
    expect(ran.err).not.toContain("login_hint");
    const { out } = await line.tokentray(["accounts", "--json"]);
    expect(JSON.parse(out)).toHaveLength(2);
  });

  it("meets the challenge that a refresh was refused with", async () => {
    const person = personWho("stepUpOnRefresh");
    const first = await line.tokentray(at("sign-in", "--username", person.username), { input: person.password });
    expect(first.code).toBe(0);
    const refused = await line.tokentray(["token", "--account", person.username, "--force"]);
    expect(refused.code).toBe(3);
    const next = `token --account ${person.username} --force --browser`;
    expect(refused.err).toContain(`  tokentray ${next}\n`);
    const ran = await run(next.split(" "), anAddress, async (address) => {
      const asked = new URL(address).searchParams;
      expect(JSON.parse(asked.get("claims") ?? "")).toBeTypeOf("object");
      expect(asked.get("login_hint")).toBe(person.username);
      await visits(person)(address);
    });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(isToken);
  });

  it("hands out no token of somebody else than was named, and says who signed in", async () => {
    const [named, other] = [personWho("stepUpOnRefresh"), personWho("works")];
    await line.tokentray(at("sign-in", "--username", named.username), { input: named.password });
    const args = `token --account ${named.username} --force --browser`.split(" ");
    const ran = await run(args, anAddress, (address) => {
      const anybody = new URL(address);
      anybody.searchParams.delete("login_hint");
      return visits(other)(anybody.href);
    });
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain(answerWords.somebodyElse(other.username, named.username));
  });

  it("tells what happened where the person cancels there", async () => {
    const ran = await run(
      at("token", "--browser", "--prompt", "consent"),
      anAddress,
      visits(personWho("works"), "cancels"),
    );
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("access_denied");
  });

  it("asks first where the sign-in would end at another origin", async () => {
    const elsewhere = tenant.origin.replace("127.0.0.1", "localhost");
    const moved = async (url: string, init: RequestInit): Promise<Response> => {
      const reply = await fetch(url, init);
      if (!url.includes("openid-configuration")) return reply;
      const metadata = (await reply.json()) as Record<string, unknown>;
      const token_endpoint = String(metadata["token_endpoint"]).replace(tenant.origin, elsewhere);
      return Response.json({ ...metadata, token_endpoint });
    };
    const ran = await line.tokentray(at("token", "--browser"), {}, { fetch: moved });
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).not.toMatch(anAddress);
    expect(ran.err).toContain(answerWords.otherOriginHint(elsewhere));
  });

  it("ends with 130 at Ctrl-C, and the return is not waited for any more", async () => {
    let back = "";
    const ran = await run(
      at("token", "--browser"),
      anAddress,
      async (address) => {
        back = new URL(address).searchParams.get("redirect_uri") ?? "";
      },
      { interruptAfterMs: 700 },
    );
    expect([ran.code, ran.out]).toEqual([130, ""]);
    expect(back).toMatch(/^http:\/\/localhost:\d+$/);
    await expect(fetch(back)).rejects.toThrow("fetch failed");
  });
});

describe("--device-code", () => {
  it("prints page, code, life and the warning, plain, and ends with the token", async () => {
    const person = personWho("mfaRequired");
    const ran = await run(at("token", "--device-code"), aCode, (code) => typeCode(code, person));
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(isToken);
    expect(ran.err).toContain(`${deviceWords.openPageHere}\n\n    ${tenant.origin}/device\n\n`);
    expect(ran.err).toMatch(/^ {8}[A-Z\d-]{8,9}$/m);
    expect(ran.err).toContain(deviceWords.life(900_000));
    expect(ran.err).toContain(deviceWords.onlyYours);
  });

  it("prints one line of JSON for programs that show the code themselves", async () => {
    const person = personWho("works");
    const args = at("token", "--device-code", "--json");
    const ran = await run(args, /"user_code":"([^"]+)"/, (code) => typeCode(code, person));
    expect(ran.code).toBe(0);
    const [first = ""] = ran.err.split("\n");
    const { device_code_prompt: prompt } = JSON.parse(first) as { readonly device_code_prompt: { expires_on: number } };
    expect(Object.keys(prompt)).toEqual(["user_code", "verification_uri", "expires_on"]);
    expect(prompt).toMatchObject({ verification_uri: `${tenant.origin}/device` });
    expect(Math.abs(prompt.expires_on - Date.now() / 1000 - 900)).toBeLessThan(20);
    expect(JSON.parse(ran.out)).toMatchObject({ account: person.username });
  });

  it("is explained where a policy blocks it, with the way to the browser", async () => {
    const person = personWho("deviceCodeBlocked");
    const ran = await run(at("token", "--device-code"), aCode, (code) => typeCode(code, person));
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("A policy does not allow device codes");
    expect(ran.err).toContain(`tokentray ${at("token", "--browser").join(" ")}\n`);
    expect(ran.err).not.toContain("--device-code");
  });

  it("ends where the person says no", async () => {
    const ran = await run(at("token", "--device-code"), aCode, (code) =>
      typeCode(code, personWho("works"), "No, cancel"),
    );
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("authorization_declined");
  });

  it("ends with 130 at Ctrl-C", async () => {
    const ran = await run(at("token", "--device-code"), aCode, async () => undefined, { interruptAfterMs: 400 });
    expect([ran.code, ran.out]).toEqual([130, ""]);
    expect(ran.err).toContain(deviceWords.enterCode);
  });
});

it.each([
  [["--browser", "--device-code"], usageWords.oneWay],
  [["--browser", "--password-stdin"], usageWords.oneWay],
  [["--prompt", "consent"], usageWords.promptAlone],
  [["--browser", "--prompt", "everything"], usageWords.wrongValue("--prompt", ["consent", "select_account"])],
])("%j is not understood, and nothing is sent", async (more, problem) => {
  const ran = await line.tokentray(at("token", ...more));
  expect([ran.code, tenant.requests.length]).toEqual([2, 0]);
  expect(ran.err).toContain(problem);
});

describe.skipIf(process.platform !== "linux")("on a computer that others use, too", () => {
  let desktop: FakeOpeners;
  beforeEach(() => (desktop = fakeOpeners()));
  afterEach(() => desktop.remove());

  const person = personWho("works");
  const secretsIn = (address: string): readonly string[] =>
    ["state", "nonce", "code_challenge"].map((name) => new URL(address).searchParams.get(name) ?? "missing");
  /** What the browser finds by what it was started with. */
  const foundBy = async (argument: string): Promise<string> => {
    if (argument.startsWith("http:")) {
      return (await fetch(argument, { redirect: "manual" })).headers.get("location") ?? "";
    }
    const text = await readFile(argument, "utf8");
    return (/0; url=([^"]+)"/.exec(text)?.[1] ?? "").replaceAll("&amp;", "&");
  };

  it.each([
    ["a file of the person's own", {}, /^\/.+\/open\.html$/],
    ["an address that leads on once", { opener: "editor.desktop" }, /^http:\/\/127\.0\.0\.1:\d+\/go\/[\w-]{43}$/],
  ])("the browser is started with %s, and a sign-in by it works", async (_, programs, form) => {
    const { opened } = desktop.has(programs);
    let printed = "";
    const acts = async (address: string): Promise<void> => {
      printed = address;
      await vi.waitFor(() => expect(opened()).toHaveLength(1), 5_000);
      await goThrough(tenant, await foundBy(opened()[0] ?? ""), person);
    };
    const ran = await run(at("token", "--username", person.username, "--browser"), anAddress, acts);
    expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(isToken)]);
    expect(opened()[0]).toMatch(form);
    for (const secret of secretsIn(printed)) expect(opened().join()).not.toContain(secret);
    expect(desktop.pagesLeft()).toEqual([]);
  });

  it("says so where no browser can be opened", async () => {
    desktop.has();
    desktop.program("xdg-open", "exit 3");
    const ran = await run(at("token", "--username", person.username, "--browser"), anAddress, visits(person));
    expect(ran.code).toBe(0);
    expect(ran.err).toContain(browserWords.notOpened);
  });
});
