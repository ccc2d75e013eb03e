// Pages outside of the windows that the browser host's page opens by itself, being in the person's browser already.
import { useCallback, useEffect, useMemo, useState } from "react";
import { openableAddress } from "../../shared/openableAddress.ts";
import type { PageBridge } from "../bridge.ts";

export interface Outside {
  /** The newest that a tab was opened for. */
  readonly opened: string | undefined;
  /** One that the browser would have blocked, for the person to open. */
  readonly offered: string | undefined;
  readonly dismiss: () => void;
}

export function useOutside(bridge: PageBridge): Outside {
  const [opened, setOpened] = useState<string>();
  const [offered, setOffered] = useState<string>();
  useEffect(
    () =>
      bridge.onAddress?.((address) => {
        // All pages of the host are told; the one that the person is not looking at did not ask.
        if (document.visibilityState !== "visible" || openableAddress(address) === undefined) return;
        const isOpen = openTab(address);
        if (isOpen) setOpened(address);
        setOffered(isOpen ? undefined : address);
      }),
    [bridge],
  );
  const dismiss = useCallback(() => setOffered(undefined), []);
  return useMemo(() => ({ opened, offered, dismiss }), [opened, offered, dismiss]);
}

/** A browser lets a page open a tab for some seconds after the person's click, and blocks it later: false then. */
function openTab(address: string): boolean {
  if (!navigator.userActivation?.isActive) return false;
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
  return true;
}
