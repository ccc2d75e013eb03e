// Why the password form rests, and for how long. The reason is heard once; the countdown is seen.
import { countdown } from "../../shared/timeWords.ts";
import { pauseEnd, pauseWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import type { Rest } from "../state/usePasswordPause.ts";

export function PasswordRest({ rest }: { readonly rest: Rest | undefined }) {
  return (
    <div className="rest">
      <div aria-live="polite">
        {rest && (
          <p className="warn">{pauseWords[rest.pause.because](visible(rest.pause.username), rest.pause.wrongInARow)}</p>
        )}
      </div>
      {rest && <p>{pauseEnd(countdown(rest.leftMs))}</p>}
    </div>
  );
}
