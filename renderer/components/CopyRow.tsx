// One line of a list: a label, its value, and a button that copies the value alone.
import { useRef } from "react";
import { failureWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";

interface CopyRowProps {
  readonly label: string;
  readonly value: string;
}

export function CopyRow({ label, value }: CopyRowProps) {
  const { ask, toast } = useApp();
  const text = useRef<HTMLSpanElement>(null);

  const copy = async (): Promise<void> => {
    const outcome = await ask("copyText", { text: value });
    if (outcome.ok) return toast(failureWords.copied(label));
    // Where it cannot be written, the text is at least selected for the keyboard.
    if (text.current) window.getSelection()?.selectAllChildren(text.current);
    toast(failureWords.notCopied);
  };
  return (
    <li>
      <span className="hint">{label}</span>
      <span className="value" ref={text}>
        {visible(value)}
      </span>
      <button type="button" className="small" aria-label={failureWords.copyDetail(label)} onClick={() => void copy()}>
        {failureWords.copy}
      </button>
    </li>
  );
}
