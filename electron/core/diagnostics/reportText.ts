// The support report as plain text: made from the fields named here and no others, times in UTC, one fact a line.
import { checkText } from "../../../shared/checkWords.ts";
import type { Connection } from "../../../shared/connection.ts";
import { isKnownAs, oneLine } from "../../../shared/displayNames.ts";
import {
  outcomeWords,
  reportTextWords as words,
  storageKindWords,
  trayReportWords,
} from "../../../shared/reportWords.ts";
import type { Attempt, CheckResult, Snapshot } from "../../../shared/snapshot.ts";
import { hostWords, systemName } from "../../../shared/systemWords.ts";
import { tokenWarningWords } from "../../../shared/tokenWarnings.ts";
import { createMask, type Mask, type MaskWishes } from "./mask.ts";

export interface ReportWishes extends MaskWishes {
  /** Only what is about this account and its connection. */
  readonly accountId?: string | undefined;
}

const mostAttempts = 20;

export function reportText(snapshot: Snapshot, wishes: ReportWishes, at: number): string {
  const subject = subjectOf(snapshot, wishes.accountId);
  const mask = createMask(snapshot, wishes);
  return [
    `# ${words.title}`,
    [words.intro, maskedWords(wishes)].join("\n"),
    program(snapshot, at),
    ...subject.connections.map((connection, index) => connectionPart(connection, index + 1, wishes, mask)),
    checksPart(snapshot, subject, mask),
    attemptsPart(subject, mask),
  ]
    .join("\n\n")
    .concat("\n");
}

interface Subject {
  readonly connections: readonly Connection[];
  readonly attempts: readonly Attempt[];
}

function subjectOf({ accounts, connections, attempts }: Snapshot, accountId: string | undefined): Subject {
  const account = accounts.find(({ id }) => id === accountId);
  if (account === undefined) return { connections, attempts };
  return {
    connections: connections.filter(({ id }) => id === account.connectionId),
    // A sign-in that failed belongs to no account yet; its user name tells whose it was.
    attempts: attempts.filter(
      (attempt) =>
        attempt.accountId === account.id ||
        (attempt.connectionId === account.connectionId && isKnownAs(account, attempt.username ?? "")),
    ),
  };
}

function maskedWords({ maskNames, maskTenant }: ReportWishes): string {
  if (maskNames) return maskTenant ? words.masked.both : words.masked.names;
  return maskTenant ? words.masked.tenant : words.masked.none;
}

function program({ about, storage }: Snapshot, at: number): string {
  return part(words.program, [
    [words.made, utc(at)],
    [words.version, about.version],
    [words.host, hostWords[about.host]],
    [words.runtime, about.runtime],
    [words.platform, systemName(about.platform)],
    [words.tray, trayReportWords[about.tray]],
    [words.storage, storageKindWords[storage.kind]],
    [words.backEnd, storage.backEnd],
    [words.storageCause, storage.cause],
    [words.waiting, storage.waiting === 0 ? undefined : String(storage.waiting)],
  ]);
}

function connectionPart(connection: Connection, number: number, wishes: ReportWishes, mask: Mask): string {
  const { label, kind, authority, tenant, clientId, scopes } = connection;
  return part(words.connections(number), [
    // What a person calls it may tell whom or what it is for.
    [words.label, wishes.maskNames || wishes.maskTenant ? undefined : label],
    [words.kind, kind],
    [words.authority, mask(authority)],
    [words.tenant, mask(tenant)],
    [words.clientId, mask(clientId)],
    [words.scopes, mask(scopes.join(" "))],
  ]);
}

function checksPart({ checks, about }: Snapshot, { connections }: Subject, mask: Mask): string {
  const place = connections.findIndex(({ id }) => id === checks?.connectionId);
  if (checks === undefined || place === -1) return `## ${words.checks}\n\n${words.checksNone}`;
  const line = (result: CheckResult): Row => {
    const facts = Object.fromEntries(Object.entries(result.facts).map(([name, fact]) => [name, mask(fact)]));
    const { label, state, inReport } = checkText({ ...result, facts }, about.host);
    return [label, [state, inReport].filter((text) => text !== "").join(": ")];
  };
  return part(words.checks, [
    [words.checkedAt, utc(checks.at)],
    [words.checkedConnection, String(place + 1)],
    ...checks.results.map(line),
    [words.checks, checks.running ? words.checksUnfinished : undefined],
  ]);
}

function attemptsPart({ attempts, connections }: Subject, mask: Mask): string {
  const older = attempts.length - mostAttempts;
  return [
    `## ${words.attempts}`,
    ...(attempts.length === 0 ? [words.attemptsNone] : []),
    ...attempts.slice(0, mostAttempts).map((attempt) => attemptPart(attempt, connections, mask)),
    ...(older > 0 ? [words.attemptsMore(older)] : []),
  ].join("\n\n");
}

function attemptPart(attempt: Attempt, connections: readonly Connection[], mask: Mask): string {
  const { at, grant, outcome, username, scopes, tenant, durationMs, failure, warnings } = attempt;
  const place = connections.findIndex(({ id }) => id === attempt.connectionId);
  return [
    `### ${utc(at)}: ${grant}, ${outcomeWords[outcome]}`,
    rows([
      [words.account, username === undefined ? undefined : mask(username)],
      [words.connection, place === -1 ? words.removedConnection : String(place + 1)],
      [words.duration, `${durationMs} ms`],
      [words.tenant, tenant === undefined ? undefined : mask(tenant)],
      [words.scopes, mask(scopes.join(" "))],
      ...(failure === undefined ? [] : failureRows(failure, mask)),
      [words.correlationId, attempt.correlationId ?? failure?.evidence.correlationId],
      [words.traceId, attempt.traceId ?? failure?.evidence.traceId],
      ...(warnings ?? []).map((warning): Row => [words.warning, tokenWarningWords[warning]]),
    ]),
  ].join("\n");
}

function failureRows({ kind, evidence, retryAt }: NonNullable<Attempt["failure"]>, mask: Mask): readonly Row[] {
  const masked = (text: string | undefined): string | undefined => (text === undefined ? undefined : mask(text));
  return [
    [words.failure, kind],
    [words.codes, evidence.codes?.join(", ")],
    [words.status, evidence.status === undefined ? undefined : String(evidence.status)],
    [words.contentType, evidence.contentType],
    [words.error, masked(evidence.error)],
    [words.suberror, masked(evidence.suberror)],
    [words.description, masked(evidence.description)],
    [words.systemError, evidence.systemError],
    [words.endpoint, masked(evidence.endpoint)],
    [words.serverTime, evidence.serverTime],
    [words.sent, evidence.notSentAgain === true ? words.notSent : undefined],
    [words.retryAt, retryAt === undefined ? undefined : utc(retryAt)],
    [words.claims, evidence.claims === undefined ? undefined : words.yes],
    [words.incidentId, evidence.incidentId],
  ];
}

type Row = readonly [label: string, value: string | undefined];

function part(heading: string, facts: readonly Row[]): string {
  return `## ${heading}\n\n${rows(facts)}`;
}

/** What is not known is left out. A value stays on its line, whatever it holds. */
function rows(facts: readonly Row[]): string {
  return facts
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([label, value = ""]) => `- ${label}: ${oneLine(value, 1_200)}`)
    .join("\n");
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
