// The one way out to the person's browser and mail program.
import { isLoopbackHost } from "../../shared/connection.ts";

/** Opens https addresses, the practice tenant's on loopback, and letters (`mailto:` without attachments); nothing that carries a name or password. */
export async function openAddress(address: string, openExternal: (url: string) => Promise<void>): Promise<void> {
  const url = URL.parse(address);
  const allowed = url !== null && url.username === "" && url.password === "" && isAllowed(url);
  if (!allowed) throw new Error("This kind of address is not opened");
  await openExternal(url.href);
}

function isAllowed({ protocol, hostname, searchParams }: URL): boolean {
  if (protocol === "mailto:") return [...searchParams.keys()].every((name) => name === "subject" || name === "body");
  return protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname));
}
