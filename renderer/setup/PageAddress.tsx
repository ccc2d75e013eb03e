// The address of a page outside: a link where this is a browser's page, and to be copied where the desktop draws it.
import { frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CopyLine } from "./CopyLine.tsx";

interface PageAddressProps {
  readonly label: string;
  readonly address: string;
}

export function PageAddress({ label, address }: PageAddressProps) {
  const { snapshot } = useApp();
  if (snapshot.about.host !== "browser") return <CopyLine label={label} text={address} labelled />;
  return (
    <p>
      <a href={address} target="_blank" rel="noopener noreferrer">
        {label}
        <span className="forEars"> ({frameWords.opensInBrowser})</span>
      </a>
    </p>
  );
}
