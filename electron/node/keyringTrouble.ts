// What a keyring's failures mean. The native module hands on texts alone, so these are the known ones, each with the name
// that D-Bus or macOS gives to the error.
import type { StorageCause } from "../../shared/snapshot.ts";
import type { StoreTrouble } from "../core/ports.ts";
import { KeyringModuleMissing } from "./keyringEntry.ts";

const known: readonly (readonly [text: string, cause: StorageCause])[] = [
  // org.freedesktop.DBus.Error.NoReply: by the library after two seconds, and by the bus when the keyring has just ended.
  ["Did not receive a reply.", "noReply"],
  ["Message recipient disconnected from message bus without replying", "noReply"],
  // The Secret Service's own answers.
  ["Secret Service: object locked", "locked"],
  ["SS error: object locked", "locked"],
  ["Secret Service: unlock prompt was dismissed", "dismissed"],
  ["SS error: prompt dismissed", "dismissed"],
  ["Secret Service: no result found", "noCollection"],
  ["SS error: result not returned from SS API", "noCollection"],
  // ServiceUnknown, Spawn.ChildExited, Spawn.ExecFailed, TimedOut (of the start) and Disconnected, from either kind of bus.
  ["was not provided by any .service files", "noProvider"],
  ["The name is not activatable", "noProvider"],
  ["Could not activate remote peer", "noProvider"],
  ["Process org.freedesktop.secrets exited with status", "noProvider"],
  ["Process org.freedesktop.secrets received signal", "noProvider"],
  ["Failed to execute program org.freedesktop.secrets", "noProvider"],
  ["Failed to activate service 'org.freedesktop.secrets'", "noProvider"],
  ["Connection is closed", "noProvider"],
  // NoServer, FileNotFound, BadAddress and NotSupported: nothing listens where the session bus should be.
  ["Failed to connect to socket", "noBus"],
  ["autolaunch", "noBus"],
  ["Cannot spawn a message bus", "noBus"],
  ["Server address of type", "noBus"],
  ["Could not parse server address", "noBus"],
  ["Address does not contain a colon", "noBus"],
  ["No DBus session or Secret Service provider found", "noProvider"],
  ["no secret service provider or dbus session found", "noProvider"],
  // errSecInteractionNotAllowed, errSecUserCanceled, errSecAuthFailed, errSecNoDefaultKeychain, errSecNotAvailable.
  ["User interaction is not allowed", "locked"],
  ["User canceled the operation", "dismissed"],
  ["User cancelled the operation", "dismissed"],
  ["passphrase you entered is not correct", "dismissed"],
  ["A default keychain could not be found", "noCollection"],
  ["No keychain is available", "noCollection"],
];

/** How the library begins where a keyring is there and does not let it in. */
const shut = /^Couldn't access platform (?:secure )?storage: /;

const lockedCauses: ReadonlySet<StorageCause> = new Set<StorageCause>(["locked", "dismissed", "noReply"]);

/** A keyring that is there but shut will open later; everything else means that there is none to rely on now. */
export function troubleOf(error: unknown): StoreTrouble & { readonly cause: StorageCause } {
  const cause = causeOf(error);
  return { kind: lockedCauses.has(cause) ? "locked" : "missing", cause };
}

function causeOf(error: unknown): StorageCause {
  if (error instanceof KeyringModuleMissing) return "noModule";
  const message = error instanceof Error ? error.message : "";
  return known.find(([text]) => message.includes(text))?.[1] ?? (shut.test(message) ? "locked" : "unknown");
}
