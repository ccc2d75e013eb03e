// Says on standard error what went wrong, as one readable block or as JSON, and answers with the exit code.
import { oneLine } from "../../shared/displayNames.ts";
import { explain, type Explanation } from "../../shared/explain.ts";
import { plainJson } from "../../shared/plainJson.ts";
import { technicalDetails } from "../../shared/technicalDetails.ts";
import type { Failure } from "../../shared/failure.ts";
import { links } from "../../shared/links.ts";
import { type CommandWord, reportWords, usageWords } from "../../shared/terminalWords.ts";
import { exitCodeOf, exitCodes } from "./exitCodes.ts";
import { nextCommands, type NextCommands } from "./nextCommands.ts";
import type { FoundPlace } from "./place.ts";
import type { Refused } from "./refused.ts";
import type { Terminal } from "./terminal.ts";

export interface ReportOptions {
  readonly command?: CommandWord | undefined;
  readonly asJson?: boolean;
  readonly place?: FoundPlace;
  /** What was typed after the command, where another way of signing in can be named by it. */
  readonly args?: readonly string[];
}

export function report(terminal: Terminal, refused: Refused, options: ReportOptions = {}): number {
  if (!("failure" in refused)) return reportProblem(terminal, refused, options);
  const { failure } = refused;
  // Whoever pressed Ctrl-C knows.
  if (terminal.interruption.aborted) return exitCodes.interrupted;
  const { connection, username } = options.place ?? {};
  const { tenant = connection?.tenant ?? "" } = refused;
  const explanation = explain(failure, {
    host: "terminal",
    connection: connection && { ...connection, tenant },
    username,
    signedInBy: options.place?.account?.signedInBy,
  });
  const { command, args } = options;
  const next =
    command === undefined || args === undefined ? undefined : nextCommands(explanation, failure, command, args);
  terminal.err(options.asJson ? json(failureFacts(failure, explanation, next)) : block(failure, explanation, next));
  return exitCodeOf(failure);
}

/** The command was not understood; `args` say whether the answer is to be JSON. */
export function reportUsage(
  terminal: Terminal,
  command: CommandWord | undefined,
  problem: string,
  args: readonly string[] = [],
): number {
  return reportProblem(terminal, { exitCode: exitCodes.usage, problem }, { command, asJson: args.includes("--json") });
}

function reportProblem(
  terminal: Terminal,
  { exitCode, problem }: { readonly exitCode: number; readonly problem?: string },
  { command, asJson = false }: ReportOptions,
): number {
  if (problem === undefined) return exitCode;
  const hint = exitCode === exitCodes.usage ? `${usageWords.help(command)}\n` : "";
  const kind = exitCode === exitCodes.usage ? "usage" : "problem";
  terminal.err(asJson ? json({ kind, title: problem, what: problem, exitCode }) : `${problem}\n${hint}`);
  return exitCode;
}

function block(failure: Failure, explanation: Explanation, next: NextCommands | undefined): string {
  const { title, whatHappened, why, you, others, links: linkIds } = explanation;
  const details = technicalDetails(failure).map(({ label, value }) => `${label}: ${value}`);
  return [
    `${title}\n`,
    paragraph("", [whatHappened, ...(why === undefined ? [] : [why])]),
    paragraph(reportWords.youDo, you),
    commandsToRun(next),
    paragraph(reportWords.othersDo, others),
    paragraph(
      reportWords.readMore,
      linkIds.map((id) => links[id].url),
    ),
    paragraph(reportWords.details, details),
  ].join("");
}

/** Not cut or cleaned: a command is copied as it stands. */
function commandsToRun(next: NextCommands | undefined): string {
  if (next === undefined) return "";
  const headings =
    Object.keys(next)[0] === "deviceCode"
      ? { deviceCode: reportWords.withCode, browser: reportWords.orInBrowser }
      : { browser: reportWords.inBrowser, deviceCode: reportWords.onAnotherDevice };
  const lines = Object.entries(headings).flatMap(([way, heading]) => {
    const command = next[way as keyof NextCommands];
    return command === undefined ? [] : [`${heading}\n  ${command}\n`];
  });
  return `\n${lines.join("")}`;
}

/** Server's sentences are among the lines: nothing in them may steer the terminal. */
function paragraph(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const indent = heading === "" ? "" : "  ";
  const clean = lines.map((line) => `${indent}${oneLine(line, 2_000)}\n`).join("");
  return heading === "" ? clean : `\n${heading}:\n${clean}`;
}

function failureFacts(
  failure: Failure,
  { title, whatHappened, why, you, others }: Explanation,
  next: NextCommands | undefined,
): Readonly<Record<string, unknown>> {
  const { evidence, kind, retryAt } = failure;
  return {
    kind,
    title,
    what: whatHappened,
    why,
    you,
    others,
    next,
    error: evidence.error,
    suberror: evidence.suberror,
    codes: evidence.codes,
    status: evidence.status,
    correlationId: evidence.correlationId,
    traceId: evidence.traceId,
    tokenOrigin: evidence.tokenOrigin,
    authorityOrigin: evidence.authorityOrigin,
    movedTo: evidence.movedTo,
    askedFor: evidence.askedFor,
    signedInAs: evidence.signedInAs,
    incidentId: evidence.incidentId,
    retryAt: retryAt === undefined ? undefined : new Date(retryAt).toISOString(),
    exitCode: exitCodeOf(failure),
  };
}

const json = (error: Readonly<Record<string, unknown>>): string => `${plainJson({ error }, 2)}\n`;
