// Another account signed in than was asked for: whether to use it. Nothing of that sign-in is kept yet.
import { useEffect, useRef } from "react";
import { oneLine } from "../../shared/displayNames.ts";
import type { PersonQuestion } from "../../shared/snapshot.ts";
import { personWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { TimeToFinish } from "./TimeToFinish.tsx";

interface ConfirmPersonProps {
  readonly signInId: string;
  readonly question: PersonQuestion;
}

export function ConfirmPerson({ signInId, question }: ConfirmPersonProps) {
  const { run } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [asked, who] = [oneLine(question.asked, 120), oneLine(question.signedInAs, 120)];
  const answer = (use: boolean) => (): void => void run("confirmPerson", { signInId, use });

  return (
    <section className="card bad" role="alertdialog" aria-labelledby="personTitle" aria-describedby="personText">
      <h2 id="personTitle" ref={heading} tabIndex={-1}>
        {who === "" ? personWords.nobodyTitle : personWords.title}
      </h2>
      <div id="personText">
        <p>{who === "" ? personWords.nobody(asked) : personWords.another(asked, who)}</p>
        <p>{personWords.kept}</p>
      </div>
      <TimeToFinish endsAt={question.endsAt} />
      <div className="buttons">
        <button type="button" onClick={answer(true)}>
          {personWords.use}
        </button>
        <button type="button" className="primary" onClick={answer(false)}>
          {personWords.refuse}
        </button>
      </div>
    </section>
  );
}
