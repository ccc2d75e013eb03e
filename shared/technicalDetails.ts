// The facts of a failure for a supporter. Apart from the words because it needs the whole catalogue of codes.
import type { Connection } from "./connection.ts";
import { entraCode } from "./entraCodes.ts";
import type { Failure } from "./failure.ts";
import { visible } from "./visibleText.ts";

export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** For the folded part of a card: what a supporter needs, one fact a line. Never a secret. */
export function technicalDetails(
  { at, evidence, retryAt }: Failure,
  {
    connection,
    scopes,
  }: { readonly connection?: Connection | undefined; readonly scopes?: readonly string[] | undefined } = {},
): readonly Detail[] {
  const [code] = evidence.codes ?? [];
  const known = code === undefined ? undefined : entraCode(code);
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ["Code", code === undefined || known?.name === undefined ? code : `${code} ${known.name}`],
    ["Meaning", known?.summary],
    ["Other codes", evidence.codes?.slice(1).join(", ")],
    ["Server said", evidence.description],
    ["Error", evidence.error],
    ["Suberror", evidence.suberror],
    ["System error", evidence.systemError],
    ["HTTP status", evidence.status],
    ["Content type", evidence.contentType],
    ["Endpoint", evidence.endpoint],
    ["Leads on to", evidence.movedTo],
    ["Asked for", evidence.askedFor],
    ["Signed in as", evidence.signedInAs],
    ["Address nobody vouches for", evidence.authorityOrigin],
    ["Correlation ID", evidence.correlationId],
    ["Trace ID", evidence.traceId],
    ["Time (UTC)", utc(at)],
    ["Server's time", evidence.serverTime],
    ["Sent", evidence.notSentAgain === true ? "no, all this is of the answer before" : undefined],
    ["Not before (UTC)", utc(retryAt)],
    // A refusal without a challenge cannot be answered by one, which is worth knowing.
    ["Claims challenge", evidence.error === undefined ? undefined : evidence.claims === undefined ? "no" : "yes"],
    ["Server's page for the password", evidence.helpUrl],
    ["Server's page about the error", evidence.errorUrl],
    ["Authority", connection?.authority],
    ["Tenant", connection?.tenant],
    ["Client ID", connection?.clientId],
    ["Scopes", scopes?.join(" ")],
    ["Incident ID", evidence.incidentId],
  ];
  return rows.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [{ label, value: visible(String(value)) }],
  );
}

function utc(at: number | undefined): string | undefined {
  const date = new Date(at ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
