// A page outside whose address was made for this person: a browser's own link on a page, opened by name on the desktop.
import type { CommandInput } from "../../shared/contract.ts";
import { OutLink } from "../components/OutLink.tsx";
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
  return (
    <>
      <p>
        <OutLink href={address} onDesktop={() => void run("openPortal", page)}>
          {label}
        </OutLink>
      </p>
      {!inPage && <CopyLine label={label} text={address} />}
    </>
  );
}
