// A link to one of the pages of others that the app knows by name.
import type { ReactNode } from "react";
import { links, type LinkId } from "../../shared/links.ts";
import { useApp } from "../state/appContext.ts";
import { OutLink } from "./OutLink.tsx";

interface ExternalLinkProps {
  readonly link: LinkId;
  /** In place of the link's own words. */
  readonly children?: ReactNode;
}

export function ExternalLink({ link, children = links[link].label }: ExternalLinkProps) {
  const { run } = useApp();
  return (
    <OutLink href={links[link].url} onDesktop={() => void run("openLink", { link })}>
      {children}
    </OutLink>
  );
}
