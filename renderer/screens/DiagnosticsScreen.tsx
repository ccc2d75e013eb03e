// What happened, whether all that a sign-in needs is in order, and a report for whoever helps. Loaded when it is first opened.
import type { Snapshot } from "../../shared/snapshot.ts";
import { lastUsedAccount } from "../../shared/accountOrder.ts";
import { diagnosticsWords } from "../../shared/diagnosticsWords.ts";
import { screenTitles } from "../../shared/uiWords.ts";
import { AttemptHistory } from "../components/AttemptHistory.tsx";
import { AttemptBody } from "../components/AttemptRow.tsx";
import { ChecksPanel } from "../components/ChecksPanel.tsx";
import { FailureCard } from "../components/FailureCard.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { SupportReport } from "../components/SupportReport.tsx";
import { useApp, type Place } from "../state/appContext.ts";
import { keyOf, subjectsOf } from "../state/subjects.ts";

/** Checks that are younger than this are not run again by themselves. */
const freshMs = 60_000;

export function DiagnosticsScreen() {
  const { snapshot, screen } = useApp();
  const attempt = snapshot.attempts.find(({ id }) => id === screen.attemptId);
  const account = snapshot.accounts.find(({ id }) => id === (screen.accountId ?? attempt?.accountId));
  const subjects = subjectsOf(snapshot);
  const about = account ?? attempt;
  const begin = about === undefined ? "" : keyOf(about.connectionId, about.username ?? "");
  const inChecks = begin !== "" ? begin : checkedFirst(snapshot, screen.connectionId);
  // A sign-in may be refused so early that there was no request, and a refusal may be older than this run.
  const failures = (account?.scopeSets ?? []).flatMap(({ id, failure, scopes, tenant }) =>
    failure ? [{ id, failure, scopes, tenant }] : [],
  );

  return (
    <>
      <ScreenHeading title={screenTitles.diagnostics} />
      <p className="lead">{diagnosticsWords.lead}</p>
      {screen.attemptId !== undefined && (
        <section aria-labelledby="attemptTitle">
          <h2 id="attemptTitle">{diagnosticsWords.attempt}</h2>
          {attempt === undefined ? <p>{diagnosticsWords.gone}</p> : <AttemptBody attempt={attempt} />}
        </section>
      )}
      {screen.attemptId === undefined &&
        failures.map(({ id, ...about }) => <FailureCard key={id} accountId={account?.id} {...about} />)}
      <ChecksPanel
        subjects={subjects}
        begin={inChecks}
        atOnce={afterFailure(screen) && !checkedLately(snapshot, about)}
      />
      <AttemptHistory subjects={subjects} begin={account === undefined ? "" : begin} />
      <SupportReport subjects={subjects} begin={account === undefined ? "" : begin} />
    </>
  );
}

function afterFailure({ attemptId, accountId, connectionId }: Place): boolean {
  return (attemptId ?? accountId ?? connectionId) !== undefined;
}

function checkedLately(
  { checks }: Snapshot,
  about: { readonly connectionId: string; readonly accountId?: string; readonly id: string } | undefined,
): boolean {
  return checks !== undefined && checks.connectionId === about?.connectionId && Date.now() - checks.at < freshMs;
}

/** The connection asked for, else the account used last, else whatever connection was used last. */
function checkedFirst({ accounts, lastUsed, connections }: Snapshot, connectionId: string | undefined): string {
  const account = lastUsedAccount(accounts);
  if (connectionId === undefined && account !== undefined)
    return keyOf(account.connectionId, account.username || account.id);
  return keyOf(connectionId ?? lastUsed?.connectionId ?? connections[0]?.id ?? "", "");
}
