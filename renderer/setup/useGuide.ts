// The guide's answers: what is typed and which step is open, kept by the program whenever something is left.
import { useMemo, useRef, useState } from "react";
import type { ConnectionDraft, ConnectionField, ConnectionProblems } from "../../shared/connection.ts";
import type { SetupAnswers, SetupPlace } from "../../shared/setup/setupAnswers.ts";
import { setupStepTitles, setupWords } from "../../shared/setupUiWords.ts";
import { useApp } from "../state/appContext.ts";
import { firstAnswers, firstDraft } from "./places.ts";
import { useKeptAnswers } from "./useKeptAnswers.ts";

export interface Guide {
  readonly answers: SetupAnswers;
  readonly problems: ConnectionProblems;
  /** It was left at a later step and is gone on with. */
  readonly resumed: boolean;
  readonly change: (changes: Partial<SetupAnswers>) => void;
  readonly type: (fields: Partial<Record<ConnectionField, string>>) => void;
  /** What was entered for another place is there again when one comes back to it; what was found goes before it. */
  readonly choose: (place: SetupPlace, found?: Partial<ConnectionDraft>) => void;
  readonly toStep: (step: number, changes?: Partial<SetupAnswers>) => void;
  readonly refuse: (problems: ConnectionProblems) => void;
  /** Hands what was typed to the program. */
  readonly keep: () => void;
  /** Nothing of it is kept any longer. */
  readonly finish: () => void;
  readonly startOver: () => void;
}

export function useGuide(): Guide {
  const { snapshot, say } = useApp();
  const [problems, setProblems] = useState<ConnectionProblems>({});
  const [resumed, setResumed] = useState(snapshot.setup !== undefined && snapshot.setup.step > 1);
  const { answers, update, keep, finish } = useKeptAnswers(snapshot.setup);
  const others = useRef<Partial<Record<SetupPlace, SetupAnswers>>>({});

  return useMemo(() => {
    const change = (changes: Partial<SetupAnswers>): void => update((old) => ({ ...old, ...changes }));
    const show = (step: number): void => {
      setResumed(false);
      say(setupWords.stepSaid(step));
      keep();
    };
    return {
      answers,
      problems,
      resumed,
      change,
      keep,
      finish,
      type: (fields) => {
        update((old) => ({ ...old, draft: { ...old.draft, ...fields } }));
        setProblems((old) => Object.fromEntries(Object.entries(old).filter(([field]) => !(field in fields))));
      },
      choose: (place, found = {}) =>
        update((old) => {
          others.current = { ...others.current, [old.place]: old };
          const entered = enteredFor(place, others.current[place]);
          // A name that somebody gave is not lost to one that was found.
          const label = entered.draft.label === "" ? (found.label ?? "") : entered.draft.label;
          return { ...old, place, ...entered, draft: { ...entered.draft, ...found, label } };
        }),
      toStep: (step, changes = {}) => {
        change({ ...changes, step: Math.min(Math.max(step, 1), setupStepTitles.length) });
        show(step);
      },
      refuse: (found) => {
        setProblems(found);
        say(setupWords.problems(Object.keys(found).length));
      },
      startOver: () => {
        others.current = {};
        setProblems({});
        update(firstAnswers);
        show(1);
      },
    };
  }, [answers, problems, resumed, update, keep, finish, say]);
}

function enteredFor(
  place: SetupPlace,
  before: SetupAnswers | undefined,
): Pick<SetupAnswers, "draft" | "knowsClientId" | "connectionId"> {
  if (before === undefined)
    return { draft: firstDraft(place), knowsClientId: place !== "company", connectionId: undefined };
  const { draft, knowsClientId, connectionId } = before;
  return { draft, knowsClientId, connectionId };
}
