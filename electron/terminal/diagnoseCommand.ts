// `tokentray diagnose`: runs the checks and says what each found, as text, as JSON or as a support report.
import { checkText } from "../../shared/checkWords.ts";
import { oneLine } from "../../shared/displayNames.ts";
import { done, type Outcome } from "../../shared/failure.ts";
import { links } from "../../shared/links.ts";
import { plainJson } from "../../shared/plainJson.ts";
import type { CheckResult } from "../../shared/snapshot.ts";
import { usageWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import type { Command, Host } from "./command.ts";
import { exitCodes } from "./exitCodes.ts";
import { readOptions } from "./options.ts";
import { findPlace, type FoundPlace } from "./place.ts";
import { placeOptions, placeProblem } from "./placeOptions.ts";
import { report, reportUsage } from "./report.ts";
import { shutOut } from "./storageWords.ts";

const options = {
  ...placeOptions,
  json: { type: "boolean" },
  report: { type: "boolean" },
  mask: { type: "boolean" },
} as const;

export const diagnoseCommand: Command = { run };

async function run(args: readonly string[], { terminal, open }: Host): Promise<number> {
  const read = readOptions(args, options);
  if (!read.ok) return reportUsage(terminal, "diagnose", read.problem, args);
  const { values } = read;
  const problem = placeProblem(values) ?? outputProblem(values);
  if (problem !== undefined) return reportUsage(terminal, "diagnose", problem, args);

  const { app } = open();
  await app.start();
  const asJson = values.json === true;
  const place = await findPlace(app, values);
  if (!place.ok) return report(terminal, shutOut(app) ?? place, { command: "diagnose", asJson });
  const ran = await app.handlers.runChecks({
    connectionId: place.connection.id,
    accountId: place.account?.id,
    username: place.username,
  });
  if (!ran.ok) return report(terminal, ran, { command: "diagnose", asJson, place });

  const results = app.snapshot().checks?.results ?? [];
  const answer = await answerOf(app, place, results, values);
  if (!answer.ok) return report(terminal, answer, { command: "diagnose", asJson, place });
  await terminal.out(answer.value);
  return exitCodeOf(results);
}

interface OutputValues {
  readonly json?: boolean | undefined;
  readonly report?: boolean | undefined;
  readonly mask?: boolean | undefined;
}

function outputProblem({ json, report, mask }: OutputValues): string | undefined {
  if (mask === true && report !== true) return usageWords.maskAlone;
  return json === true && report === true ? usageWords.reportOrJson : undefined;
}

async function answerOf(
  app: App,
  place: FoundPlace,
  results: readonly CheckResult[],
  values: OutputValues,
): Promise<Outcome<string>> {
  if (values.report !== true) return done(values.json === true ? json(place, results) : results.map(block).join(""));
  const mask = values.mask === true;
  const made = await app.handlers.previewReport({ maskNames: mask, maskTenant: mask, accountId: place.account?.id });
  return made.ok ? done(made.value.text) : made;
}

/** State, name and sentence on one line; what to do below. Servers' words are among them, so each line is made plain. */
function block(result: CheckResult): string {
  const { label, state, sentence, remedy, links: linkIds } = checkText(result, "terminal");
  const more = [...remedy, ...linkIds.map((id) => `${links[id].label}: ${links[id].url}`)];
  const lines = [`${label}: ${sentence}`, ...more].map((line) => oneLine(line, 1_000));
  return lines.map((line, index) => `${(index === 0 ? state : "").padEnd(9)}${line}\n`).join("");
}

function json({ connection, username }: FoundPlace, results: readonly CheckResult[]): string {
  const checks = results.map((result) => {
    const { label, sentence, remedy, links: linkIds } = checkText(result, "terminal");
    const { id, state, finding, facts } = result;
    return { id, label, state, finding, sentence, remedy, links: linkIds.map((link) => links[link].url), facts };
  });
  return `${plainJson({ connection: connection.label, username, checks }, 2)}\n`;
}

/** What needs a person at the authority; all else there may well be otherwise soon. */
const lasting: ReadonlySet<string> = new Set(["notFound", "redirected", "notData", "notVouched"]);

/** What failed first decides, because what comes after often follows from it. */
function exitCodeOf(results: readonly CheckResult[]): number {
  const first = results.find(({ state }) => state === "fail");
  if (first === undefined) return exitCodes.ok;
  if (first.finding === "broken") return exitCodes.unexpected;
  if (first.id === "secretStore") return exitCodes.storage;
  return first.id === "authority" && !lasting.has(first.finding ?? "") ? exitCodes.transient : exitCodes.refused;
}
