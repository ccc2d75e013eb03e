// Quits, after asking where sign-ins that are in memory only would end with it.
import { useState, type ReactNode } from "react";
import { aboutWords, quitWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";

export interface Quitting {
  readonly quit: () => void;
  /** To be drawn where `quit` is called. */
  readonly question: ReactNode;
}

export function useQuit(): Quitting {
  const { snapshot, run } = useApp();
  const [asking, setAsking] = useState(false);
  const ending = snapshot.accounts.filter(({ saved }) => !saved).length;
  const end = (): void => void run("quit", {});
  return {
    quit: () => (ending === 0 ? end() : setAsking(true)),
    question: asking && (
      <ConfirmDialog
        title={quitWords.title(ending)}
        confirm={aboutWords.quit}
        onConfirm={end}
        onClose={() => setAsking(false)}
      >
        <p>{quitWords.text}</p>
      </ConfirmDialog>
    ),
  };
}
