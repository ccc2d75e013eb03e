// Which addresses only this computer can reach.
import { isLoopbackHost } from "./connection.ts";

export function isOnThisComputer(address: string): boolean {
  return isLoopbackHost(URL.parse(address)?.hostname ?? "");
}
