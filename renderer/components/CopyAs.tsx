// The other shapes a token can be copied in, folded away; and a command that holds none.
import { useRef } from "react";
import type { CopyFormat } from "../../shared/copyFormats.ts";
import { copyFormatWords } from "../../shared/trayWords.ts";
import { scopeSetWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

interface CopyAsProps {
  readonly ids: { readonly accountId: string; readonly scopeSetId: string };
  readonly name: string;
}

const formats = Object.keys(copyFormatWords) as readonly CopyFormat[];

export function CopyAs({ ids, name }: CopyAsProps) {
  const { run, hostLost } = useApp();
  const fold = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (fold.current === null) return;
    fold.current.open = false;
    fold.current.querySelector("summary")?.focus();
  };

  return (
    <details ref={fold} className="menu" name="copyAs">
      <summary>
        {scopeSetWords.copyAs} <span className="forEars">{name}</span>
      </summary>
      <div className="menuItems">
        <ul>
          {formats.map((format) => (
            <li key={format}>
              <button
                type="button"
                disabled={hostLost}
                onClick={() => void run("copyToken", { ...ids, format }).then(close)}
              >
                {copyFormatWords[format]}
              </button>
            </li>
          ))}
        </ul>
        <p className="hint">{scopeSetWords.shellNote}</p>
        <button type="button" disabled={hostLost} onClick={() => void run("copyCommand", ids).then(close)}>
          {scopeSetWords.copyCommand}
        </button>
        <p className="hint">{scopeSetWords.copyCommandHint}</p>
      </div>
    </details>
  );
}
