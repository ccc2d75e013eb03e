// The facts a supporter asks for, folded away, each to be copied by itself.
import { useRef } from "react";
import { technicalDetails, type Detail } from "../../shared/explain.ts";
import type { Failure } from "../../shared/failure.ts";
import { failureWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

export function TechnicalDetails({ failure }: { readonly failure: Failure }) {
  return (
    <details className="more">
      <summary>{failureWords.details}</summary>
      <ul className="details">
        {technicalDetails(failure).map((detail) => (
          <li key={detail.label}>
            <DetailRow detail={detail} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function DetailRow({ detail: { label, value } }: { readonly detail: Detail }) {
  const { say } = useApp();
  const text = useRef<HTMLSpanElement>(null);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      say(failureWords.copied(label));
    } catch {
      // Where a page may not write, the text is at least selected for the keyboard.
      if (text.current) window.getSelection()?.selectAllChildren(text.current);
      say(failureWords.notCopied);
    }
  };
  return (
    <>
      <span className="hint">{label}</span>
      <span className="value" ref={text}>
        {value}
      </span>
      <button type="button" className="small" aria-label={failureWords.copyDetail(label)} onClick={() => void copy()}>
        {failureWords.copy}
      </button>
    </>
  );
}
