// What GitHub runs for us: only actions that cannot change under us, with as few rights as they need.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { historyPrograms } from "./clipboards/programs.ts";
import { apart } from "./support/apart.ts";
import { parseYaml } from "./support/yaml.ts";

const repository = join(import.meta.dirname, "..");
const readText = (name: string): string => readFileSync(join(repository, name), "utf8");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly environment?: string;
  readonly needs?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What is wrong with a workflow, a sentence each. */
const faultsOf = (text: string): readonly string[] => {
  const { on, permissions, jobs } = parseYaml(text) as Workflow;
  const faults: string[] = [];
  if (Object.keys(on).some((event) => ["pull_request_target", "workflow_run", "issue_comment"].includes(event))) {
    faults.push("starts for strangers with the rights of the repository");
  }
  if (permissions === undefined) faults.push("leaves the default rights");
  if (Object.values(permissions ?? {}).some((right) => right !== "read")) faults.push("lets every job write");
  for (const [name, job] of Object.entries(jobs)) {
    if (job["timeout-minutes"] === undefined) faults.push(`${name} may run for ever`);
    for (const step of job.steps) faults.push(...faultsOfStep(step).map((fault) => `${name}: ${fault}`));
  }
  for (const [line] of text.matchAll(/^.*\buses:.*$/gm)) {
    if (!/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)) faults.push(`not pinned: ${line.trim()}`);
  }
  return faults;
};

const faultsOfStep = ({ uses, run, with: inputs }: Step): readonly string[] => {
  const faults: string[] = [];
  // A name of a branch or tag can hold anything; in a variable it is only text.
  if (run?.includes("${{")) faults.push("puts an expression into a script");
  if (uses?.startsWith("actions/checkout@") && inputs?.["persist-credentials"] !== false)
    faults.push("keeps the token");
  return faults;
};

const files = globSync(".github/workflows/*.{yml,yaml}", { cwd: repository });
const workflowNamed = (name: string): Workflow => parseYaml(readText(`.github/workflows/${name}`)) as Workflow;
const runsOf = ({ jobs }: Workflow): string =>
  Object.values(jobs)
    .flatMap(({ steps }) => steps.map(({ run = "" }) => run))
    .join("\n");

