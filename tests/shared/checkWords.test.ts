// Every finding has words: a sentence, a remedy where something is wrong, and no blank that stays open.
import { describe, expect, it } from "vitest";
import { checkLabels, checkText, findingsOf, findingState } from "../../shared/checkWords.ts";
import { isLinkId } from "../../shared/links.ts";
import { checkIds, type HostName } from "../../shared/snapshot.ts";

const hosts: readonly HostName[] = ["desktop", "terminal", "browser"];
const every = checkIds.flatMap((id) => findingsOf(id).map((finding) => ({ id, finding })));

describe("the words of the checks", () => {
  it("name every check, each by another name", () => {
    expect(new Set(checkIds.map((id) => checkLabels[id])).size).toBe(checkIds.length);
  });

  it.each(every)("of $id, $finding are whole sentences", ({ id, finding }) => {
    const facts = new Proxy<Record<string, string>>({}, { get: () => "Some fact." });
    const state = findingState(id, finding);
    for (const host of hosts) {
      const { sentence, remedy, links, inReport } = checkText({ id, finding, state, facts }, host);
      for (const text of [sentence, inReport, ...remedy]) expect(text).toMatch(/^[A-Z“{].*[.!]\)?$/su);
      expect(remedy.length > 0).toBe(state === "warn" || state === "fail");
      expect(links.every(isLinkId)).toBe(true);
    }
  });

  it("say nothing for a finding that nobody has heard of, and put a fact on one line", () => {
    expect(checkText({ id: "clock", finding: "toString", state: "fail", facts: {} }, "desktop").sentence).toBe("");
    const facts = { issuer: "https://a\n\u202Eb" };
    expect(checkText({ id: "issuer", finding: "other", state: "fail", facts }, "desktop").sentence).toContain(
      "https://a ⟨U+202E⟩b",
    );
  });
});
