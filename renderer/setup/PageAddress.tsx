// A page outside whose address was made for this person: a browser's own link on a page, opened by name on the desktop.
import type { MouseEvent } from "react";
import type { CommandInput } from "../../shared/contract.ts";
import { frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CopyLine } from "./CopyLine.tsx";

interface PageAddressProps {
  readonly label: string;
  readonly address: string;
  /** What opens the same page: the desktop's window never opens an address of its own making. */
  readonly page: CommandInput<"openPortal">;
}

export function PageAddress({ label, address, page }: PageAddressProps) {
  const { snapshot, run } = useApp();
  const inPage = snapshot.about.host === "browser";
  const open = (event: MouseEvent): void => {
    if (inPage) return;
    event.preventDefault();
    void run("openPortal", page);
  };
  return (
    <>
      <p>
        <a href={address} target="_blank" rel="noopener noreferrer" onClick={open}>
          {label}
          <span className="forEars"> ({frameWords.opensInBrowser})</span>
        </a>
      </p>
      {!inPage && <CopyLine label={label} text={address} />}
    </>
  );
}
