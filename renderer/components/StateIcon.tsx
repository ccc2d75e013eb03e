// The shape beside the word of a state; the word carries the meaning.
import type { ScopeSet } from "../../shared/snapshot.ts";

const shapes: Readonly<Record<ScopeSet["state"], string>> = {
  ready: "M3 8.5 6.5 12 13 4.5",
  refreshing: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
  expired: "M8 4v4l2.5 1.5M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
  needsYou: "M8 2 1.8 13.5h12.4zM8 6.5v3.2M8 11.6v.1",
  waiting: "M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6",
};

export function StateIcon({ state }: { readonly state: ScopeSet["state"] }) {
  return (
    <svg className="icon" data-state={state} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[state]} />
    </svg>
  );
}
