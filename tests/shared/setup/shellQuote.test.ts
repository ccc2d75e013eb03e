// Quoting, proved by the shell itself: whatever goes in comes out, and nothing of it runs.
import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotePowerShell, quoteSh } from "../../../shared/setup/shellQuote.ts";

const hostile = [
  "",
  "plain",
  "it's",
  "''''",
  "'; echo owned; '",
  '"double"',
  "$(echo owned)",
  "`echo owned`",
  "${HOME} $HOME",
  "two\nlines\n",
  "tab\tand  blanks ",
  String.raw`back\slash\ `,
  "!history & | > < * ? [a] ~ # %PATH%",
  "-n",
  "ünï – “quotes” ‘single’ 𝄞",
];

/** Prints each word between angle brackets, so that a word that fell apart is seen. */
function shellSays(words: readonly string[]): string {
  const script = `printf '<%s>' ${words.map(quoteSh).join(" ")}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8", env: { PATH: "/usr/bin:/bin" } });
}

describe("a word for sh", () => {
  it.each(hostile.map((text) => [text]))("is taken as it is: %j", (text) => {
    expect(shellSays([text])).toBe(`<${text}>`);
  });

  it("is taken as it is whatever it holds, beside others", () => {
    const text = fc.string({ unit: "binary" }).filter((each) => !each.includes("\0") && each.isWellFormed());
    const shellish = fc.string({ unit: fc.constantFrom("'", '"', "$", "(", ")", "`", "\\", "\n", ";", "a", " ") });
    fc.assert(
      fc.property(fc.array(fc.oneof(text, shellish), { minLength: 1, maxLength: 20 }), (words) => {
        expect(shellSays(words)).toBe(words.map((word) => `<${word}>`).join(""));
      }),
      { numRuns: 40 },
    );
  });

  it("cannot hold NUL, and says so", () => {
    expect(() => quoteSh("a\0b")).toThrow(RangeError);
    expect(() => quotePowerShell("a\0b")).toThrow(RangeError);
  });
});

describe("a word for PowerShell", () => {
  it.each([
    ["it's", "'it''s'"],
    ["$(Get-Date) `n $env:PATH", "'$(Get-Date) `n $env:PATH'"],
    ["two\nlines", "'two\nlines'"],
    ["‘curly’", "'‘‘curly’’'"],
    ["", "''"],
  ])("%j is written %j", (text, written) => {
    expect(quotePowerShell(text)).toBe(written);
  });

  it("ends only where it should: within, every kind of single quote is doubled", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "‘", "’", "‚", "‛", "$", "`", '"', "a", "\n") }), (text) => {
        const written = quotePowerShell(text);
        expect(written.startsWith("'") && written.endsWith("'")).toBe(true);
        expect(readPowerShell(written)).toBe(text);
      }),
    );
  });
});

/** As about_Quoting_Rules reads a verbatim string: any two single quotes in a row are the first of them, one alone ends it. */
function readPowerShell(written: string): string {
  const inner = written.slice(1, -1);
  const quotes = "'‘’‚‛";
  let text = "";
  for (let at = 0; at < inner.length; at += 1) {
    const mark = inner.charAt(at);
    text += mark;
    if (!quotes.includes(mark)) continue;
    if (!quotes.includes(inner.charAt(at + 1)) || inner.charAt(at + 1) === "")
      throw new Error("the string ended early");
    at += 1;
  }
  return text;
}
