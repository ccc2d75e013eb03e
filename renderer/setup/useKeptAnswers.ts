// Holds the answers, and hands them to the program when asked to and when the screen is left.
import { useCallback, useEffect, useRef, useState } from "react";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import { useApp } from "../state/appContext.ts";
import { firstAnswers } from "./places.ts";

export interface KeptAnswers {
  readonly answers: SetupAnswers;
  readonly update: (change: (old: SetupAnswers) => SetupAnswers) => void;
  readonly keep: () => void;
  readonly finish: () => void;
}

export function useKeptAnswers(before: SetupAnswers | undefined): KeptAnswers {
  const { ask } = useApp();
  const [answers, setAnswers] = useState<SetupAnswers>(before ?? firstAnswers);
  // Ahead of what is drawn: a step is changed and kept in one go.
  const newest = useRef(answers);
  const kept = useRef(before);
  const finished = useRef(false);

  const update = useCallback((change: (old: SetupAnswers) => SetupAnswers) => {
    newest.current = change(newest.current);
    setAnswers(newest.current);
  }, []);
  const keep = useCallback(() => {
    if (finished.current || kept.current === newest.current) return;
    kept.current = newest.current;
    void ask("keepSetup", { answers: newest.current });
  }, [ask]);
  const finish = useCallback(() => {
    finished.current = true;
    void ask("keepSetup", {});
  }, [ask]);
  useEffect(() => keep, [keep]);
  return { answers, update, keep, finish };
}
