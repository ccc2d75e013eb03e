// Draws the window over the bridge of the guide and the settings, and drives it by keyboard alone.
import { act, render, screen } from "@testing-library/react";
import { userEvent, type UserEvent } from "@testing-library/user-event";
import { expect } from "vitest";
import type { ScreenName } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { App } from "../../renderer/App.tsx";
import { setupBridge, type SetupBridge } from "./setupBridge.ts";

export interface DrawnSetup {
  readonly bridge: SetupBridge;
  readonly user: UserEvent;
}

export async function drawSetup(snapshot: Snapshot, name?: ScreenName): Promise<DrawnSetup> {
  const bridge = setupBridge(snapshot);
  const user = userEvent.setup();
  await act(async () => void render(<App bridge={bridge} />));
  await screen.findByRole("heading", { level: 1 });
  if (name !== undefined) act(() => bridge.showScreen({ name }));
  await screen.findByRole("heading", { level: 1 });
  return { bridge, user };
}

export const heading = (): string => screen.getByRole("heading", { level: 1 }).textContent;

/** Presses Tab until the element has the focus; fails where the keyboard does not get there. */
export async function tabTo(user: UserEvent, wanted: HTMLElement): Promise<void> {
  for (let pressed = 0; pressed < 200 && document.activeElement !== wanted; pressed += 1) await user.tab();
  expect(document.activeElement).toBe(wanted);
}

export async function pressByKeyboard(user: UserEvent, name: string | RegExp): Promise<void> {
  await tabTo(user, screen.getByRole("button", { name }));
  await user.keyboard("{Enter}");
}
