// Why saved sign-ins cannot be opened or saved now, and the way on. Used by every host: in notices, checks and the terminal.
import type { HostName, StorageCause } from "./snapshot.ts";

interface CauseWords {
  /** A clause that goes on after a colon; `store` is the back end as people know it. */
  readonly why: (store: string) => string;
  readonly todo: string;
}

export const storageCauses: Readonly<Record<StorageCause, CauseWords>> = {
  locked: {
    why: (store) => `${store} is locked`,
    todo: "Unlock it, by signing in to this computer again or in the system's keyring program.",
  },
  dismissed: {
    why: (store) => `${store} is locked, and its request to be unlocked was dismissed or could not be shown`,
    todo: "Unlock it, by signing in to this computer again or in the system's keyring program.",
  },
  noReply: {
    why: (store) => `${store} did not answer within 60 seconds, so it is locked, or shares nothing with other programs`,
    todo: "Unlock it. In KeePassXC, also choose which group the database exposes: Database Settings, Secret Service Integration.",
  },
  noBus: {
    why: () => "this session has no D-Bus session bus, so no keyring can be reached",
    todo: "Go on in your desktop session, or in a session with a bus and an unlocked keyring of its own (dbus-run-session).",
  },
  noProvider: {
    why: (store) => `no program answers as ${store} in this session`,
    todo: "Start GNOME Keyring, KWallet, or KeePassXC with its Secret Service integration.",
  },
  noCollection: {
    why: (store) => `${store} has no default keyring to save anything in`,
    todo: "Create one in the system's keyring program (in GNOME: Passwords and Keys), and make it the default.",
  },
  noModule: {
    why: () => "the module that reaches the system's keyring cannot be loaded",
    todo: "Install TokenTray again, with its optional packages.",
  },
  noStorage: {
    why: () => "no protected storage was found on this computer",
    todo: "On Linux, install and unlock a keyring such as GNOME Keyring, KWallet or KeePassXC. Windows and macOS bring their own.",
  },
  publicKey: {
    why: (store) => `${store} would let anyone read what it keeps`,
    todo: "Install and unlock a keyring such as GNOME Keyring or KWallet.",
  },
  otherKey: {
    why: (store) => `${store} does not show the key that sealed them`,
    todo: "Start or unlock the keyring that sealed them. If that key is gone for good, sign in again.",
  },
  unknown: {
    why: (store) => `${store} failed`,
    todo: "See whether the system's keyring program opens, then try again.",
  },
};

const isCause = (text: string): text is StorageCause => Object.hasOwn(storageCauses, text);

/** Of a cause as a notice or a fact carries it. */
export function causeWords(
  cause: string | undefined,
  backEnd: string,
): { readonly why: string; readonly todo: string } {
  const words = storageCauses[cause !== undefined && isCause(cause) ? cause : "unknown"];
  return { why: words.why(backEnd === "" ? "the system's secret storage" : backEnd), todo: words.todo };
}

export const savedSignIns = (count: number): string => (count === 1 ? "1 saved sign-in" : `${count} saved sign-ins`);

/** Without a full stop. */
export const cannotBeOpened = (count: number): string => `${savedSignIns(count)} can't be opened`;

/** They need nobody: what differs is who asks the store again. */
export const comeBack: Readonly<Record<HostName, string>> = {
  terminal: "Nothing is lost: the next command tries again.",
  desktop: "Nothing is lost: they come back by themselves, at the latest when TokenTray starts again.",
  browser: "Nothing is lost.",
};
