// A link out of the app: on a page the browser's own link, on the desktop opened by the program, which looks at it first.
import type { MouseEvent, ReactNode } from "react";
import { frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

interface OutLinkProps {
  readonly href: string;
  readonly className?: string;
  /** Has the program open the same page. */
  readonly onDesktop: () => void;
  readonly children: ReactNode;
}

export function OutLink({ href, className, onDesktop, children }: OutLinkProps) {
  const inPage = useApp().snapshot.about.host === "browser";
  const open = (event: MouseEvent): void => {
    if (inPage) return;
    event.preventDefault();
    onDesktop();
  };
  return (
    <a className={className} href={href} target="_blank" rel="noopener noreferrer" onClick={open}>
      {children}
      <span className="forEars"> ({frameWords.opensInBrowser})</span>
    </a>
  );
}
