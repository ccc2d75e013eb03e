// The few settings; each is kept as soon as it is changed.
import type { CommandInput } from "../../shared/contract.ts";
import { aboutWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { Field } from "./Field.tsx";

const offeredSeconds: readonly number[] = [10, 30, 60, 120, 300, 600];

export function SettingsForm() {
  const { snapshot, run, say } = useApp();
  const { settings } = snapshot;
  const change = async (input: CommandInput<"changeSettings">): Promise<void> => {
    const outcome = await run("changeSettings", input);
    if (outcome.ok) say(aboutWords.settingSaved);
  };
  const current = settings.clipboardClearMs / 1000;
  const seconds = [...new Set([...offeredSeconds, current])].filter((s) => s > 0).toSorted((a, b) => a - b);

  return (
    <section aria-labelledby="settingsTitle">
      <h2 id="settingsTitle">{aboutWords.settings}</h2>
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
      <label className="check">
        <input
          type="checkbox"
          checked={settings.notifyOnCopy}
          onChange={(event) => void change({ notifyOnCopy: event.target.checked })}
        />
        {aboutWords.notifyOnCopy}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={settings.notifyWhenNeeded}
          onChange={(event) => void change({ notifyWhenNeeded: event.target.checked })}
        />
        {aboutWords.notifyWhenNeeded}
      </label>
    </section>
  );
}
