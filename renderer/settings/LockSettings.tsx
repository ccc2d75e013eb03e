// When the program locks, and what system notices may say of people.
import { useId } from "react";
import { lockWords } from "../../shared/lockWords.ts";
import { Check } from "../components/Check.tsx";
import { Field } from "../components/Field.tsx";
import { useApp } from "../state/appContext.ts";
import { useChangeSetting } from "./useChangeSetting.ts";

const minuteMs = 60_000;
const offeredMinutes: readonly number[] = [1, 5, 15, 30, 60];

export function LockSettings() {
  const { snapshot, run } = useApp();
  const { settings, about, storage } = snapshot;
  const change = useChangeSetting();
  const hint = useId();
  const onLinux = about.platform === "linux";
  const current = settings.lockWhenIdleMs / minuteMs;
  const minutes = [...new Set([...offeredMinutes, current])].filter((each) => each > 0).toSorted((a, b) => a - b);
  return (
    <>
      {about.host === "desktop" && (
        <>
          <Field label={lockWords.whenIdle}>
            {(ids) => (
              <select
                {...ids}
                value={current}
                onChange={(event) => void change({ lockWhenIdleMs: Number(event.target.value) * minuteMs })}
              >
                <option value={0}>{lockWords.never}</option>
                {minutes.map((after) => (
                  <option key={after} value={after}>
                    {lockWords.afterMinutes(after)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Check
            label={lockWords.withSystem}
            checked={settings.lockWithSystem}
            describedBy={onLinux ? hint : undefined}
            onChange={(lockWithSystem) => void change({ lockWithSystem })}
          />
          {onLinux && (
            <p className="hint" id={hint}>
              {lockWords.withSystemHint}
            </p>
          )}
          <Check
            label={lockWords.hideNames}
            checked={settings.hideNamesInNotices}
            onChange={(hideNamesInNotices) => void change({ hideNamesInNotices })}
          />
        </>
      )}
      <p className="hint">{storage.kind === "memoryOnly" ? lockWords.inMemory : lockWords.limits}</p>
      <button type="button" onClick={() => void run("lock", {})}>
        {lockWords.lockNow}
      </button>
    </>
  );
}
