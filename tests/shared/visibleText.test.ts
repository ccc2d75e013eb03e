// Texts from elsewhere show all that is in them, and names keep what their script needs.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountName, connectionName, oneLine, oneLineOfProse } from "../../shared/displayNames.ts";
import { plainJson } from "../../shared/plainJson.ts";
import { visible, visibleProse } from "../../shared/visibleText.ts";

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe("what shows nothing", () => {
  it.each([
    ["a zero-width blank", "ann\u200b@corp", "ann⟨U+200B⟩@corp"],
    ["a joiner between Latin letters", "an\u200dn", "an⟨U+200D⟩n"],
    ["a soft hyphen", "ann\u00ad@corp", "ann⟨U+00AD⟩@corp"],
    ["a byte order mark", "\ufeffann", "⟨U+FEFF⟩ann"],
    ["a word joiner", "an\u2060n", "an⟨U+2060⟩n"],
    ["a tag", "ann\u{e0041}", "ann⟨U+E0041⟩"],
    ["a selector of a form", "ann\ufe0f", "ann⟨U+FE0F⟩"],
    ["one more selector", "ann\u{e0101}", "ann⟨U+E0101⟩"],
    ["the Hangul filler", "ann\u3164", "ann⟨U+3164⟩"],
    ["the half-width one", "ann\uffa0", "ann⟨U+FFA0⟩"],
    ["a blank of Braille", "ann\u2800", "ann⟨U+2800⟩"],
    ["a grapheme joiner", "an\u034fn", "an⟨U+034F⟩n"],
    ["a sign that turns writing", "a\u202eb\u2066c", "a⟨U+202E⟩b⟨U+2066⟩c"],
    ["an invisible times", "a\u2062b", "a⟨U+2062⟩b"],
    ["a control", "a\u001b[2Jb\u009bc", "a [2Jb c"],
    ["a musical control", "a\u{1d173}", "a⟨U+1D173⟩"],
  ])("stands as its number: %s", (_, text, expected) => {
    expect(visible(text)).toBe(expected);
    expect(visibleProse(text)).toBe(expected);
  });

  it("and blanks of other kinds stand as their numbers in an identifier, and as they are in prose", () => {
    expect(visible("a\u00a0b\u2003c\u3000d e")).toBe("a⟨U+00A0⟩b⟨U+2003⟩c⟨U+3000⟩d e");
    expect(visibleProse("10\u00a0MB")).toBe("10\u00a0MB");
  });

  it("is never left, and what is seen always is", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(text, (some) => {
        expect(unseen.test(visible(some))).toBe(false);
        expect(visible(visible(some))).toBe(visible(some));
        expect(visibleProse(visibleProse(some))).toBe(visibleProse(some));
        expect(visible(some).isWellFormed()).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (some) => {
        expect(visible(some)).toBe(some);
      }),
    );
  });
});

describe("a name", () => {
  it.each([
    ["Persian", "می‌خواهم"],
    ["Hindi", "क्‍ष और शक्‌ति"],
    ["Sinhala", "ශ්‍රී"],
    ["Malayalam", "നന്‍"],
    ["a family", "👨‍👩‍👧 Miller"],
    ["a heart", "❤️ Ann"],
    ["a flag", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    ["a key", "#️⃣ 1"],
    ["Japanese with a form of its own", "葛\u{e0100}城"],
  ])("keeps what its writing needs: %s", (_, name) => {
    expect(visibleProse(name)).toBe(name);
    expect(accountName({ username: "x", label: name })).toBe(name);
  });

  it.each([
    ["one joiner too many", "می\u200c\u200cخواهم", "می⟨U+200C⟩⟨U+200C⟩خواهم"],
    ["a joiner at an end", "\u200cمی\u200c", "⟨U+200C⟩می⟨U+200C⟩"],
    ["a joiner after an emoji alone", "👨\u200d Ann", "👨⟨U+200D⟩ Ann"],
    ["a selector behind a letter", "a\ufe0f", "a⟨U+FE0F⟩"],
    ["a tag without a flag", "a\u{e0067}\u{e007f}", "a⟨U+E0067⟩⟨U+E007F⟩"],
  ])("shows what it does not need: %s", (_, name, expected) => {
    expect(visibleProse(name)).toBe(expected);
  });

  it("that stands for an account where there is no label shows even those: it has to be told from others", () => {
    expect(accountName({ username: "ann\u200b@corp" })).toBe("ann⟨U+200B⟩@corp");
    expect(accountName({ username: "می‌@corp" })).toBe("می⟨U+200C⟩@corp");
    expect(connectionName({ label: "Con\u202etoso" })).toBe("Con⟨U+202E⟩toso");
  });

  it("is cut between characters, and never through a number", () => {
    expect(oneLine("ann\u200b@corp.test", 6)).toBe("ann⟨U+200B⟩@…");
    expect(oneLine("ann\u200b@corp.test", 5)).toBe("ann⟨U+200B⟩…");
    expect(oneLineOfProse("a\r\nb \u2028 c", 20)).toBe("a b ⟨U+2028⟩ c");
  });
});

describe("JSON for a terminal", () => {
  it("holds nothing that a terminal obeys or nobody sees, and reads as the same value", () => {
    const value = fc.jsonValue({ stringUnit: "binary" });
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (some, indent) => {
        const text = plainJson(some, indent);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(some)));
      }),
    );
  });

  it.each([
    ["\u009b2J", '"\\u009b2J"'],
    ["\u007f", '"\\u007f"'],
    ["a\u202eb\u200b", '"a\\u202eb\\u200b"'],
    ["\u{e0041}", '"\\udb40\\udc41"'],
    ["\u2028", '"\\u2028"'],
    ["äß日🐎", '"äß日🐎"'],
  ])("escapes %j", (text, expected) => {
    expect(plainJson(text)).toBe(expected);
  });
});
