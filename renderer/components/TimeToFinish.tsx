// How long a sign-in still waits for a person. Seen each second, never read out each second.
import { countdown } from "../../shared/timeWords.ts";
import { waitingWords } from "../../shared/uiWords.ts";
import { useNow } from "../state/useNow.ts";

export function TimeToFinish({ endsAt }: { readonly endsAt: number }) {
  const leftMs = endsAt - useNow();
  return <p className="hint">{leftMs <= 0 ? waitingWords.over : waitingWords.left(countdown(leftMs))}</p>;
}
