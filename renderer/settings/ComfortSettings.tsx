// How long a copied token stays in the clipboard, and which notices the system shows.
import { settingsWords } from "../../shared/settingsWords.ts";
import { aboutWords } from "../../shared/uiWords.ts";
import { Check } from "../components/Check.tsx";
import { Field } from "../components/Field.tsx";
import { useApp } from "../state/appContext.ts";
import { useChangeSetting } from "./useChangeSetting.ts";

const offeredSeconds: readonly number[] = [10, 30, 60, 120, 300, 600];

export function ComfortSettings() {
  const { about, settings } = useApp().snapshot;
  const change = useChangeSetting();
  const current = settings.clipboardClearMs / 1000;
  const seconds = [...new Set([...offeredSeconds, current])].filter((s) => s > 0).toSorted((a, b) => a - b);

  if (about.host === "browser") return <p className="hint">{settingsWords.notInPage}</p>;
  return (
    <>
      <Field label={aboutWords.clipboard} hint={aboutWords.clipboardHint}>
        {(ids) => (
          <select
            {...ids}
            value={current}
            onChange={(event) => void change({ clipboardClearMs: Number(event.target.value) * 1000 })}
          >
            {seconds.map((after) => (
              <option key={after} value={after}>
                {aboutWords.clipboardAfter(after)}
              </option>
            ))}
            <option value={0}>{aboutWords.clipboardNever}</option>
          </select>
        )}
      </Field>
      <Check
        label={aboutWords.notifyOnCopy}
        checked={settings.notifyOnCopy}
        onChange={(notifyOnCopy) => void change({ notifyOnCopy })}
      />
      <Check
        label={aboutWords.notifyWhenNeeded}
        checked={settings.notifyWhenNeeded}
        onChange={(notifyWhenNeeded) => void change({ notifyWhenNeeded })}
      />
    </>
  );
}
