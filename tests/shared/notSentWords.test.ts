// What is said where nothing was sent: the truth about that, and what can be done.
import { expect, it } from "vitest";
import { explain } from "../../shared/explain.ts";
import type { Failure, FailureKind } from "../../shared/failure.ts";
import { notSentWords } from "../../shared/notSentWords.ts";
import { tokenWarnings, tokenWarningWords } from "../../shared/tokenWarnings.ts";

const kinds = Object.keys(notSentWords) as FailureKind[];
const failure = (kind: FailureKind, notSentAgain: boolean): Failure => ({
  kind,
  at: 0,
  evidence: { codes: ["AADSTS50126"], grant: "password", endpoint: "https://id.example/token", notSentAgain },
});

it.each(kinds)("%s says that nothing was sent, whatever code the answer before had", (kind) => {
  const { title, whatHappened } = explain(failure(kind, true));
  expect(whatHappened).toMatch(/not sent again|nothing was sent/);
  expect(whatHappened).not.toContain("{");
  expect(title.length).toBeLessThanOrEqual(60);
  expect(explain(failure(kind, false)).whatHappened).not.toBe(whatHappened);
});

it("a password that was refused a moment ago can be tried again after a while, and another one at once", () => {
  const { you, why } = explain(failure("wrongCredentials", true));
  expect(you.join(" ")).toMatch(/another password[\s\S]*two minutes/);
  expect(why).toContain("lock");
});

it.each(tokenWarnings)("the oddity %s is told in sentences that blame no token without need", (warning) => {
  expect(tokenWarningWords[warning]).toMatch(/^[A-Z].*\.$/);
});
