// A connection's name with its colour, and the practice badge where it belongs.
import type { Connection } from "../../shared/connection.ts";
import { visibleProse } from "../../shared/visibleText.ts";
import { PracticeBadge } from "./PracticeBadge.tsx";

export function ConnectionTag({ connection }: { readonly connection: Connection | undefined }) {
  if (connection === undefined) return null;
  return (
    <span className="tag">
      <span className="swatch" data-colour={connection.colour} aria-hidden="true" />
      {visibleProse(connection.label)}
      {connection.kind === "practice" && <PracticeBadge />}
    </span>
  );
}
