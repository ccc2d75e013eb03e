// Copies, and says so on itself for a moment. Who hears the window is told by the notice that follows.
import { useEffect, useState } from "react";
import type { Copied } from "../../shared/contract.ts";
import type { Outcome } from "../../shared/failure.ts";
import { scopeSetWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

const shownForMs = 2500;

interface CopyButtonProps {
  readonly name: string;
  readonly onCopy: () => Promise<Outcome<Copied>>;
}

export function CopyButton({ name, onCopy }: CopyButtonProps) {
  const { hostLost } = useApp();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), shownForMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async (): Promise<void> => {
    const outcome = await onCopy();
    setCopied(outcome.ok);
  };
  return (
    <button type="button" className="copy" disabled={hostLost} onClick={() => void copy()}>
      {copied ? scopeSetWords.copied : scopeSetWords.copy}
      <span className="forEars"> {name}</span>
    </button>
  );
}
