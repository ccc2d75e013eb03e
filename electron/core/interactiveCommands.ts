// Commands around a sign-in that waits for a person elsewhere: its page, its code, and the help a server offered.
import type { Handlers } from "../../shared/contract.ts";
import { done, failed, type Outcome } from "../../shared/failure.ts";
import type { Snapshot, WaitingForPerson } from "../../shared/snapshot.ts";
import type { Authorities } from "./authority/authority.ts";
import type { Connections } from "./connections.ts";
import { ownFailure } from "./failures.ts";
import { openPage } from "./openPage.ts";
import type { Ports } from "./ports.ts";
import { Secret } from "./secret.ts";
import type { Store } from "./store.ts";
import { mayOpen } from "./trustedAddress.ts";

interface Deps {
  readonly ports: Ports;
  readonly store: Store;
  readonly connections: Connections;
  readonly authorities: Authorities;
}

type InteractiveHandlers = Pick<Handlers, "openSignInPage" | "copyUserCode" | "copyText" | "openHelp">;

export function interactiveHandlers({ ports, store, connections, authorities }: Deps): InteractiveHandlers {
  const { clock, desktop, clipboard } = ports;
  const copy = async (text: string): Promise<Outcome<null>> =>
    (await clipboard.write(new Secret(text)))
      ? done(null)
      : failed(ownFailure("unexpected", clock.now(), { systemError: "clipboardKept" }));
  const refuse = (field: string): ReturnType<typeof failed> => failed(ownFailure("badInput", clock.now(), { field }));
  return {
    async openSignInPage() {
      const waiting = store.get().signIn?.waiting;
      if (waiting === undefined || (waiting.kind === "device" && !waiting.mayOpen)) return refuse("signIn");
      const opened = await desktop.openAddress(waiting.kind === "device" ? waiting.verificationUri : waiting.address);
      store.update((snapshot) => withOpened(snapshot, waiting, opened));
      return done(null);
    },

    async copyUserCode() {
      const waiting = store.get().signIn?.waiting;
      if (waiting?.kind !== "device") return refuse("signIn");
      return copy(waiting.userCode);
    },

    copyText: ({ text }) => copy(text),

    async openHelp({ attemptId }) {
      const attempt = store.get().attempts.find(({ id }) => id === attemptId);
      const connection = attempt === undefined ? undefined : connections.get(attempt.connectionId);
      const address = attempt?.failure?.evidence.helpUrl;
      if (connection === undefined || address === undefined) return refuse("attemptId");
      const authority = await authorities.find(connection);
      if (!authority.ok) return authority;
      if (!mayOpen(address, authority.value)) return refuse("helpUrl");
      return openPage(ports, address);
    },
  };
}

/** The page says whether a browser was to be had, as long as it is that sign-in that waits. */
function withOpened(snapshot: Snapshot, { notOpened: _, ...waiting }: WaitingForPerson, opened: boolean): Snapshot {
  const { signIn } = snapshot;
  if (signIn?.waiting?.endsAt !== waiting.endsAt) return snapshot;
  return { ...snapshot, signIn: { ...signIn, waiting: opened ? waiting : { ...waiting, notOpened: true } } };
}
