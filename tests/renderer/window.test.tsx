// The window as a whole: which screen, which picture, and what happens when something breaks.
import { act, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { App } from "../../renderer/App.tsx";
import { ErrorBoundary } from "../../renderer/components/ErrorBoundary.tsx";
import type { Snapshot } from "../../shared/snapshot.ts";
import { askedFor, drawApp, showScreen } from "./drawApp.tsx";
import { fakeBridge } from "./fakeBridge.ts";
import { account, contoso, firstStart, signedIn } from "./samples.ts";

const heading = (): string | null => screen.getByRole("heading", { level: 1 }).textContent;
const named = (revision: number, label: string): Snapshot => {
  const now = Date.now();
  return { ...signedIn(now, { accounts: [account(now, { label })] }), revision };
};

describe("the picture", () => {
  test("with the higher revision is kept, in whatever order they come", async () => {
    const { bridge } = await drawApp(named(5, "five"));
    act(() => bridge.push(named(7, "seven")));
    expect(screen.getByRole("heading", { name: "seven" })).toBeDefined();
    act(() => bridge.push(named(6, "six")));
    expect(screen.getByRole("heading", { name: "seven" })).toBeDefined();
    act(() => bridge.push(named(8, "eight")));
    expect(screen.getByRole("heading", { name: "eight" })).toBeDefined();
  });

  test("that was pushed before the first answer is not undone by that answer", async () => {
    const bridge = fakeBridge(named(5, "five"));
    let answer = (_: Snapshot): void => undefined;
    bridge.snapshot = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    render(<App bridge={bridge} />);
    act(() => bridge.push(named(6, "six")));
    await act(async () => answer(named(5, "five")));
    expect(screen.getByRole("heading", { name: "six" })).toBeDefined();
  });
});

describe("the first screen", () => {
  test("is the set-up at the very first start", async () => {
    await drawApp(firstStart());
    expect(heading()).toBe("Where do you sign in?");
  });

  test("is the welcome where nobody is signed in any more, and offers practice first", async () => {
    const { user } = await drawApp({ ...firstStart(), lastUsed: { connectionId: "practice", username: "" } });
    expect(heading()).toBe("Welcome");
    await user.click(screen.getByRole("button", { name: "Use the practice tenant" }));
    expect(heading()).toBe("Sign in");
    expect(document.title).toBe("Sign in – TokenTray");
  });

  test("is the accounts where somebody is", async () => {
    await drawApp(signedIn(Date.now()));
    expect(heading()).toBe("Accounts");
  });

  test("is another one where the host asks for it", async () => {
    const { bridge } = await drawApp(signedIn(Date.now()));
    await showScreen(bridge, { name: "about" });
    expect(heading()).toBe("About");
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });
});

describe("the connection form", () => {
  test("shows each problem at its field and puts the focus on the first", async () => {
    const { user } = await drawApp(firstStart(), { name: "connection" });
    await user.type(screen.getByLabelText("Tenant"), "common");
    await user.type(screen.getByLabelText("Client ID"), "two words");
    await user.click(screen.getByRole("button", { name: "Save connection" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")));
    const described = (label: string): string => {
      const ids = screen.getByLabelText(label).getAttribute("aria-describedby")?.split(" ") ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join(" ");
    };
    expect(described("Name")).toContain("Fill this in.");
    expect(described("Client ID")).toContain("No blanks inside.");
    expect(described("Tenant")).toContain("do not accept a password");
    expect(screen.getByLabelText("Scopes").getAttribute("aria-invalid")).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>("Client ID").value).toBe("two words");
  });

  test("saves what is right and goes on to sign in with it", async () => {
    const { bridge, user } = await drawApp(firstStart(), { name: "connection" });
    await user.type(screen.getByLabelText("Name"), "Contoso");
    await user.type(screen.getByLabelText("Tenant"), "contoso.onmicrosoft.com");
    await user.type(screen.getByLabelText("Client ID"), contoso.clientId);
    await user.click(screen.getByRole("button", { name: "Save connection" }));
    await waitFor(() => expect(heading()).toBe("Sign in"));
    expect(screen.getByLabelText<HTMLSelectElement>("Connection").value).toBe("saved");
    expect(bridge.current().connections).toHaveLength(2);
  });

  test("sends no tenant for an OpenID authority", async () => {
    const { bridge, user } = await drawApp(firstStart(), { name: "connection" });
    await user.type(screen.getByLabelText("Tenant"), "left over");
    await user.selectOptions(screen.getByLabelText("Kind of authority"), "openid");
    await user.click(screen.getByRole("button", { name: "Save connection" }));
    await waitFor(() =>
      expect(askedFor(bridge, "saveConnection")).toMatchObject([{ draft: { kind: "openid", tenant: "" } }]),
    );
  });

  test("asks for the federation metadata only where its address is to be a person's own", async () => {
    const { bridge, user } = await drawApp(firstStart(), { name: "connection" });
    const mode = screen.getByLabelText<HTMLSelectElement>("Where passwords are checked");
    expect(mode.value).toBe("automatic");
    expect(mode.closest("details")?.open).toBe(false);
    await user.click(screen.getByText("Advanced"));
    const metadata = screen.getByLabelText("Federation metadata");
    expect(metadata.closest("[hidden]")).not.toBeNull();
    await user.selectOptions(mode, "ownMex");
    expect(metadata.closest("[hidden]")).toBeNull();
    await user.type(metadata, "https://sts.contoso.example/mex");
    await user.type(screen.getByLabelText("Certificate authority"), "/etc/company.pem");
    await user.click(screen.getByRole("button", { name: "Save connection" }));
    const further = { federation: "ownMex", mexAddress: "https://sts.contoso.example/mex", caFile: "/etc/company.pem" };
    await waitFor(() => expect(askedFor(bridge, "saveConnection")).toMatchObject([{ draft: further }]));
  });

  test("unfolds what few need where something is wrong in it, and for an authority of another kind offers no federation", async () => {
    const { bridge, user } = await drawApp(firstStart(), { name: "connection" });
    await user.type(screen.getByLabelText("Name"), "Contoso");
    await user.type(screen.getByLabelText("Tenant"), "contoso.com");
    await user.type(screen.getByLabelText("Client ID"), contoso.clientId);
    const file = screen.getByLabelText("Certificate authority");
    await user.type(file, "company.pem");
    await user.click(screen.getByRole("button", { name: "Save connection" }));
    await waitFor(() => expect(document.activeElement).toBe(file));
    expect(file.closest("details")?.open).toBe(true);
    await user.selectOptions(screen.getByLabelText("Kind of authority"), "openid");
    expect(screen.getByLabelText("Where passwords are checked").closest("[hidden]")).not.toBeNull();
    await user.click(screen.getByRole("button", { name: "Save connection" }));
    await waitFor(() => expect(askedFor(bridge, "saveConnection")).toHaveLength(2));
    expect(JSON.stringify(askedFor(bridge, "saveConnection")[1])).not.toContain('"federation"');
  });

  test("removes a connection only after saying whom that signs out", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()), { name: "connection", connectionId: "contoso" });
    await user.click(screen.getByRole("button", { name: "Remove connection…" }));
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("One account uses it");
    await user.click(within(dialog).getByRole("button", { name: "Remove connection" }));
    await waitFor(() => expect(askedFor(bridge, "removeConnection")).toEqual([{ connectionId: "contoso" }]));
  });
});

