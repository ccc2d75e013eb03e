// Opens a page that nothing waits for, such as one to read.
import { done, failed, type Outcome } from "../../shared/failure.ts";
import { ownFailure } from "./failures.ts";
import type { Ports } from "./ports.ts";

export async function openPage(
  { desktop, clock }: Pick<Ports, "desktop" | "clock">,
  url: string,
): Promise<Outcome<null>> {
  const opened = await desktop.openAddress(url);
  return opened ? done(null) : failed(ownFailure("unexpected", clock.now(), { systemError: "noBrowser" }));
}
