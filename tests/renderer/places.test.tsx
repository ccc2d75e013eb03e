// Screens in the window's history: Back and Forward go between them, the address names them, and no name of a person is kept.
import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeIn } from "../../renderer/state/usePlaces.ts";
import { askedFor, drawApp, showScreen } from "./drawApp.tsx";
import { endedSignIn, signedIn } from "./samples.ts";

const clear = (): void => window.history.replaceState(null, "", "/");
beforeEach(clear);
afterEach(clear);

const heading = () => screen.getByRole("heading", { level: 1 }).textContent;
const button = (name: string) => screen.getByRole("button", { name });
/** As the browser's own button does: the entry is there, and the page is told. */
const back = (hash: string, state: unknown = null): void => {
  window.history.replaceState(state, "", `/${hash}`);
  act(() => void window.dispatchEvent(new PopStateEvent("popstate", { state })));
};

describe("the address", () => {
  test("names each screen that is gone to, once", async () => {
    const { user } = await drawApp(signedIn(Date.now()));
    expect(window.location.hash).toBe("");
    const before = window.history.length;
    await user.click(button("About"));
    expect(window.location.hash).toBe("#about");
    await user.click(button("About"));
    await user.click(button("Settings"));
    expect(window.location.hash).toBe("#settings");
    expect(window.history.length - before).toBe(2);
  });

  test("keeps what the screen is about, and no name of a person", async () => {
    const { bridge } = await drawApp(signedIn(Date.now()));
    await showScreen(bridge, { name: "signIn", connectionId: "contoso", accountId: "ada" });
    expect(window.history.state).toEqual({ connectionId: "contoso", accountId: "ada" });
    expect(window.location.hash).toBe("#signIn");
    expect(JSON.stringify([window.location.href, window.history.state])).not.toContain("@");
  });

  test.each([
    ["#settings", null, { name: "settings" }],
    ["#connection", { connectionId: "c" }, { name: "connection", connectionId: "c" }],
    ["#diagnostics", { attemptId: 7, other: "x", username: "ada" }, { name: "diagnostics" }],
    ["#signIn", "x", { name: "signIn" }],
    ["#key=abc", null, undefined],
    ["#toString", null, undefined],
    ["", { connectionId: "c" }, undefined],
  ])("%s with %j is the place %j", (hash, state, place) => expect(placeIn(hash, state)).toEqual(place));
});

describe("going back", () => {
  test("shows the screen before, and the first one where the address names none", async () => {
    const { user } = await drawApp(signedIn(Date.now()));
    await user.click(button("About"));
    await user.click(button("Sign in"));
    back("#about");
    expect(heading()).toBe("About");
    back("");
    expect(heading()).toBe("Accounts");
    back("#nonsense");
    expect(heading()).toBe("Accounts");
  });

  test("from a sign-in that has ended takes its result off the screen", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.click(button("Sign in"));
    act(() => bridge.change({ signIn: endedSignIn(Date.now()) }));
    back("");
    expect(askedFor(bridge, "dismissSignIn")).toHaveLength(1);
  });

  test("leads nowhere while the program is locked, and the lock forgets where one was", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.click(button("Settings"));
    act(() => bridge.change({ lock: { because: "asked", at: Date.now() } }));
    expect(window.location.hash).toBe("");
    back("#about");
    expect(heading()).not.toBe("About");
    await user.click(button("Unlock"));
    expect(heading()).toBe("Accounts");
  });
});
