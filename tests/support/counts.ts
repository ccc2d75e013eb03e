// Reads how many tests passed and failed out of the reports of the test runners.

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const none: Counts = { passed: 0, failed: 0 };

/** From vitest's JSON report. A test file that could not even be loaded counts as one failure. */
export const countVitest = (report: string): Counts => {
  const { numPassedTests, numFailedTests, testResults } = (parse(report) ?? {}) as VitestReport;
  if (numPassedTests === undefined || numFailedTests === undefined) return none;
  const broken = (testResults ?? []).filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
};

/** From Playwright's JSON report. A test that passed only when tried again counts as passed. */
export const countPlaywright = (report: string): Counts => {
  const { stats, errors } = (parse(report) ?? {}) as PlaywrightReport;
  return stats ? { passed: stats.expected + stats.flaky, failed: stats.unexpected + (errors?.length ?? 0) } : none;
};

interface VitestReport {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly testResults?: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats?: { readonly expected: number; readonly flaky: number; readonly unexpected: number };
  readonly errors?: readonly unknown[];
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
