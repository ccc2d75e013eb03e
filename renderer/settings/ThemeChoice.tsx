// Light, dark, or as the system has it.
import { settingsWords, themeWords } from "../../shared/settingsWords.ts";
import type { Theme } from "../../shared/snapshot.ts";
import { Field } from "../components/Field.tsx";
import { useApp } from "../state/appContext.ts";
import { useChangeSetting } from "./useChangeSetting.ts";

export function ThemeChoice() {
  const { settings } = useApp().snapshot;
  const change = useChangeSetting();
  return (
    <Field label={settingsWords.theme}>
      {(ids) => (
        <select
          {...ids}
          value={settings.theme}
          onChange={(event) => void change({ theme: event.target.value as Theme })}
        >
          {Object.entries(themeWords).map(([theme, words]) => (
            <option key={theme} value={theme}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
