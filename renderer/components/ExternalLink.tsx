// A link out of the app. The desktop checks and opens it by name; on a page it is the browser's own link.
import type { ReactNode, MouseEvent } from "react";
import { links, type LinkId } from "../../shared/links.ts";
import { frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

interface ExternalLinkProps {
  readonly link: LinkId;
  /** In place of the link's own words. */
  readonly children?: ReactNode;
}

export function ExternalLink({ link, children = links[link].label }: ExternalLinkProps) {
  const { snapshot, run } = useApp();
  const open = (event: MouseEvent): void => {
    if (snapshot.about.host === "browser") return;
    event.preventDefault();
    void run("openLink", { link });
  };
  return (
    <a href={links[link].url} target="_blank" rel="noopener noreferrer" onClick={open}>
      {children}
      <span className="forEars"> ({frameWords.opensInBrowser})</span>
    </a>
  );
}
