// The facts a supporter asks for, folded away, each to be copied by itself.
import type { Connection } from "../../shared/connection.ts";
import { technicalDetails } from "../../shared/explain.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Attempt } from "../../shared/snapshot.ts";
import { failureWords } from "../../shared/uiWords.ts";
import { CopyRow } from "./CopyRow.tsx";

interface TechnicalDetailsProps {
  readonly failure: Failure;
  readonly connection: Connection | undefined;
  readonly attempt: Attempt | undefined;
}

export function TechnicalDetails({ failure, connection, attempt }: TechnicalDetailsProps) {
  return (
    <details className="more">
      <summary>{failureWords.details}</summary>
      <ul className="details">
        {technicalDetails(failure, { connection, scopes: attempt?.scopes }).map(({ label, value }) => (
          <CopyRow key={label} label={label} value={value} />
        ))}
      </ul>
    </details>
  );
}
