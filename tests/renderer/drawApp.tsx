// Draws the whole window over a fake bridge, as a person meets it.
import { act, render, screen } from "@testing-library/react";
import { userEvent, type UserEvent } from "@testing-library/user-event";
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { App } from "../../renderer/App.tsx";
import { fakeBridge, type FakeBridge } from "./fakeBridge.ts";

export interface Drawn {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
}

/** The window once its first picture is there, on the wished screen. */
export async function drawApp(snapshot: Snapshot, at?: Screen): Promise<Drawn> {
  const bridge = fakeBridge(snapshot);
  const user = userEvent.setup();
  // Waits for the first picture inside of `act`, or the effects that follow it would still be to come.
  await act(async () => void render(<App bridge={bridge} />));
  await screen.findByRole("heading", { level: 1 });
  if (at !== undefined) await showScreen(bridge, at);
  return { bridge, user };
}

/** The inputs of one command, in the order asked. */
export function askedFor(bridge: FakeBridge, name: string): readonly unknown[] {
  return bridge.asked.filter((call) => call.name === name).map(({ input }) => input);
}

/** As the host asks for a screen; done when it is there, which takes a moment where it has to be loaded. */
export async function showScreen(bridge: FakeBridge, at: Screen): Promise<void> {
  act(() => bridge.showScreen(at));
  await screen.findByRole("heading", { level: 1 });
}
