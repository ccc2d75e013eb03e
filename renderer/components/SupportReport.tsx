// The support report: masked as wished, read first, then copied or saved. What was shown is what is given away.
import { useState } from "react";
import type { CommandInput } from "../../shared/contract.ts";
import { diagnosticsWords as words } from "../../shared/diagnosticsWords.ts";
import { Check } from "./Check.tsx";
import { useApp } from "../state/appContext.ts";
import type { Subject } from "../state/subjects.ts";
import { SubjectField } from "./SubjectField.tsx";

type Wishes = CommandInput<"previewReport">;

export function SupportReport({ subjects, begin }: { readonly subjects: readonly Subject[]; readonly begin: string }) {
  const { run } = useApp();
  const accounts = subjects.filter(({ accountId }) => accountId !== undefined);
  const [chosen, setChosen] = useState(begin);
  const [maskNames, setMaskNames] = useState(true);
  const [maskTenant, setMaskTenant] = useState(true);
  const [shown, setShown] = useState<{ readonly wishes: Wishes; readonly text: string }>();
  const subject = accounts.find(({ key }) => key === chosen);

  const change = (apply: () => void): void => {
    apply();
    setShown(undefined);
  };
  const preview = async (): Promise<void> => {
    const accountId = subject?.accountId;
    const wishes = { maskNames, maskTenant, ...(accountId !== undefined && { accountId }) };
    const outcome = await run("previewReport", wishes);
    if (outcome.ok) setShown({ wishes, text: outcome.value.text });
  };

  return (
    <section aria-labelledby="reportTitle">
      <h2 id="reportTitle">{words.report}</h2>
      <p className="hint">{words.reportHint}</p>
      {accounts.length > 0 && (
        <SubjectField
          label={words.reportOf}
          subjects={accounts}
          chosen={subject?.key ?? ""}
          all={words.everything}
          onChoose={(key) => change(() => setChosen(key))}
        />
      )}
      <Check label={words.maskNames} checked={maskNames} onChange={(next) => change(() => setMaskNames(next))} />
      <Check label={words.maskTenant} checked={maskTenant} onChange={(next) => change(() => setMaskTenant(next))} />
      {shown === undefined ? (
        <button type="button" onClick={() => void preview()}>
          {words.preview}
        </button>
      ) : (
        <Preview {...shown} />
      )}
    </section>
  );
}

function Preview({ wishes, text }: { readonly wishes: Wishes; readonly text: string }) {
  const { snapshot, run, toast } = useApp();
  const [saved, setSaved] = useState<string>();
  const copy = async (): Promise<void> => {
    const outcome = await run("copyReport", wishes);
    if (outcome.ok) toast(words.copied);
  };
  const save = async (): Promise<void> => {
    const outcome = await run("saveReport", wishes);
    if (!outcome.ok) return;
    const { file } = outcome.value;
    if (file !== undefined) setSaved(words.saved(file));
    else if (snapshot.about.host === "browser") setSaved(words.savedByPage);
  };
  return (
    <>
      <textarea
        className="report"
        readOnly
        rows={Math.min(24, text.split("\n").length + 1)}
        spellCheck={false}
        aria-label={words.previewName}
        value={text}
      />
      <div className="buttons start">
        <button type="button" className="copy" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" onClick={() => void save()}>
          {words.save}
        </button>
      </div>
      <p aria-live="polite">{saved}</p>
    </>
  );
}
