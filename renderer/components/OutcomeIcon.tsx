// The shape beside the word of an outcome or a check's result; the word carries the meaning.
import type { Attempt, CheckResult } from "../../shared/snapshot.ts";

type Outcome = Attempt["outcome"] | CheckResult["state"];

const tick = "M3 8.5 6.5 12 13 4.5";
const cross = "M4 4l8 8M12 4l-8 8";
const dash = "M4 8h8";
const shapes: Readonly<Record<Outcome, string>> = {
  succeeded: tick,
  pass: tick,
  failed: cross,
  fail: cross,
  warn: "M8 2 1.8 13.5h12.4zM8 6.5v3.2M8 11.6v.1",
  cancelled: dash,
  skipped: dash,
  waiting: "M8 4v4l2.5 1.5M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
  running: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
};

export function OutcomeIcon({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg className="icon" data-outcome={outcome} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[outcome]} />
    </svg>
  );
}