describe("about", () => {
  test("says where things are, plainly when they are in memory only", async () => {
    const memoryOnly = { kind: "memoryOnly", backEnd: "basic_text", waiting: 0, cause: "publicKey" } as const;
    const { bridge, user } = await drawApp({ ...firstStart(), storage: memoryOnly }, { name: "about" });
    expect(screen.getByText(/In memory only, because basic_text would let anyone read/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Open data folder" }));
    expect(askedFor(bridge, "openDataFolder")).toHaveLength(1);
  });

  test("removes everything only when that was confirmed, then welcomes again", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()), { name: "about" });
    await user.click(screen.getByRole("button", { name: /^Remove everything/ }));
    expect(askedFor(bridge, "removeEverything")).toEqual([]);
    // What cannot be removed is said before anything is.
    expect(within(screen.getByRole("dialog")).getByText(/What stays is the key/)).toBeDefined();
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove everything" }));
    await waitFor(() => expect(heading()).toBe("Welcome"));
    expect(askedFor(bridge, "removeEverything")).toEqual([{ confirmed: true }]);
  });
});

describe("on a page in a browser", () => {
  const about = { ...firstStart().about, host: "browser", tray: "drawnInPage" } as const;

  test("it says so at all times and draws the tray's menu", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now(), { about }));
    expect(screen.getByText(/in place of the desktop app/)).toBeDefined();
    expect(screen.getByText(/clipboard history/)).toBeDefined();
    const tray = within(await screen.findByRole("navigation", { name: "Tray menu" }));
    await user.click(tray.getByRole("button", { name: /Copy access token · Graph · 42 min left/ }));
    expect(askedFor(bridge, "copyToken")).toEqual([{ accountId: "ada", scopeSetId: "set-1", format: "raw" }]);
    await user.click(tray.getByText("Sign out"));
    expect(askedFor(bridge, "signOut")).toEqual([]);
    expect(screen.getByRole("dialog").textContent).toContain("live until they end");
  });

  test("a lost connection is an alert, and a page that is refused says how to get a new key", async () => {
    const { bridge } = await drawApp(signedIn(Date.now(), { about }));
    act(() => bridge.setLink("lost"));
    expect(screen.getByText(/connection to TokenTray is lost/).closest("[role=alert]")).not.toBeNull();
    act(() => bridge.setLink("connected"));
    expect(screen.queryByText(/connection to TokenTray is lost/)).toBeNull();
    act(() => bridge.setLink("refused"));
    expect(heading()).toBe("This page has no key");
  });

  test("while nobody answers, nothing can be copied, and no fault is made of what reached nobody", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now(), { about }));
    const copies = () => screen.getAllByRole("button", { name: /^Copy (token|access token|command|as|raw)/i });
    const tray = within(await screen.findByRole("navigation", { name: "Tray menu" }));
    bridge.failNext("lock", { kind: "unexpected", at: 1, evidence: {} });
    await user.click(tray.getByRole("button", { name: /^Lock/ }));
    expect(screen.getByRole("heading", { name: /Something went wrong/ })).toBeDefined();
    act(() => bridge.setLink("lost"));
    expect(screen.queryByRole("heading", { name: /Something went wrong/ })).toBeNull();
    expect(copies().length).toBeGreaterThan(2);
    for (const button of copies()) expect(button.hasAttribute("disabled")).toBe(true);
    act(() => bridge.setLink("connected"));
    for (const button of copies()) expect(button.hasAttribute("disabled")).toBe(false);
  });

  test("quitting asks how many sign-ins end with it, wherever it is pressed, and asks nothing where none does", async () => {
    const inMemory = signedIn(Date.now(), { about });
    const accounts = ["ada", "ben"].map((id) =>
      account(Date.now(), { id, username: `${id}@contoso.example`, saved: false }),
    );
    const { bridge, user } = await drawApp({ ...inMemory, accounts });
    const tray = within(await screen.findByRole("navigation", { name: "Tray menu" }));
    await user.click(tray.getByRole("button", { name: "Quit TokenTray" }));
    const question = within(screen.getByRole("dialog", { name: "2 sign-ins end. Quit?" }));
    await user.click(question.getByRole("button", { name: "Cancel" }));
    expect(askedFor(bridge, "quit")).toEqual([]);
    await showScreen(bridge, { name: "about" });
    await user.click(within(screen.getByRole("main")).getByRole("button", { name: "Quit TokenTray" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Quit TokenTray" }));
    expect(askedFor(bridge, "quit")).toEqual([{}]);
    act(() => bridge.change({ accounts: accounts.slice(0, 1) }));
    await user.click(tray.getByRole("button", { name: "Quit TokenTray" }));
    expect(screen.getByRole("dialog", { name: "1 sign-in ends. Quit?" })).toBeDefined();
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }));
    act(() => bridge.change({ accounts: [] }));
    await user.click(tray.getByRole("button", { name: "Quit TokenTray" }));
    expect(askedFor(bridge, "quit")).toHaveLength(2);
  });

  test("settings that a page cannot keep are not offered, and it says why", async () => {
    await drawApp(signedIn(Date.now(), { about }), { name: "settings" });
    await screen.findByRole("heading", { name: "Settings" });
    for (const gone of [/Clear the clipboard/, /System notice/, /Start TokenTray when/, /Lock after/])
      expect(screen.queryByLabelText(gone)).toBeNull();
    expect(
      screen.getByText(/can't clear the clipboard, show system notices or start with your computer/),
    ).toBeDefined();
    expect(screen.getByRole("combobox")).toBeDefined();
  });

  test("what runs here is said in words", async () => {
    const storage = { kind: "memoryOnly", backEnd: "memory", waiting: 0 } as const;
    await drawApp(signedIn(Date.now(), { about: { ...about, platform: "linux" }, storage }), { name: "about" });
    expect(screen.getByText("Linux")).toBeDefined();
    expect(screen.getByText(/^In memory only, because this page saves nothing\./)).toBeDefined();
  });

  test("the desktop's window has neither banner nor menu", async () => {
    await drawApp(signedIn(Date.now()));
    expect(screen.queryByText(/in place of the desktop app/)).toBeNull();
    expect(screen.queryByRole("navigation", { name: "Tray menu" })).toBeNull();
  });
});

describe("a bug in the window", () => {
  afterEach(() => void vi.restoreAllMocks());

  test("shows a plain message and offers to reload", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const reload = vi.spyOn(window.location, "reload").mockImplementation(() => undefined);
    const Broken = (): never => {
      throw new Error("internal words");
    };
    render(
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>,
    );
    expect(screen.getByRole("alert").textContent).not.toContain("internal words");
    await userEvent.click(screen.getByRole("button", { name: "Reload" }));
    expect(reload).toHaveBeenCalledOnce();
  });
});
