// In the terminal: whose token it is. Asked at a keyboard, refused without one, and nobody else's token with exit code 0.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerWords } from "../../shared/terminalWords.ts";
import { atWhoServer as place, whoLine, type WhoLine } from "./whoLine.ts";

let t: WhoLine;
beforeEach(() => {
  vi.stubEnv("BROWSER", "none");
  t = whoLine();
});
afterEach(() => vi.unstubAllEnvs());

const run: WhoLine["run"] = (...args) => t.run(...args);
const comes: WhoLine["comes"] = (...args) => t.comes(...args);
const [ann, bob] = [
  { sub: "ann-1", preferred_username: "ann@corp.test" },
  { sub: "bob-1", preferred_username: "bob@corp.test" },
];

const asAnn = `${place} --username ann@corp.test`;
const question = answerWords.anotherPerson("ann@corp.test", "bob@corp.test");
const revoked = () => t.net.requests.filter(({ url }) => url.pathname.endsWith("/revoke"));

describe.each(["token", "sign-in"] as const)("%s --username ann", (command) => {
  describe.each(["--browser", "--device-code"] as const)("%s, where bob signs in,", (way) => {
    it("fails without a keyboard, says who it was, and keeps nothing", async () => {
      comes(bob);
      const ran = await run(`${command} ${asAnn} ${way}`);
      expect([ran.code, ran.out, ran.questions]).toEqual([3, "", []]);
      expect(ran.err).toContain("You asked for ann@corp.test, but bob@corp.test signed in.");
      expect(ran.err).toContain("--any-account");
      expect(ran.err).not.toContain("an-access-token");
      expect((await run("accounts --json")).out.trim()).toBe("[]");
      expect(revoked()).toHaveLength(1);
    });

    it("is told in JSON, too, under a kind of its own", async () => {
      comes(bob);
      const ran = await run(`${command} ${asAnn} ${way} --json`);
      expect([ran.code, ran.out]).toEqual([3, ""]);
      const [, json = ""] = /^(\{\n[^]*)$/m.exec(ran.err) ?? [];
      expect(JSON.parse(json)).toMatchObject({
        error: { kind: "somebodyElse", askedFor: "ann@corp.test", signedInAs: "bob@corp.test", exitCode: 3 },
      });
    });

    it("asks at a keyboard, takes a yes for this name and account from then on, and anything else for a no", async () => {
      comes(bob);
      for (const typed of [[""], ["n"], ["yess"], []]) {
        const refused = await run(`${command} ${asAnn} ${way}`, { typed });
        expect([refused.code, refused.out, refused.questions]).toEqual([3, "", [question]]);
      }
      const agreed = await run(`${command} ${asAnn} ${way}`, { typed: ["y"] });
      expect([agreed.code, agreed.questions]).toEqual([0, [question]]);
      const silent = await run(`token ${asAnn} --json`);
      expect([silent.code, silent.questions, silent.inputRead]).toEqual([0, [], 0]);
      expect(JSON.parse(silent.out)).toMatchObject({ account: "bob@corp.test", access_token: "an-access-token" });
      const forced = await run(`token ${asAnn} ${way} --force`);
      expect([forced.code, forced.questions]).toEqual([0, []]);
    });

    it("takes whoever comes with --any-account, and the next command without it does not", async () => {
      comes(bob);
      const ran = await run(`${command} ${asAnn} ${way} --any-account`);
      expect([ran.code, ran.questions]).toEqual([0, []]);
      const again = await run(`token ${asAnn} --any-account`);
      expect([again.code, again.out]).toEqual([0, "an-access-token\n"]);
      const without = await run(`token ${asAnn} ${way}`);
      expect([without.code, without.out]).toEqual([3, ""]);
    });

    it("is of no concern where nobody was named, or ann signs in in other letters", async () => {
      comes(bob);
      expect((await run(`${command} ${place} ${way}`)).code).toBe(0);
      comes({ ...ann, preferred_username: "Ann@Corp.Test" });
      expect((await run(`${command} ${asAnn} ${way}`)).code).toBe(0);
    });

    it("or where the server says nobody, is asked about as well", async () => {
      comes(undefined, { scope: "api.read" });
      const refused = await run(`${command} ${asAnn} ${way}`);
      expect([refused.code, refused.out]).toEqual([3, ""]);
      expect(refused.err).toContain("nothing in the answer says who signed in");
      const agreed = await run(`${command} ${asAnn} ${way}`, { typed: ["yes"] });
      expect([agreed.code, agreed.questions]).toEqual([0, [answerWords.nobodyNamed("ann@corp.test")]]);
      expect((await run("accounts")).out).toContain("Unnamed account (asked for as ann@corp.test)");
    });
  });
});

describe("--account ann", () => {
  it("is not answered with the token of bob, and bob is not signed in", async () => {
    comes(ann);
    await run(`sign-in ${asAnn} --browser`);
    comes(bob);
    const ran = await run("token --account ann@corp.test --browser --force");
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("You asked for ann@corp.test, but bob@corp.test signed in.");
    expect((await run("accounts --json")).out).not.toContain("bob");
  });
});

describe("a password", () => {
  const pw = { input: "a pass phrase\n" };

  it("is that of whoever the server says, which is said, and the name that was typed finds the account", async () => {
    comes(bob);
    const ran = await run(`token ${asAnn} --json`, pw);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ account: "bob@corp.test" });
    expect(ran.err).toContain(answerWords.calledElse("ann@corp.test", "bob@corp.test"));
    const again = await run(`token ${asAnn}`);
    expect([again.code, again.inputRead]).toEqual([0, 0]);
    expect((await run("token --account ann@corp.test")).code).toBe(0);
    expect((await run("token --account bob@corp.test")).code).toBe(0);
  });

  it("of a person of her own counts more than what another one was asked for as", async () => {
    comes(bob);
    await run(`token ${asAnn}`, pw);
    comes(ann, { access_token: "the-one-of-ann" });
    await run(`sign-in ${place} --browser`);
    expect((await run(`token ${asAnn}`)).out).toBe("the-one-of-ann\n");
  });

  it("for a named account that is signed in brings no other account's token", async () => {
    comes(ann, { refresh_token: undefined, expires_in: 1 });
    await run(`token ${asAnn}`, pw);
    comes(bob);
    const ran = await run(`token ${asAnn} --force`, pw);
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain(answerWords.somebodyElse("bob@corp.test", "ann@corp.test"));
    expect((await run(`token ${asAnn} --force --any-account`, pw)).code).toBe(0);
  });

  it("says nothing of names that differ in case alone", async () => {
    comes({ ...ann, preferred_username: "ANN@corp.test" });
    const ran = await run(`token ${asAnn}`, pw);
    expect(ran.err).not.toContain("The server knows");
  });
});
