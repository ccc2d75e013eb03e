// The bridge of the browser host: the same commands over HTTP to the loopback address that served this page.
import type { CommandInput, CommandName, CommandValues, Screen } from "../shared/contract.ts";
import type { Outcome } from "../shared/failure.ts";
import type { Snapshot } from "../shared/snapshot.ts";
import { brokenCall, type HostLink, type PageBridge } from "./bridge.ts";
import { copyThroughPage, type CopyRequest } from "./browserCopy.ts";
import { followEvents } from "./browserEvents.ts";
import { pageCommands } from "./pageCommands.ts";
import { ourHeader, pageKeyName, postJson, type Browser } from "./browserPort.ts";
import { listeners } from "./listeners.ts";

/** Exchanges the one-time key for the cookie and the page key. False where the host refuses it; throws where it does not answer. */
export async function openSession(browser: Browser, key: string): Promise<boolean> {
  const reply = await postJson(browser, "session", { key });
  if (!reply.ok) return false;
  const { pageKey } = (await reply.json()) as { readonly pageKey: string };
  browser.tabStorage.setItem(pageKeyName, pageKey);
  return true;
}

/** Follows the host from now on; `signal` ends that. */
export function browserBridge(browser: Browser, signal?: AbortSignal): PageBridge {
  const snapshots = listeners<Snapshot>();
  const screens = listeners<Screen>();
  const links = listeners<HostLink>();
  const addresses = listeners<string>();
  let link: HostLink = "connected";
  const setLink = (next: HostLink): void => {
    if (next === link || link === "ended" || link === "refused") return;
    link = next;
    links.tell(next);
  };

  const pull = async (): Promise<Snapshot> => {
    const reply = await browser.fetch("snapshot", { headers: ourHeader(browser), cache: "no-store" });
    if (reply.status === 403) setLink("refused");
    if (!reply.ok) throw new Error(`snapshot: ${reply.status}`);
    return (await reply.json()) as Snapshot;
  };
  const command = async <N extends CommandName>(
    name: N,
    input: CommandInput<N>,
  ): Promise<Outcome<CommandValues[N]>> => {
    const reply = await postJson(browser, "command", { name, input }).catch(() => undefined);
    if (reply === undefined) setLink("lost");
    if (reply?.status === 403) setLink("refused");
    if (!reply?.headers.get("content-type")?.includes("application/json")) return brokenCall();
    const outcome = (await reply.json()) as Outcome<CommandValues[N]>;
    if (name === "quit" && outcome.ok) setLink("ended");
    return outcome;
  };

  const targets = { snapshot: snapshots.tell, screen: screens.tell, address: addresses.tell, link: setLink };
  void followEvents(browser, targets, signal);
  const ownCommands = pageCommands(browser, command);
  snapshots.add(ownCommands.follow);
  return {
    command: <N extends CommandName>(name: N, input: CommandInput<N>) => {
      const own = ownCommands.take(name, input);
      if (own !== undefined) return own;
      const copy = copyRequest({ name, input });
      if (copy === undefined) return command(name, input);
      return copyThroughPage(browser, copy) as Promise<Outcome<CommandValues[N]>>;
    },
    snapshot: pull,
    onSnapshot: snapshots.add,
    onScreen: screens.add,
    onAddress: addresses.add,
    onLink: (listener) => {
      if (link !== "connected") listener(link);
      return links.add(listener);
    },
  };
}

function copyRequest({
  name,
  input,
}: {
  readonly name: CommandName;
  readonly input: unknown;
}): CopyRequest | undefined {
  if (name === "copyToken") return input as CommandInput<"copyToken">;
  if (name === "copyCommand") return { ...(input as CommandInput<"copyCommand">), format: "command" };
  return undefined;
}
