// A line or a text to be copied, whole, with its button. Where the system does not take it, it is selected for the keyboard.
import { useRef } from "react";
import { failureWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

interface CopyLineProps {
  readonly label: string;
  readonly text: string;
  /** Shown as a label, not only heard. */
  readonly labelled?: boolean;
}

export function CopyLine({ label, text, labelled = false }: CopyLineProps) {
  const { ask, toast } = useApp();
  const line = useRef<HTMLElement>(null);

  const copy = async (): Promise<void> => {
    const outcome = await ask("copyText", { text });
    if (outcome.ok) return toast(failureWords.copied(label));
    if (line.current) window.getSelection()?.selectAllChildren(line.current);
    toast(failureWords.notCopied);
  };
  return (
    <div className="copyLine">
      {labelled && <span className="hint">{label}</span>}
      <code ref={line}>{text}</code>
      <button type="button" className="small" aria-label={failureWords.copyDetail(label)} onClick={() => void copy()}>
        {failureWords.copy}
      </button>
    </div>
  );
}
