// The facts of a failure one by one. Loaded when they are unfolded, because they need the whole catalogue of codes.
import type { Connection } from "../../shared/connection.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Attempt } from "../../shared/snapshot.ts";
import { technicalDetails } from "../../shared/technicalDetails.ts";
import { CopyRow } from "./CopyRow.tsx";

export interface DetailRowsProps {
  readonly failure: Failure;
  readonly connection: Connection | undefined;
  readonly attempt: Attempt | undefined;
}

export function DetailRows({ failure, connection, attempt }: DetailRowsProps) {
  return (
    <ul className="details">
      {technicalDetails(failure, { connection, scopes: attempt?.scopes }).map(({ label, value }) => (
        <CopyRow key={label} label={label} value={value} />
      ))}
    </ul>
  );
}
