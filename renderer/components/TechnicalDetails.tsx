// The facts a supporter asks for, folded away, each to be copied by itself.
import { lazy, Suspense, useState } from "react";
import { failureWords } from "../../shared/uiWords.ts";
import type { DetailRowsProps } from "./DetailRows.tsx";

const DetailRows = lazy(async () => ({ default: (await import("./DetailRows.tsx")).DetailRows }));

export function TechnicalDetails(about: DetailRowsProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="more" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{failureWords.details}</summary>
      {opened && (
        <Suspense>
          <DetailRows {...about} />
        </Suspense>
      )}
    </details>
  );
}
