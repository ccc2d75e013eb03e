// How the page stands with its host.
import { useEffect, useState } from "react";
import type { HostLink, PageBridge } from "../bridge.ts";

export function useHostLink(bridge: PageBridge): HostLink {
  const [link, setLink] = useState<HostLink>("connected");
  useEffect(() => bridge.onLink(setLink), [bridge]);
  return link;
}
