// Whether the program starts with the computer: the wish, and what the system made of it.
import { useId } from "react";
import { settingsWords, startAtLoginWords } from "../../shared/settingsWords.ts";
import { Check } from "../components/Check.tsx";
import { useApp } from "../state/appContext.ts";
import { useChangeSetting } from "./useChangeSetting.ts";

export function StartAtLogin() {
  const { about, settings } = useApp().snapshot;
  const change = useChangeSetting();
  const hint = useId();
  // A page in a browser says in one place what it cannot do.
  if (about.host === "browser") return null;
  const state = about.startAtLogin ?? "notPossible";
  return (
    <div>
      <Check
        label={settingsWords.startAtLogin}
        checked={settings.startAtLogin}
        describedBy={hint}
        disabled={state === "notPossible" && !settings.startAtLogin}
        onChange={(startAtLogin) => void change({ startAtLogin })}
      />
      <p className="hint" id={hint} aria-live="polite">
        {startAtLoginWords[state]}
      </p>
    </div>
  );
}
