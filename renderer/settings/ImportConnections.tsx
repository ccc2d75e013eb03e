// Connections from a file or a pasted text: first a look at what they are, then, only on the button, taken.
import { useRef, useState, type SubmitEvent } from "react";
import type { ImportPreview } from "../../shared/contract.ts";
import { importProblemWords, settingsWords } from "../../shared/settingsWords.ts";
import { Field } from "../components/Field.tsx";
import { useApp } from "../state/appContext.ts";
import { ImportItems } from "./ImportItems.tsx";

const longest = 1_000_000;

interface Looked {
  /** What the look was at, and nothing that was typed since. */
  readonly text: string;
  readonly preview: ImportPreview;
}

export function ImportConnections() {
  const { run, toast } = useApp();
  const form = useRef<HTMLFormElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const [looked, setLooked] = useState<Looked>();
  const [added, setAdded] = useState<number>();

  const look = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setLooked(undefined);
    setAdded(undefined);
    const read = await readText(file.current?.files?.[0], new FormData(event.currentTarget).get("text"));
    setProblem(read.problem);
    if (read.problem !== undefined) return;
    const outcome = await run("previewImport", { text: read.text });
    if (outcome.ok) setLooked({ text: read.text, preview: outcome.value });
  };
  const take = async (indexes: readonly number[]): Promise<void> => {
    if (looked === undefined) return;
    const outcome = await run("applyImport", { text: looked.text, indexes: [...indexes] });
    if (!outcome.ok) return;
    setLooked(undefined);
    setAdded(outcome.value.added);
    form.current?.reset();
    toast(settingsWords.imported(outcome.value.added));
  };
  return (
    <section aria-labelledby="importTitle">
      <h2 id="importTitle">{settingsWords.importTitle}</h2>
      <p className="hint">{settingsWords.importHint}</p>
      <form ref={form} onSubmit={(event) => void look(event)}>
        <Field label={settingsWords.importFile}>
          {(ids) => <input {...ids} ref={file} type="file" accept=".json,application/json" />}
        </Field>
        <Field label={settingsWords.importText} problem={problem}>
          {(ids) => <textarea {...ids} name="text" rows={4} spellCheck={false} autoComplete="off" />}
        </Field>
        <button type="submit" className="alone">
          {settingsWords.look}
        </button>
      </form>
      <div aria-live="polite">
        {looked?.preview.problem !== undefined && (
          <p className="problem">{importProblemWords[looked.preview.problem]}</p>
        )}
        {added !== undefined && <p>{settingsWords.imported(added)}</p>}
      </div>
      {looked && looked.preview.problem === undefined && (
        <ImportItems
          items={looked.preview.items}
          onImport={(indexes) => void take(indexes)}
          onCancel={() => setLooked(undefined)}
        />
      )}
    </section>
  );
}

type Read = { readonly text: string; readonly problem?: undefined } | { readonly problem: string };

/** The file goes before the text. */
async function readText(file: File | undefined, typed: FormDataEntryValue | null): Promise<Read> {
  if (file !== undefined && file.size > longest * 4) return { problem: settingsWords.importTooLong };
  const text = file === undefined ? typed : await file.text().catch(() => undefined);
  if (typeof text !== "string") return { problem: settingsWords.importNotRead };
  if (text.trim() === "") return { problem: settingsWords.importEmpty };
  return text.length > longest ? { problem: settingsWords.importTooLong } : { text };
}
