// The token requests since the start, newest first, of one account or of all.
import { useState } from "react";
import { diagnosticsWords } from "../../shared/diagnosticsWords.ts";
import { useApp } from "../state/appContext.ts";
import { isAbout, type Subject } from "../state/subjects.ts";
import { AttemptRow } from "./AttemptRow.tsx";
import { SubjectField } from "./SubjectField.tsx";

const shownAtFirst = 10;

interface AttemptHistoryProps {
  readonly subjects: readonly Subject[];
  readonly begin: string;
}

export function AttemptHistory({ subjects, begin }: AttemptHistoryProps) {
  const { snapshot } = useApp();
  const [chosen, setChosen] = useState(begin);
  const [all, setAll] = useState(false);
  const subject = subjects.find(({ key }) => key === chosen);
  const attempts = snapshot.attempts.filter((attempt) => subject === undefined || isAbout(attempt, subject));
  const shown = all ? attempts : attempts.slice(0, shownAtFirst);

  return (
    <section aria-labelledby="historyTitle">
      <h2 id="historyTitle">{diagnosticsWords.history}</h2>
      <p className="hint">{diagnosticsWords.historyHint}</p>
      <SubjectField
        label={diagnosticsWords.account}
        subjects={subjects}
        chosen={subject?.key ?? ""}
        all={diagnosticsWords.everything}
        onChoose={setChosen}
      />
      {attempts.length === 0 && (
        <p>{snapshot.attempts.length === 0 ? diagnosticsWords.historyNone : diagnosticsWords.historyNoneHere}</p>
      )}
      <ul className="attempts">
        {shown.map((attempt) => (
          <li key={attempt.id}>
            <AttemptRow attempt={attempt} />
          </li>
        ))}
      </ul>
      {shown.length < attempts.length && (
        <button type="button" onClick={() => setAll(true)}>
          {diagnosticsWords.historyOlder(attempts.length - shown.length)}
        </button>
      )}
    </section>
  );
}
