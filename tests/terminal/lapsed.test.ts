// A saved sign-in that has lapsed: an account that signed in on a page or with a code is led there, and gets no password.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { elsewhereWords } from "../../shared/failureWords.ts";
import { passwordWords, reportWords } from "../../shared/terminalWords.ts";
import { atWhoServer as place, whoLine, type WhoLine } from "./whoLine.ts";

let t: WhoLine;
beforeEach(() => {
  vi.stubEnv("BROWSER", "none");
  t = whoLine();
});
afterEach(() => vi.unstubAllEnvs());

const ann = { sub: "ann-1", preferred_username: "ann@corp.test" };
const pw = { input: "my-password\n" };
const again = "token --account ann@corp.test --force";

/** From now on the server refuses to renew, in one of the ways in which servers do. */
function lapse(refusal: object = { error: "invalid_grant", error_description: "refresh token is not known" }): void {
  const before = t.net.answer;
  t.net.answer = (request) =>
    request.form.get("grant_type") === "refresh_token" ? { status: 400, ...refusal } : before(request);
}

const passwordsSent = () => t.net.requests.filter(({ form }) => form.has("password"));

describe.each([
  ["--browser", "browser", "browserSignIn"],
  ["--device-code", "deviceCode", "deviceCodeSignIn"],
] as const)("an account that signed in with %s", (way, next, action) => {
  const sayings = [
    { error: "invalid_grant" },
    { error: "invalid_grant", suberror: "bad_token" },
    { error: "invalid_grant", error_description: "AADSTS700082: The refresh token has expired." },
    { error: "invalid_request" },
    { error: "unauthorized_client" },
  ];

  it.each(sayings)("is led back there, wherever nobody is at a keyboard, and gets no password: %j", async (refusal) => {
    t.comes(ann);
    await t.run(`sign-in ${place} --username ann@corp.test ${way}`);
    lapse(refusal);
    for (const options of [{}, { input: "" }, pw]) {
      const ran = await t.run(again, options);
      expect([ran.code, ran.out, ran.inputRead, ran.questions]).toEqual([3, "", 0, []]);
      expect(ran.err).toContain(elsewhereWords[action]);
      expect(ran.err).toContain(`  tokentray ${again} ${way}\n`);
      expect(ran.err).not.toContain(passwordWords.none);
    }
    expect(passwordsSent()).toEqual([]);
  });

  it("is told so at a keyboard, too, in JSON with the command, and that command works", async () => {
    t.comes(ann);
    await t.run(`token ${place} --username ann@corp.test ${way}`);
    lapse();
    const asked = await t.run(again, { typed: ["my-password"] });
    expect([asked.code, asked.questions]).toEqual([3, []]);
    const ran = await t.run(`${again} --json`, pw);
    const { error } = JSON.parse(ran.err) as { readonly error: { readonly next: Readonly<Record<string, string>> } };
    expect(error.next[next]).toBe(`tokentray ${again} --json ${way}`);
    expect(Object.keys(error.next)[0]).toBe(next);
    const back = await t.run(`${again} ${way}`);
    expect([back.code, back.out]).toEqual([0, "an-access-token\n"]);
    expect(passwordsSent()).toEqual([]);
  });

  it("gets no password where one is said to be on standard input either; sign-in alone can change its way", async () => {
    t.comes(ann);
    await t.run(`sign-in ${place} --username ann@corp.test ${way}`);
    lapse();
    for (const args of [`${again} --password-stdin`, `token ${place} --username ann@corp.test --force`])
      expect(await t.run(args, pw)).toMatchObject({ code: 3, out: "", inputRead: 0 });
    const piped = await t.run(`sign-in ${place} --username ann@corp.test`, pw);
    expect([piped.code, piped.inputRead]).toEqual([3, 0]);
    expect(piped.err).toContain(passwordWords.signsInElsewhere("ann@corp.test"));
    expect(passwordsSent()).toEqual([]);

    expect((await t.run(`sign-in ${place} --username ann@corp.test --password-stdin`, pw)).code).toBe(0);
    expect(passwordsSent()).toHaveLength(1);
    // From then on it signs in by password.
    lapse();
    expect(await t.run(again, pw)).toMatchObject({ code: 0, inputRead: 1 });
  });

  it("that never got a refresh token is led there where a new token is wanted", async () => {
    t.comes(ann, { refresh_token: undefined });
    await t.run(`sign-in ${place} --username ann@corp.test ${way}`);
    const ran = await t.run(again, pw);
    expect([ran.code, ran.out, ran.inputRead]).toEqual([3, "", 0]);
    expect(ran.err).toContain(`  tokentray ${again} ${way}\n`);
  });
});

describe("an account that signs in by password", () => {
  it("is asked for it where its sign-in has lapsed, as before", async () => {
    t.comes(ann);
    await t.run(`sign-in ${place} --username ann@corp.test`, pw);
    lapse();
    const ran = await t.run(again, pw);
    expect([ran.code, ran.out]).toEqual([0, "an-access-token\n"]);
    expect(passwordsSent()).toHaveLength(2);
    lapse();
    const none = await t.run(again, { input: "" });
    expect(none.code).toBe(3);
    expect(none.err).toContain(reportWords.inBrowser);
  });
});
