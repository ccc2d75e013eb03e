// Opens a page that is waited for: on a page the browser's own link, which nothing blocks; on the desktop a button.
import { OutLink } from "./OutLink.tsx";
import { useApp } from "../state/appContext.ts";

interface OpenPageProps {
  readonly address: string;
  readonly label: string;
  readonly primary?: boolean;
  readonly onDesktop: () => void;
}

export function OpenPage({ address, label, primary = false, onDesktop }: OpenPageProps) {
  const inPage = useApp().snapshot.about.host === "browser";
  if (!inPage) {
    return (
      <button type="button" className={primary ? "primary" : ""} onClick={onDesktop}>
        {label}
      </button>
    );
  }
  return (
    <OutLink href={address} className={primary ? "button primary" : "button"} onDesktop={onDesktop}>
      {label}
    </OutLink>
  );
}
