// What the commands print holds nothing that a terminal obeys and nothing that nobody sees, in whichever form it is asked for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { goodTokens, idTokenOf } from "../support/habitApp.ts";
import { answers, startHabitServer, type HabitServer } from "../support/habitServer.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

const room = join(import.meta.dirname, "../../electron/terminal");

test("no command makes JSON of its own: one function writes it for the terminal", () => {
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((name) => readFileSync(join(room, name), "utf8").includes("JSON.stringify"))).toEqual([]);
});

/** A control of one byte, signs that turn writing, and signs that nobody sees. */
const odd = "\u009b2J\u202e\u200b\u{e0041}\u2028";
const obeyed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

let line: CommandLine;
let server: HabitServer;
beforeEach(async () => {
  line = commandLine();
  server = await startHabitServer();
  const { origin, habits } = server;
  const issuer = `${origin}/${odd}`;
  habits.set(
    "/.well-known/openid-configuration",
    answers({
      body: { issuer: origin, token_endpoint: `${origin}/token`, device_authorization_endpoint: `${origin}/device` },
    }),
  );
  habits.set(
    "/other/.well-known/openid-configuration",
    answers({ body: { issuer, token_endpoint: `${origin}/token` } }),
  );
  const names = { preferred_username: `ann${odd}@corp.test`, name: `Ann${odd}` };
  habits.set(
    "/token",
    answers({
      body: { ...goodTokens, scope: `api.read api${odd}`, id_token: idTokenOf(origin, { ...names, sub: `s${odd}` }) },
    }),
  );
});
afterEach(() => line.remove());

const at = (path = ""): string[] =>
  `--authority ${server.origin}${path} --kind openid --client-id a-public-client --scope api.read`.split(" ");
const ann = ["--username", "ann", "--any-account"];

describe("a server that names people, scopes and issuers with signs that are not seen", () => {
  it.each(["token", "sign-in"])("is shown as it is by %s, in words and in JSON", async (command) => {
    for (const form of [[], ["--json"]]) {
      const ran = await line.tokentray([command, ...at(), ...ann, ...form], { input: "a password" });
      expect(ran.code).toBe(0);
      expect(`${ran.out}${ran.err}`).not.toMatch(obeyed);
    }
    const { out } = await line.tokentray(["accounts"]);
    expect(out).not.toMatch(obeyed);
    const { out: json } = await line.tokentray(["accounts", "--json"]);
    expect(json).not.toMatch(obeyed);
    expect(`${out}${json}`).toContain("⟨U+200B⟩");
  });

  it("is shown as it is by diagnose, in words, in JSON and in a report", async () => {
    for (const form of [[], ["--json"], ["--report"], ["--report", "--mask"]]) {
      const { out, err } = await line.tokentray(["diagnose", ...at("/other"), ...form]);
      expect(`${out}${err}`).not.toMatch(obeyed);
      expect(out).not.toBe("");
    }
  });

  it("is shown as it is where it refuses, in words and in JSON", async () => {
    const refusal = { error: "invalid_grant", error_description: `No ${odd} here`, error_uri: `https://x.test/${odd}` };
    server.habits.set("/token", answers({ status: 400, body: refusal }));
    for (const form of [[], ["--json"]]) {
      const { code, out, err } = await line.tokentray(["token", ...at(), "--username", `ann${odd}`, ...form], {
        input: "a password",
      });
      expect(code).toBe(3);
      expect(`${out}${err}`).not.toMatch(obeyed);
    }
  });
});
