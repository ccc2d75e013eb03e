// One token request: who, how, what for, and what of the exchange is kept. Made of allow-listed fields alone.
import type { Attempt } from "../../shared/snapshot.ts";
import { tokenWarningWords } from "../../shared/tokenWarnings.ts";
import { durationWords } from "../../shared/timeWords.ts";
import { diagnosticsWords as words, grantNames } from "../../shared/diagnosticsWords.ts";
import { scopeSetWords } from "../../shared/uiWords.ts";
import { visible, visibleProse } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { CopyRow } from "./CopyRow.tsx";
import { timeInWords } from "./time.ts";

export function AttemptFacts({ attempt }: { readonly attempt: Attempt }) {
  const { snapshot } = useApp();
  const connection = snapshot.connections.find(({ id }) => id === attempt.connectionId);
  return (
    <dl className="facts">
      <dt>{words.when}</dt>
      <dd>{timeInWords(attempt.at)}</dd>
      <dt>{words.took}</dt>
      <dd>{durationWords(attempt.durationMs)}</dd>
      <dt>{words.how}</dt>
      <dd>{grantNames[attempt.grant]}</dd>
      <dt>{words.who}</dt>
      <dd className="value">{visible(attempt.username || words.noName)}</dd>
      {connection && (
        <>
          <dt>{words.connection}</dt>
          <dd>{visibleProse(connection.label)}</dd>
        </>
      )}
      {attempt.tenant !== undefined && (
        <>
          <dt>{scopeSetWords.tenant}</dt>
          <dd className="value">{visible(attempt.tenant)}</dd>
        </>
      )}
      <dt>{words.scopes}</dt>
      <dd className="value">{visible(attempt.scopes.join(" "))}</dd>
      {attempt.warnings && (
        <>
          <dt>{words.toNote}</dt>
          {attempt.warnings.map((warning) => (
            <dd key={warning}>{tokenWarningWords[warning]}</dd>
          ))}
        </>
      )}
    </dl>
  );
}

/** The exchange without headers and bodies. */
export function Exchange({ attempt }: { readonly attempt: Attempt }) {
  return (
    <details className="more">
      <summary>{words.exchange}</summary>
      <p className="hint">{words.exchangeHint}</p>
      <ul className="details">
        {exchangeLines(attempt).map(([label, value]) => (
          <CopyRow key={label} label={label} value={value} />
        ))}
      </ul>
    </details>
  );
}

function exchangeLines({ grant, outcome, failure, ...ids }: Attempt): readonly (readonly [string, string])[] {
  const { endpoint, status, contentType, error, suberror, codes, serverTime, systemError, ...theirs } =
    failure?.evidence ?? {};
  const correlationId = theirs.correlationId || ids.correlationId;
  // An error that came with the return from the browser was no request of ours.
  const byPage = grant === "authorizationCode" && !theirs.correlationId;
  const asked = byPage ? words.inBrowser(endpoint ?? "") : `POST ${endpoint}`;
  const request = failure?.evidence.notSentAgain === true ? words.notSent : asked;
  const answer = [byPage ? undefined : status, contentType].filter((part) => part !== undefined).join(" · ");
  const lines: readonly (readonly [string, string | undefined])[] = [
    [words.request, endpoint === undefined || endpoint === "" ? undefined : request],
    [words.answer, outcome === "failed" && !byPage ? answer || words.noAnswer : answer],
    [words.exchangeLabels.systemError, systemError],
    [words.exchangeLabels.error, error],
    [words.exchangeLabels.suberror, suberror],
    [words.exchangeLabels.codes, codes?.join(" ")],
    [words.exchangeLabels.correlationId, correlationId],
    [words.exchangeLabels.traceId, theirs.traceId ?? ids.traceId],
    [words.exchangeLabels.serverTime, serverTime],
  ];
  return lines.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}
