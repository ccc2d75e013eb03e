// Which tests ran and passed, out of the report that vitest or Playwright leaves as JSON.
import { readFileSync } from "node:fs";

export interface RanTest {
  readonly file: string;
  readonly title: string;
  readonly passed: boolean;
}

/** Empty where there is no report or it was cut short. */
export function readReport(path: string): readonly RanTest[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return [];
  }
  return [...fromVitest(report.testResults ?? []), ...(report.suites ?? []).flatMap(fromPlaywright)];
}

function fromVitest(files: readonly VitestFile[]): readonly RanTest[] {
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ title, status }) => ({ file: name.split("/tests/").at(-1) ?? "", title, passed: status === "passed" })),
  );
}

function fromPlaywright({ specs = [], suites = [] }: PlaywrightSuite): readonly RanTest[] {
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status !== "skipped"))
    .map(({ file, title, ok }) => ({ file, title, passed: ok }));
  return [...own, ...suites.flatMap(fromPlaywright)];
}

interface Report {
  readonly testResults?: readonly VitestFile[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface VitestFile {
  readonly name: string;
  readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
}

interface PlaywrightSuite {
  readonly specs?: readonly {
    readonly file: string;
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { readonly status: string }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}
