// The one way out to the person's browser and mail program.
import { pathToFileURL } from "node:url";
import { openableAddress } from "../../shared/openableAddress.ts";
import type { Unseen } from "../core/ports.ts";
import { openByFile } from "../node/openUnseen.ts";

/** False where the system has nothing to open it with. */
export async function openAddress(
  address: string,
  openExternal: (url: string) => Promise<void>,
  unseen?: Unseen,
): Promise<boolean> {
  const url = openableAddress(address);
  if (url === undefined) throw new Error("This kind of address is not opened");
  const open = (target: string): Promise<boolean> =>
    openExternal(target.startsWith("/") ? pathToFileURL(target).href : target).then(
      () => true,
      () => false,
    );
  // Elsewhere Electron hands it over in no program's arguments, or in some that only the person can read.
  const isArgument = unseen !== undefined && process.platform === "linux";
  return isArgument ? openByFile(url.href, unseen, process.env, open) : open(url.href);
}
