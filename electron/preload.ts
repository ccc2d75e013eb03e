// The bridge: everything that a window may ask of the main process, and nothing of Electron itself.
import { contextBridge, ipcRenderer } from "electron/renderer";
import { channels } from "../shared/channels.ts";
import type { Bridge, CommandInput, CommandName, CommandValues, Screen } from "../shared/contract.ts";
import type { Outcome } from "../shared/failure.ts";
import type { Snapshot } from "../shared/snapshot.ts";

type Answer<N extends CommandName> = Promise<Outcome<CommandValues[N]>>;

const screenListeners = new Set<(screen: Screen) => void>();
/** Asked for before the page was there to listen. */
let waitingScreen: Screen | undefined;

ipcRenderer.on(channels.showScreen, (_event, screen: Screen) => {
  if (screenListeners.size === 0) waitingScreen = screen;
  for (const listener of screenListeners) listener(screen);
});

const bridge: Bridge = {
  command: <N extends CommandName>(name: N, input: CommandInput<N>): Answer<N> =>
    ipcRenderer.invoke(channels.command, name, input) as Answer<N>,
  snapshot: () => ipcRenderer.invoke(channels.snapshot) as Promise<Snapshot>,
  onSnapshot: (listener) => {
    const receive = (_event: unknown, snapshot: Snapshot): void => listener(snapshot);
    ipcRenderer.on(channels.snapshotChanged, receive);
    return () => void ipcRenderer.off(channels.snapshotChanged, receive);
  },
  onScreen: (listener) => {
    screenListeners.add(listener);
    if (waitingScreen !== undefined) listener(waitingScreen);
    waitingScreen = undefined;
    return () => void screenListeners.delete(listener);
  },
};

contextBridge.exposeInMainWorld("tokentray", bridge);
