// The desktop as far as a terminal reaches: it opens an address, and always says which.
import { browserWords } from "../../shared/terminalWords.ts";
import type { Desktop } from "../core/ports.ts";
import { headlessDesktop } from "../node/headlessDesktop.ts";
import { openBrowser } from "../node/openBrowser.ts";
import { proxyFor } from "../node/proxyFor.ts";

export function terminalDesktop(tell: (text: string) => void): Desktop {
  return {
    ...headlessDesktop,
    async openAddress(url) {
      tell(browserWords.address(url));
      if (!(await openBrowser(url))) tell(browserWords.notOpened);
    },
    proxyFor,
  };
}
