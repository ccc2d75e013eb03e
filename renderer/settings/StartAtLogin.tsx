// Whether the program starts with the computer: the wish, and what the system made of it.
import { useId } from "react";
import { settingsWords, startAtLoginWords } from "../../shared/settingsWords.ts";
import { useApp } from "../state/appContext.ts";
import { useChangeSetting } from "./useChangeSetting.ts";

export function StartAtLogin() {
  const { about, settings } = useApp().snapshot;
  const change = useChangeSetting();
  const hint = useId();
  const state = about.startAtLogin ?? "notPossible";
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={settings.startAtLogin}
          disabled={state === "notPossible" && !settings.startAtLogin}
          aria-describedby={hint}
          onChange={(event) => void change({ startAtLogin: event.target.checked })}
        />
        {settingsWords.startAtLogin}
      </label>
      <p className="hint" id={hint} aria-live="polite">
        {startAtLoginWords[state]}
      </p>
    </div>
  );
}
