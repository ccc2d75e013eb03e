// The diagnostic checks: run on demand, shown one by one as they end, each with what to do where something is wrong.
import { useEffect, useRef, useState } from "react";
import { checkText } from "../../shared/checkWords.ts";
import type { CheckResult, CheckRun } from "../../shared/snapshot.ts";
import { diagnosticsWords as words } from "../../shared/diagnosticsWords.ts";
import { useApp } from "../state/appContext.ts";
import { keyOf, type Subject } from "../state/subjects.ts";
import { ExternalLink } from "./ExternalLink.tsx";
import { OutcomeIcon } from "./OutcomeIcon.tsx";
import { SubjectField } from "./SubjectField.tsx";
import { timeInWords } from "./time.ts";

interface ChecksPanelProps {
  readonly subjects: readonly Subject[];
  readonly begin: string;
  /** After a failure they run without being asked for. */
  readonly atOnce: boolean;
}

export function ChecksPanel({ subjects, begin, atOnce }: ChecksPanelProps) {
  const { snapshot, run, say } = useApp();
  const [chosen, setChosen] = useState(begin);
  const [startedFor, setStartedFor] = useState<Subject>();
  const subject = subjects.find(({ key }) => key === chosen) ?? subjects[0];
  const { checks } = snapshot;
  const running = checks?.running === true;

  const start = async (): Promise<void> => {
    if (subject === undefined) return;
    setStartedFor(subject);
    const { connectionId, accountId, username } = subject;
    const whose = accountId !== undefined ? { accountId } : username !== undefined ? { username } : {};
    await run("runChecks", { connectionId, ...whose });
  };
  const begun = useRef(!atOnce);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void start();
  });
  const done = useRef(checks?.running === false ? checks.id : undefined);
  useEffect(() => {
    if (checks === undefined || checks.running || checks.id === done.current) return;
    done.current = checks.id;
    const count = (state: CheckResult["state"]): number => checks.results.filter((one) => one.state === state).length;
    say(words.checksDone(count("fail"), count("warn")));
  }, [checks, say]);

  return (
    <section aria-labelledby="checksTitle">
      <h2 id="checksTitle">{words.checks}</h2>
      <p className="hint">{words.checksHint}</p>
      <SubjectField label={words.checksOf} subjects={subjects} chosen={subject?.key ?? ""} onChoose={setChosen} />
      <button type="button" disabled={running || subject === undefined} onClick={() => void start()}>
        {running ? words.running : checks === undefined ? words.runChecks : words.runAgain}
      </button>
      {checks && <CheckResults checks={checks} whose={startedFor ?? subjectOf(checks, subjects)} />}
    </section>
  );
}

/** Of a run from before this screen was opened. */
function subjectOf({ accountId, connectionId }: CheckRun, subjects: readonly Subject[]): Subject | undefined {
  const account = subjects.find((one) => one.accountId !== undefined && one.accountId === accountId);
  return account ?? subjects.find(({ key }) => key === keyOf(connectionId, ""));
}

function CheckResults({ checks, whose }: { readonly checks: CheckRun; readonly whose: Subject | undefined }) {
  return (
    <>
      {whose && <p className="hint">{words.checksFor(whose.label, timeInWords(checks.at))}</p>}
      <ul className="checks" aria-busy={checks.running}>
        {checks.results.map((result) => (
          <li key={result.id}>
            <CheckLine result={result} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CheckLine({ result }: { readonly result: CheckResult }) {
  const { snapshot } = useApp();
  const { label, state, sentence, remedy, links } = checkText(result, snapshot.about.host);
  return (
    <>
      <h3>{label}</h3>
      <span className="outcome" data-outcome={result.state}>
        <OutcomeIcon outcome={result.state} />
        {state}
      </span>
      {sentence !== "" && <p>{sentence}</p>}
      {remedy.map((step) => (
        <p key={step} className="remedy">
          {step}
        </p>
      ))}
      {links.length > 0 && (
        <ul className="links">
          {links.map((link) => (
            <li key={link}>
              <ExternalLink link={link} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
