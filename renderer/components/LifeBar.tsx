// How much of a token's life is left, as a bar and in words that follow the clock.
import type { TokenSummary } from "../../shared/snapshot.ts";
import { timeLeft } from "../../shared/timeWords.ts";
import { scopeSetWords } from "../../shared/uiWords.ts";
import { useNow } from "../state/useNow.ts";
import { timeInWords } from "./time.ts";

export function LifeBar({ token, name }: { readonly token: TokenSummary; readonly name: string }) {
  const now = useNow();
  const lifeMs = Math.max(1, token.expiresAt - token.issuedAt);
  const leftMs = Math.min(lifeMs, Math.max(0, token.expiresAt - now));
  const words = timeLeft(token.expiresAt - now);

  return (
    <div className="life">
      <meter
        aria-label={scopeSetWords.lifeBar(name)}
        aria-valuetext={words}
        min={0}
        max={lifeMs}
        low={Math.min(300_000, lifeMs / 5)}
        optimum={lifeMs}
        value={leftMs}
      />
      <time className="left" dateTime={new Date(token.expiresAt).toISOString()} title={timeInWords(token.expiresAt)}>
        {words}
      </time>
    </div>
  );
}
