// What comes in: passwords on standard input, options, durations.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDuration, readOptions } from "../../electron/terminal/options.ts";
import { readPassword } from "../../electron/terminal/password.ts";
import { placeOptions, placeProblem, scopesOf } from "../../electron/terminal/placeOptions.ts";
import { passwordWords, usageWords } from "../../shared/terminalWords.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a password on standard input", () => {
  it.each([
    ["secret\n", "secret"],
    ["secret\r\n", "secret"],
    ["secret", "secret"],
    ["  two words \n", "  two words "],
    ["\uFEFFsecret\r\n", "secret"],
    ["\t\n", "\t"],
  ])("%j is %j", (input, password) => {
    expect(readPassword(bytes(input))).toEqual({ ok: true, text: password });
  });

  it("is every text without line ends, exactly", () => {
    const line = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((text) => text.isWellFormed() && !/[\r\n]|^\uFEFF/.test(text));
    fc.assert(
      fc.property(line, (text) => {
        expect(readPassword(bytes(`${text}\n`))).toEqual({ ok: true, text });
      }),
    );
  });

  it.each([
    ["one\ntwo\n", passwordWords.manyLines],
    ["one\n\n", passwordWords.manyLines],
    ["x".repeat(10_001), passwordWords.tooLong],
    ["", passwordWords.none],
    ["\n", passwordWords.none],
  ])("is refused with a reason that does not repeat it: %#", (input, problem) => {
    expect(readPassword(bytes(input))).toMatchObject({ ok: false, problem });
  });

  it("is refused where it is not UTF-8", () => {
    expect(readPassword(Uint8Array.of(0x61, 0xff, 0x62))).toMatchObject({ ok: false, problem: passwordWords.notText });
  });
});

describe("options", () => {
  const read = (...args: string[]) => readOptions(args, { ...placeOptions, json: { type: "boolean" } });
  const problem = (...args: string[]) => {
    const found = read(...args);
    return found.ok ? undefined : found.problem;
  };

  it("take several scopes after one --scope, repeated or blank-separated", () => {
    const found = read("--scope", "a", "b", "--json", "--scope", "c d", "--scope=e", "f", "--username", "u");
    expect(found).toMatchObject({ ok: true, values: { json: true, username: "u" } });
    expect(found.ok && scopesOf(found.values)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it.each([["--password"], ["--password=hunter2"], ["--pass", "hunter2"], ["--pwd=hunter2"]])(
    "never take a password: %s",
    (...args) => {
      expect(problem(...args)).toBe(usageWords.passwordOption);
    },
  );

  it("name what is wrong, and never repeat a value, which may be a password", () => {
    expect(problem("--bogus=hunter2")).toBe(usageWords.unknownOption("--bogus"));
    expect(problem("-x")).toBe(usageWords.unknownOption("-x"));
    expect(problem("--username")).toBe(usageWords.valueMissing("--username"));
    expect(problem("--username", "--json")).toBe(usageWords.valueMissing("--username"));
    expect(problem("--json=hunter2")).toBe(usageWords.noValueTaken("--json"));
    expect(problem("--username", "ada", "hunter2")).toBe(usageWords.straySomething);
    expect(problem("hunter2")).toBe(usageWords.straySomething);
    expect(problem("--00000A0hunter2")).toBe(usageWords.straySomething);
    expect(problem("--usrname", "ada")).toBe(usageWords.unknownOption("--usrname"));
  });

  it("never throw and never repeat what was typed, whatever comes", () => {
    const typed = fc.string({ minLength: 8 }).map((text) => `${text}hunter2`);
    const known = fc.constantFrom("--scope", "--json", "--username", "--", "-", "--practice=");
    fc.assert(
      fc.property(fc.array(fc.oneof(typed, known)), (args) => {
        expect(problem(...args) ?? "").not.toContain("hunter2");
      }),
    );
  });

  it.each([
    [{}, usageWords.onePlace],
    [{ practice: true, connection: "x" }, usageWords.onePlace],
    [{ account: "a", tenant: "t" }, usageWords.onlyWithAuthority],
    [{ practice: true, mex: "https://sts.example/mex" }, usageWords.onlyWithAuthority],
    [{ connection: "x", "ca-file": "ca.pem" }, usageWords.onlyWithAuthority],
    [
      {
        authority: "https://a.example",
        "client-id": "c",
        scope: ["s"],
        federation: "managed",
        mex: "https://s.example",
      },
      usageWords.mexAlone,
    ],
    [{ authority: "https://a.example", "client-id": "c", scope: ["s"], mex: "https://s.example" }, undefined],
    [{ authority: "https://a.example" }, usageWords.clientIdMissing],
    [{ authority: "https://a.example", "client-id": "c" }, usageWords.scopeMissing],
    [{ practice: true, username: "\ud800" }, usageWords.usernameNotText],
    [{ authority: "https://a.example", "client-id": "c", scope: ["s"] }, undefined],
    [{ practice: true }, undefined],
  ])("that do not go together are refused: %j", (values, expected) => {
    expect(placeProblem(values)).toBe(expected);
  });
});

it.each([
  ["90", 90_000],
  ["90s", 90_000],
  ["10m", 600_000],
  ["24h", 86_400_000],
  ["25h", undefined],
  ["10 m", undefined],
  ["-5m", undefined],
  ["ten", undefined],
  ["", undefined],
])("the time %j is %j ms", (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});
