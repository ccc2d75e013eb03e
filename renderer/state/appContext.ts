// What every part of the window needs: the bridge, the newest picture, the way to another screen, and a place for failures.
import { createContext, use } from "react";
import type { ConnectionField } from "../../shared/connection.ts";
import type { CommandInput, CommandName, CommandValues, Screen } from "../../shared/contract.ts";
import type { Outcome } from "../../shared/failure.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import type { Outside } from "./useOutside.ts";
import type { SigningIn } from "./useSigningIn.ts";

/** Asks the program for something. Never throws: a call that broke is an `unexpected` failure. */
export type Ask = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<Outcome<CommandValues[N]>>;

/** A screen, and what its form begins with: the field that is at fault, or a name that has no account yet. */
export type Place = Screen & {
  readonly field?: ConnectionField | undefined;
  readonly username?: string | undefined;
};

export interface AppState {
  readonly snapshot: Snapshot;
  readonly screen: Place;
  readonly go: (place: Place) => void;
  /** For callers that show a failure themselves. */
  readonly ask: Ask;
  /** Like `ask`, but a failure is shown at the top of the window. */
  readonly run: Ask;
  readonly signingIn: SigningIn;
  /** The browser host's program does not answer: nothing that is fetched from it can be had. */
  readonly hostLost: boolean;
  readonly outside: Outside;
  /** Says something once to people who hear the window, because it can be seen already. */
  readonly say: (text: string) => void;
  /** Says something to everybody for some seconds, over the content. */
  readonly toast: (text: string) => void;
}

export const AppContext = createContext<AppState | undefined>(undefined);

export function useApp(): AppState {
  const app = use(AppContext);
  if (app === undefined) throw new Error("useApp outside of the window's frame");
  return app;
}