describe("every workflow", () => {
  test.each(files)("%s pins its actions, asks for few rights and trusts no text from outside", (file) => {
    expect(faultsOf(readText(file))).toEqual([]);
  });

  test("there are two of them, and secrets are in the release alone, behind its environment", () => {
    expect(files.map((file) => basename(file)).toSorted()).toEqual(["release.yml", "test.yml"]);
    expect(readText(".github/workflows/test.yml")).not.toMatch(/secrets\.|github\.token/);
    const withSecrets = Object.values(workflowNamed("release.yml").jobs).filter((job) =>
      JSON.stringify(job).includes("secrets."),
    );
    expect(withSecrets.map(({ environment }) => environment)).toEqual(["release"]);
  });

  test("only scripts are run that package.json has", () => {
    const { scripts } = JSON.parse(readText("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
    const used = files.flatMap((file) => [...readText(file).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !((name ?? "") in scripts))).toEqual([]);
  });

  const head = "on: [push]\npermissions: { contents: read }\njobs: { a: { timeout-minutes: 1, steps: [";
  const pinned = `actions/checkout@${"a".repeat(40)} # v1.2.3`;
  test.each([
    ["a tag in place of a hash", `${head}{ run: x }] } }\n#  - uses: actions/checkout@v7\n`],
    ["a hash without its version", `${head}{ run: x }] } }\n# uses: actions/checkout@${"a".repeat(40)}\n`],
    [
      "a token that is kept",
      `on: {push: }\npermissions: {}\njobs:\n  a:\n    timeout-minutes: 1\n    steps:\n      - uses: ${pinned}\n`,
    ],
    ["an expression in a script", `${head}{ run: "echo $\{{ github.ref_name }}" }] } }`],
    ["a stranger's pull request with rights", `on: { pull_request_target: }\npermissions: {}\njobs: {}`],
    ["default rights", `on: { push: }\njobs: {}`],
    ["rights to write for all", `on: { push: }\npermissions: { contents: write }\njobs: {}`],
    ["no time limit", `on: { push: }\npermissions: {}\njobs: { a: { steps: [] } }`],
  ])("the rule bites: %s", (_, text) => {
    expect(faultsOf(text)).toHaveLength(1);
  });
});

describe("the tests' workflow", () => {
  const test_ = workflowNamed("test.yml");

  test("runs on three systems, on real Electron, and tries the packed program", () => {
    const text = readText(".github/workflows/test.yml");
    for (const system of ["ubuntu-", "macos-", "windows-"]) expect(text).toContain(system);
    for (const job of ["linux", "desktop"]) {
      const runs = (test_.jobs[job]?.steps ?? []).map(({ run = "" }) => run).join("\n");
      expect(runs).toContain("npm ci");
      expect(runs).toContain("npm run test:electron");
      expect(runs).toContain("npm run pack");
      expect(runs).toContain("npm run selftest:packed");
    }
  });

  test("runs what `npm test` leaves to commands of its own, on Linux whole and elsewhere what depends on the system", () => {
    const { scripts } = JSON.parse(readText("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
    const commands = Object.keys(apart).map((name) => `test:${name}`);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    const runs = (test_.jobs["long"]?.steps ?? []).map(({ run = "" }) => run);
    for (const name of [...commands, "test:calendar"]) expect(runs).toContain(`npm run ${name}`);
    const elsewhere = (test_.jobs["desktop"]?.steps ?? []).map(({ run = "" }) => run);
    for (const name of ["test:standin", "test:endurance"]) expect(elsewhere).toContain(`npm run ${name}`);
  });

  test("runs beside desktop programs whatever needs them, all of which are installed", () => {
    const runs = (test_.jobs["desktop-parts"]?.steps ?? []).map(({ run = "" }) => run);
    expect(runs).toContain("npm run test:clipboards");
    const installed = runs.find((run) => run.includes("apt-get install")) ?? "";
    for (const { package: name } of historyPrograms) expect(installed.split(/\s+/)).toContain(name);
  });

  test("asks the registry for advisories and signatures", () => {
    expect(runsOf(test_)).toContain("npm audit --audit-level=low");
    expect(runsOf(test_)).toContain("npm audit signatures");
  });
});

describe("the release", () => {
  const release = workflowNamed("release.yml");

  test("starts by a tag alone, and only the draft may write to the repository", () => {
    expect(Object.keys(release.on)).toEqual(["push"]);
    expect(Object.keys(release.on["push"] as object)).toEqual(["tags"]);
    const writers = Object.entries(release.jobs).filter(([, { permissions }]) => permissions?.["contents"] === "write");
    expect(writers.map(([name]) => name)).toEqual(["draft"]);
    expect(release.jobs["draft"]?.steps.some(({ run = "" }) => run.includes("npm"))).toBe(false);
  });

  test("signs or stops, says where each file was made, and writes checksums", () => {
    expect(runsOf(release).match(/forceCodeSigning=true/g)).toHaveLength(2);
    expect(runsOf(release)).toContain("sha256sum");
    const uses = Object.values(release.jobs).flatMap(({ steps }) => steps.map((step) => step.uses ?? ""));
    expect(uses.filter((use) => use.startsWith("actions/attest-build-provenance@"))).toHaveLength(1);
  });

  test("builds, vouches and writes in three jobs, none of which may do what another does", () => {
    const { check, build, attest, draft, ...others } = release.jobs;
    expect(others).toEqual({});
    expect([check, build].map((job) => job?.permissions)).toEqual([{ contents: "read" }, { contents: "read" }]);
    expect(attest?.permissions).toEqual({ "id-token": "write", attestations: "write" });
    expect(draft?.permissions).toEqual({ contents: "write" });
    expect([build, attest, draft].map((job) => job?.needs)).toEqual(["check", "build", "attest"]);
    expect(attest?.steps.map(({ uses = "" }) => uses.split("@")[0])).toEqual([
      "actions/download-artifact",
      "actions/attest-build-provenance",
    ]);
  });
});

describe("Dependabot", () => {
  test("looks after packages and actions, and lets new versions ripen", () => {
    const { updates } = parseYaml(readText(".github/dependabot.yml")) as {
      readonly updates: readonly { readonly "package-ecosystem": string; readonly cooldown?: object }[];
    };
    expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
    expect(updates.every(({ cooldown }) => cooldown !== undefined)).toBe(true);
  });
});
