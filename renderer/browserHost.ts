// Opens the page in the browser host: takes the one-time key out of the address and makes the bridge of it.
import type { PageBridge } from "./bridge.ts";
import { browserBridge, openSession } from "./browserBridge.ts";
import { hasPageKey, type Browser } from "./browserPort.ts";

const thisBrowser: Browser = {
  fetch: (input, init) => fetch(input, init),
  writeClipboard: (text) => navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]),
  download: (name, text) => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    // The browser takes the address up a little later than the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  },
  // Of the browser's storages the only one that no other tab shares. Read late: to touch it throws where it is forbidden.
  tabStorage: {
    getItem: (name) => sessionStorage.getItem(name),
    setItem: (name, value) => sessionStorage.setItem(name, value),
  },
  wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
};

/** The bridge, or why there is none. A page that is loaded again has no one-time key, but its cookie and page key still. */
export async function openBrowserHost(browser = thisBrowser): Promise<PageBridge | "refused" | "unreachable"> {
  const key = keyInAddress();
  // The key leaves the address bar at once, whether it is accepted or not: the history keeps no addresses that are not there.
  if (key !== null) window.history.replaceState(null, "", window.location.pathname);
  // A new address in a tab that has the page already changes the fragment alone, and loads nothing.
  window.addEventListener("hashchange", () => keyInAddress() !== null && window.location.reload());
  try {
    const accepted = key === null ? hasPageKey(browser) : await openSession(browser, key);
    if (!accepted) return "refused";
  } catch {
    return "unreachable";
  }
  fetchTheRest();
  return browserBridge(browser);
}

function keyInAddress(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get("key");
}

/** The host may end while the page stays: then it could no longer send what is loaded when it is first used. */
function fetchTheRest(): void {
  for (const part of [
    import("./screens/AboutScreen.tsx"),
    import("./screens/ConnectionScreen.tsx"),
    import("./screens/DiagnosticsScreen.tsx"),
    import("./components/DetailRows.tsx"),
    import("./components/QrCode.tsx"),
    import("./components/PracticePeople.tsx"),
  ])
    part.catch(() => undefined);
}
