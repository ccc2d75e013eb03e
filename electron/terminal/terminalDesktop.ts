// The desktop as far as a terminal reaches: it opens an address, and always says which.
import { browserWords } from "../../shared/terminalWords.ts";
import type { Desktop } from "../core/ports.ts";
import { headlessDesktop } from "../node/headlessDesktop.ts";
import { openBrowser } from "../node/openBrowser.ts";
import { openUnseen } from "../node/openUnseen.ts";
import { proxyFor } from "../node/proxyFor.ts";

export function terminalDesktop(tell: (text: string) => void): Desktop {
  return {
    ...headlessDesktop,
    async openAddress(url, unseen) {
      tell(browserWords.address(url));
      const opened = await (unseen === undefined ? openBrowser(url) : openUnseen(url, unseen));
      if (!opened) tell(browserWords.notOpened);
      return opened;
    },
    proxyFor,
  };
}
