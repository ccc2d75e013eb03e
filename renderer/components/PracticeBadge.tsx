// Marks everything that is not real.
import { frameWords } from "../../shared/uiWords.ts";

export function PracticeBadge() {
  return <strong className="badge practice">{frameWords.practice}</strong>;
}
