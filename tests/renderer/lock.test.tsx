// The lock as a person meets it: nobody's name on the page, one button, and the way back.
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { veiled } from "../../electron/core/lock/veil.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { signedIn } from "./samples.ts";

const lockedBy = (because: "asked" | "idle") => veiled({ ...signedIn(Date.now()), lock: { because, at: Date.now() } });

describe("the locked window", () => {
  test("shows why, and no name and no way to a screen", async () => {
    await drawApp(lockedBy("idle"));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("TokenTray is locked");
    expect(screen.getByText("Nobody was at the computer for a while.")).toBeDefined();
    expect(document.body.textContent).not.toContain("ada");
    expect(screen.queryByRole("navigation")).toBeNull();
  });

  test("unlocks with one button, and says where that failed and why", async () => {
    const { bridge, user } = await drawApp(lockedBy("asked"));
    bridge.failNext("unlock", { kind: "vaultLocked", at: 1, evidence: {} });
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    expect(screen.getByRole("alert").textContent).toContain("secret storage is locked");
    bridge.failNext("unlock", { kind: "cancelled", at: 1, evidence: {} });
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    expect(screen.getByRole("alert").textContent).toContain("the system did not confirm");
    bridge.failNext("unlock", { kind: "cancelled", at: 1, evidence: { systemError: "cannotAsk" } });
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    expect(screen.getByRole("alert").textContent).toContain("lock the screen (Control-Command-Q)");
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    await waitFor(() => expect(screen.getByRole("navigation")).toBeDefined());
  });

  test("forgets what was typed and opened before", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()), { name: "signIn" });
    await user.type(screen.getByLabelText("Password"), "half of it");
    act(() => bridge.change({ lock: { because: "asked", at: Date.now() } }));
    expect(screen.queryByLabelText("Password")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    await waitFor(() => expect(screen.getByRole("navigation")).toBeDefined());
    expect(screen.queryByLabelText("Password")).toBeNull();
  });
});

describe("the settings of the lock", () => {
  test("lock now, and when", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()), { name: "settings" });
    await user.selectOptions(await screen.findByLabelText("Lock when nobody is at the computer"), "5");
    await user.click(screen.getByLabelText("Lock with the screen and on sleep"));
    await user.click(screen.getByLabelText("Name nobody in system notices"));
    expect(askedFor(bridge, "changeSettings")).toEqual([
      { lockWhenIdleMs: 300_000 },
      { lockWithSystem: true },
      { hideNamesInNotices: true },
    ]);
    await user.click(screen.getByRole("button", { name: "Lock now" }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("TokenTray is locked");
  });
});

describe("a window that shows a secret", () => {
  test("asks to be kept out of recordings for as long as it does", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()), { name: "signIn" });
    await user.click(screen.getByRole("button", { name: "Show password" }));
    expect(askedFor(bridge, "shieldScreen")).toEqual([{ on: true }]);
    await user.click(screen.getByRole("button", { name: "Hide password" }));
    expect(askedFor(bridge, "shieldScreen")).toEqual([{ on: true }, { on: false }]);
  });
});
