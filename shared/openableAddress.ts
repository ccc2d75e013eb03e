// Which addresses are opened outside of the windows at all, whoever asks.
import { isLoopbackHost } from "./connection.ts";

/** https, pages of this computer, and letters (`mailto:` without attachments); nothing that carries a name or password. */
export function openableAddress(address: string): URL | undefined {
  const url = URL.parse(address);
  return url !== null && url.username === "" && url.password === "" && isOpenable(url) ? url : undefined;
}

function isOpenable({ protocol, hostname, searchParams }: URL): boolean {
  if (protocol === "mailto:") return [...searchParams.keys()].every((name) => name === "subject" || name === "body");
  return protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname));
}
