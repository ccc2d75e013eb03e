// The README promises nothing that is not there: its links, its commands, and the words of the cards that it quotes.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { allEntraCodes } from "../shared/entraCodes.ts";
import { actionLabel, explain } from "../shared/explain.ts";

const entraCodes = allEntraCodes();

const repository = join(import.meta.dirname, "..");
const readText = (name: string): string => readFileSync(join(repository, name), "utf8");
const readme = readText("README.md");

/** What the card says of a code when a password was tried, as a row of the table. */
const cardOf = (code: string): readonly string[] => {
  const known = entraCodes.get(code);
  if (known === undefined) return [];
  const { title, you, action } = explain({ kind: known.kind, at: 0, evidence: { grant: "password", codes: [code] } });
  return [title, you[0] ?? "", action === undefined ? "none" : `**${actionLabel(action)}**`];
};

describe("the table of codes", () => {
  const rows = readme
    .split("\n")
    .filter((line) => line.startsWith("| `AADSTS"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  test.each(rows.map(([code = "", ...cells]) => [code.replaceAll("`", ""), cells] as const))(
    "quotes the card for %s",
    (code, cells) => {
      expect(cells).toEqual(cardOf(code));
    },
  );

  test("has the codes met most often, once each, and says how many there are", () => {
    const codes = rows.map(([code]) => code);
    expect(codes.length).toBeGreaterThan(15);
    expect(new Set(codes).size).toBe(codes.length);
    expect(readme).toContain(`It knows ${entraCodes.size} of Entra's codes`);
  });
});

const pages = ["README.md", ...globSync(".github/*.md", { cwd: repository })];

test.each(pages)("every link and picture in %s leads to something", (page) => {
  const text = readText(page).replaceAll(/```[^]*?```/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = ""]) =>
      `#${heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, "")
        .replaceAll(/\s/g, "-")}`,
  );
  const lost = targets.filter((target) => {
    if (/^(https|mailto):/.test(target)) return false;
    if (target.startsWith("#")) return !headings.includes(target);
    return !existsSync(join(repository, dirname(page), target.split("#")[0] ?? ""));
  });
  expect(lost).toEqual([]);
});

test.each(pages)("every npm command in %s is there", (page) => {
  const { scripts } = JSON.parse(readText("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
  const named = [...readText(page).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("the changelog knows the version of package.json, in the form that the release looks for or as not yet released", () => {
  const { version } = JSON.parse(readText("package.json")) as { readonly version: string };
  expect(readText(".github/CHANGELOG.md")).toMatch(
    new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\] - (unreleased|\\d{4}-\\d{2}-\\d{2})$`, "m"),
  );
});
