// The settings: what is changed is kept at once, and nothing comes in from outside unseen.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { writeConnections } from "../../electron/core/setup/connectionExchange.ts";
import { askedFor } from "./drawApp.tsx";
import { drawSetup } from "./drawSetup.tsx";
import { account, contoso, signedIn } from "./samples.ts";

const open = () => drawSetup(signedIn(Date.now()), "settings");
const part = (name: string) => within(screen.getByRole("region", { name }));
const paste = (text: string): void => {
  screen.getByLabelText<HTMLTextAreaElement>("Or paste the text").value = text;
};
const fabrikam = { ...contoso, id: "f", label: "Fabrikam", tenant: "fabrikam.com" };

describe("a setting", () => {
  test("is kept as soon as it is changed", async () => {
    const { bridge, user } = await open();
    await user.selectOptions(screen.getByLabelText("Clear the clipboard after a copy"), "60");
    await user.click(screen.getByLabelText("System notice after a copy"));
    expect(askedFor(bridge, "changeSettings")).toEqual([{ clipboardClearMs: 60_000 }, { notifyOnCopy: false }]);
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>("System notice after a copy").checked).toBe(false),
    );
  });

  test("of the colours is seen at once, and the system's come back", async () => {
    const { user } = await open();
    await user.selectOptions(screen.getByLabelText("Colours"), "dark");
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    await user.selectOptions(screen.getByLabelText("Colours"), "system");
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
  });

  test("to start at login cannot be wished for where it is not possible", async () => {
    const { bridge } = await open();
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /^Start TokenTray/ }).disabled).toBe(true);
    act(() => bridge.change({ about: { ...bridge.current().about, startAtLogin: "on" } }));
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /^Start TokenTray/ }).disabled).toBe(false);
    expect(screen.getByText("The system starts it.")).toBeDefined();
  });
});

describe("connections and accounts", () => {
  test("are removed only after saying whom that signs out", async () => {
    const { bridge, user } = await open();
    expect(screen.queryByRole("button", { name: "Remove Practice tenant…" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Remove Contoso test…" }));
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("One account uses it");
    expect(askedFor(bridge, "removeConnection")).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Remove connection" }));
    await waitFor(() => expect(askedFor(bridge, "removeConnection")).toEqual([{ connectionId: "contoso" }]));
  });

  test("are renamed and signed out, and a password sign-in is marked as one", async () => {
    const { bridge, user } = await open();
    const accounts = part("Accounts");
    expect(accounts.getByText("password sign-in")).toBeDefined();
    await user.type(accounts.getByLabelText(/^Name of ada@/), "Ada{Enter}");
    expect(askedFor(bridge, "renameAccount")).toEqual([{ accountId: "ada", label: "Ada" }]);
    act(() => bridge.change({ accounts: [account(Date.now(), { signedInBy: "deviceCode" })] }));
    expect(accounts.queryByText("password sign-in")).toBeNull();
    await user.click(accounts.getByRole("button", { name: "Sign out…" }));
    expect(askedFor(bridge, "signOut")).toEqual([]);
  });
});

describe("giving connections to others", () => {
  test("takes the chosen ones, never the practice tenant, and says where they are", async () => {
    const { bridge, user } = await open();
    const box = part("Give connections to others");
    expect(box.queryByLabelText("Practice tenant")).toBeNull();
    await user.click(box.getByLabelText("Contoso test"));
    await user.click(box.getByRole("button", { name: "Export" }));
    expect(box.getByText("Choose at least one.")).toBeDefined();
    await user.click(box.getByLabelText("Contoso test"));
    await user.click(box.getByRole("button", { name: "Export" }));
    await box.findByText(/One connection exported. Saved as \/home\/ada\/c.json/);
    expect(askedFor(bridge, "exportConnections")).toEqual([{ connectionIds: ["contoso"] }]);
  });
});

describe("taking connections from others", () => {
  test("shows what would come, and applies nothing before Import is pressed", async () => {
    const { bridge, user } = await open();
    paste(writeConnections([contoso, fabrikam]));
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    const known = await screen.findByRole<HTMLInputElement>("checkbox", { name: "Take Contoso test" });
    expect(known.checked).toBe(false);
    expect(screen.getByText(/You have one for the same place/)).toBeDefined();
    expect(screen.getByText("fabrikam.com")).toBeDefined();
    expect(askedFor(bridge, "applyImport")).toEqual([]);
    paste("something else meanwhile");
    await user.click(screen.getByRole("button", { name: "Import one connection" }));
    expect(askedFor(bridge, "applyImport")).toEqual([{ text: writeConnections([contoso, fabrikam]), indexes: [1] }]);
    expect(part("Connections").getByText("Fabrikam")).toBeDefined();
    expect(screen.queryByText("What it would bring")).toBeNull();
  });

  test("reads a chosen file in the page", async () => {
    const { bridge, user } = await open();
    const file = new File([writeConnections([fabrikam])], "c.json", { type: "application/json" });
    await user.upload(screen.getByLabelText("File"), file);
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    await screen.findByRole("checkbox", { name: "Take Fabrikam" });
    expect(askedFor(bridge, "previewImport")).toEqual([{ text: writeConnections([fabrikam]) }]);
  });

  test.each([
    ["", "Choose a file or paste the text first."],
    ["not json", "This is not a JSON text."],
    ["[]", "This is not a list of connections as TokenTray writes it."],
    [writeConnections([contoso]).replace('"version": 1', '"version": 9'), /newer TokenTray/],
    [writeConnections([contoso]).replace('"label"', '"client_secret": "s", "label"'), /looks like a secret/],
  ])("refuses %j as a whole and says why", async (text, why) => {
    const { bridge, user } = await open();
    paste(text);
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    await screen.findByText(why);
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    expect(askedFor(bridge, "applyImport")).toEqual([]);
  });

  test("refuses one without https by itself, and offers no tick for it", async () => {
    const { user } = await open();
    paste(writeConnections([{ ...fabrikam, authority: "http://login.example" }]));
    await user.click(screen.getByRole("button", { name: "Look at it" }));
    await screen.findByText(/Not taken:.*without https/);
    expect(screen.queryByRole("checkbox", { name: "Take Fabrikam" })).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Import 0 connections" }).disabled).toBe(true);
  });
});
