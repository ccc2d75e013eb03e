// The page's way to the program: the desktop's preload where there is one, else the browser host.
import type { Bridge } from "../shared/contract.ts";
import type { Failure } from "../shared/failure.ts";

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in the browser host. */
    readonly tokentray?: Bridge;
  }
}

/** How the page stands with its host. `ended`: the program said goodbye. `refused`: a key or the cookie is not accepted. */
export type HostLink = "connected" | "lost" | "ended" | "refused";

export interface PageBridge extends Bridge {
  /** Calls back when the link changes, and at once where it changed before; the answer ends it. The desktop's never changes. */
  onLink(listener: (link: HostLink) => void): () => void;
  /** Calls back with an address that the page is to open, being in a browser itself; the answer ends it. Absent on the desktop. */
  onAddress?(listener: (address: string) => void): () => void;
}

/** The desktop's bridge never loses its host: where main ends, its windows end. */
export function desktopBridge(bridge: Bridge): PageBridge {
  return {
    command: (name, input) => bridge.command(name, input),
    snapshot: () => bridge.snapshot(),
    onSnapshot: (listener) => bridge.onSnapshot(listener),
    onScreen: (listener) => bridge.onScreen(listener),
    onLink: () => () => undefined,
  };
}

/** What a page makes of a call that broke instead of answering. */
export function brokenCall(): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { kind: "unexpected", at: Date.now(), evidence: {} } };
}
