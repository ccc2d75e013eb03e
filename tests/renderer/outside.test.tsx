// Pages outside: in the browser host a tab by a link, always; on the desktop by the program, and its address where that fails.
import { act, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Snapshot } from "../../shared/snapshot.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { firstStart, signedIn, waitsForBrowser } from "./samples.ts";

afterEach(() => vi.restoreAllMocks());

const { address } = waitsForBrowser();
const inBrowser = (snapshot: Snapshot): Snapshot => ({ ...snapshot, about: { ...snapshot.about, host: "browser" } });
const form = { name: "signIn", connectionId: "contoso" } as const;
const button = (name: string): HTMLButtonElement => screen.getByRole("button", { name });
const link = (name: RegExp) => screen.getByRole<HTMLAnchorElement>("link", { name });

/** Whether a click was a moment ago, and the addresses of the tabs that the page opened by itself. */
function browserThatLets(isActive: boolean): readonly string[] {
  const tabs: string[] = [];
  vi.stubGlobal("navigator", Object.assign(navigator, { userActivation: { isActive } }));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    expect([this.target, this.rel]).toEqual(["_blank", "noopener noreferrer"]);
    tabs.push(this.href);
  });
  return tabs;
}

async function waitForBrowser(snapshot: Snapshot) {
  const drawn = await drawApp(snapshot, form);
  await drawn.user.click(button("Sign in with the browser"));
  return drawn;
}
const contoso = (): Snapshot => signedIn(Date.now());

describe("in the browser host", () => {
  test("the page of a sign-in opens by a link, with its address to copy", async () => {
    const tabs = browserThatLets(false);
    const { bridge } = await waitForBrowser(inBrowser(contoso()));
    act(() => bridge.openAddress(address));
    expect(tabs).toEqual([]);
    const { href, target, rel } = link(/^Open the page/);
    expect([href, target, rel]).toEqual([address, "_blank", "noopener noreferrer"]);
    expect(screen.getByText(address).closest("details")?.open).toBe(true);
    expect(screen.queryByText(/kept TokenTray from opening/)).toBeNull();
    expect(askedFor(bridge, "openSignInPage")).toEqual([]);
  });

  test("within moments of the click the tab opens by itself, and the link opens it again", async () => {
    const tabs = browserThatLets(true);
    const { bridge } = await waitForBrowser(inBrowser(contoso()));
    act(() => bridge.openAddress(address));
    expect(tabs).toEqual([address]);
    expect(link(/^Open the page again/).href).toBe(address);
    expect(screen.getByText(address).closest("details")?.open).toBe(false);
  });

  test("a device code's page opens by a link", async () => {
    const { bridge, user } = await drawApp(inBrowser(contoso()), form);
    await user.click(button("Use a device code"));
    expect(link(/^Open the page/).href).toBe("https://microsoft.com/devicelogin");
    expect(askedFor(bridge, "openSignInPage")).toEqual([]);
  });

  test("any other page that the browser would block is offered, to be opened or left", async () => {
    const tabs = browserThatLets(false);
    const { bridge, user } = await drawApp(inBrowser(contoso()));
    act(() => bridge.openAddress("https://passwords.example/change"));
    const offer = screen.getByText(/kept TokenTray from opening a page at passwords.example/).closest("[role=alert]");
    const inOffer = within(offer as HTMLElement);
    expect(inOffer.getByRole<HTMLAnchorElement>("link", { name: /^Open the page/ }).href).toContain("/change");
    await user.click(inOffer.getByRole("button", { name: "Copy Address" }));
    expect(askedFor(bridge, "copyText")).toEqual([{ text: "https://passwords.example/change" }]);
    await user.click(inOffer.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText(/kept TokenTray from opening/)).toBeNull();
    expect(tabs).toEqual([]);
  });

  test("a page that nobody looks at opens and offers nothing, and no address but a page's is opened", async () => {
    const tabs = browserThatLets(true);
    const { bridge } = await drawApp(inBrowser(firstStart()));
    act(() => bridge.openAddress("javascript:alert(1)"));
    act(() => bridge.openAddress("https://ann:secret@login.example/"));
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    act(() => bridge.openAddress("https://login.example/"));
    expect(tabs).toEqual([]);
    expect(screen.queryByText(/kept TokenTray from opening/)).toBeNull();
  });
});

test("on the desktop, the address is shown where no browser could be opened", async () => {
  const { bridge } = await waitForBrowser(contoso());
  expect(screen.getByText(address).closest("details")?.open).toBe(false);
  const { signIn } = bridge.current();
  if (signIn === undefined) throw new Error("nobody signs in");
  act(() => bridge.change({ signIn: { ...signIn, waiting: { ...waitsForBrowser(), notOpened: true } } }));
  expect(screen.getByText(/No browser could be opened/)).toBeDefined();
  expect(screen.getByText(address).closest("details")?.open).toBe(true);
  expect(button("Open the page")).toBeDefined();
});
