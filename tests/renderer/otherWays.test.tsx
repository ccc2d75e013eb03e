// Signing in without a password here: the browser and the device code, what is waited for, and where failures lead.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Failure } from "../../shared/failure.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { attempt, attempts, endedSignIn, firstStart, pause, signedIn, stepNeeded } from "./samples.ts";

const open = (changes: Partial<Snapshot> = {}) =>
  drawApp(signedIn(Date.now(), changes), { name: "signIn", connectionId: "contoso" });
const button = (name: string): HTMLButtonElement => screen.getByRole("button", { name });
const failedWith = (told: Failure): Partial<Snapshot> => {
  const now = Date.now();
  const failure = { ...told, attemptId: "t1" };
  return {
    attempts: [attempt(now, { failure })],
    signIn: { ...endedSignIn(now), result: { ok: false, failure } },
  };
};

describe("the browser", () => {
  test("needs neither password nor user name, and passes on what is typed of name and scopes", async () => {
    const { bridge, user } = await open();
    await user.click(button("Sign in with the browser"));
    expect(askedFor(bridge, "signInWithBrowser")).toEqual([{ connectionId: "contoso" }]);
    await user.click(button("Cancel"));
    await user.type(await screen.findByLabelText("User name"), "ben@contoso.example");
    await user.type(screen.getByLabelText(/Scopes in place/), "Mail.Read");
    await user.click(button("Sign in with the browser"));
    expect(askedFor(bridge, "signInWithBrowser")[1]).toEqual({
      connectionId: "contoso",
      username: "ben@contoso.example",
      scopes: ["Mail.Read"],
    });
  });

  test("forgets a password that was typed before", async () => {
    const { bridge, user } = await open();
    await user.type(screen.getByLabelText("Password"), "typed-but-not-needed");
    await user.click(button("Sign in with the browser"));
    expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
    expect(JSON.stringify(bridge.asked)).not.toContain("typed-but-not-needed");
  });

  test("is waited for with the time left, the page once more, its address and a way out", async () => {
    const { bridge, user } = await open();
    await user.click(button("Sign in with the browser"));
    expect(screen.getByText(/Go on in your browser/)).toBeDefined();
    expect(screen.getByText(/^1 min 5\d s to finish$/)).toBeDefined();
    expect(screen.getByText("Waiting for your browser", { selector: "li span" })).toBeDefined();
    await user.click(button("Open the page again"));
    expect(askedFor(bridge, "openSignInPage")).toHaveLength(1);
    await user.click(button("Copy Address"));
    expect(askedFor(bridge, "copyText")).toEqual([{ text: screen.getByText(/^https:.*\/authorize\?/).textContent }]);
    await user.click(button("Cancel"));
    await waitFor(() => expect(screen.queryByText(/Go on in your browser/)).toBeNull());
    expect(document.querySelector(".card.bad")).toBeNull();
  });

  test("that brought an account leads to it", async () => {
    const { bridge, user } = await open();
    await user.click(button("Sign in with the browser"));
    act(() => bridge.personDone());
    await user.click(await screen.findByRole("button", { name: "Show the account" }));
    expect(screen.getByRole("heading", { name: "picked@contoso.example" })).toBeDefined();
  });

  test("goes on waiting while one looks at another screen, and the end is there when one comes back", async () => {
    const { bridge, user } = await open();
    await user.click(button("Sign in with the browser"));
    await user.click(button("Accounts"));
    act(() => bridge.personDone());
    await user.click(button("Sign in"));
    expect(await screen.findByRole("heading", { name: "Signed in" })).toBeDefined();
  });
});

describe("the device code", () => {
  test("is shown large with copy, address, picture, time left and a warning", async () => {
    const { bridge, user } = await open();
    await user.click(button("Use a device code"));
    expect(askedFor(bridge, "signInWithDeviceCode")).toEqual([{ connectionId: "contoso" }]);
    expect(screen.getByText("F7KQ-X2ML")).toBeDefined();
    await user.click(button("Copy code"));
    expect(askedFor(bridge, "copyUserCode")).toHaveLength(1);
    expect(screen.getByText("https://microsoft.com/devicelogin", { selector: ".value" })).toBeDefined();
    expect(await screen.findByRole("figure", { name: "QR code of https://microsoft.com/devicelogin" })).toBeDefined();
    expect(screen.getByText(/Only ever enter a code that you asked for yourself/)).toBeDefined();
    await user.click(button("Open the page"));
    expect(askedFor(bridge, "openSignInPage")).toHaveLength(1);
  });

  test("of an address that is not the authority's own has no button and no picture, only the address and its host", async () => {
    const { bridge, user } = await open();
    await user.click(button("Use a device code"));
    const { signIn } = bridge.current();
    if (signIn?.waiting?.kind !== "device") throw new Error("nothing is waited for");
    const waiting = { ...signIn.waiting, verificationUri: "https://evil.example/device", mayOpen: false };
    act(() => bridge.change({ signIn: { ...signIn, waiting } }));
    expect(screen.queryByRole("button", { name: "Open the page" })).toBeNull();
    expect(screen.queryByRole("figure")).toBeNull();
    expect(screen.getByText(/is at evil\.example, which is not one of the authority's own/)).toBeDefined();
    expect(document.querySelector('a[href*="evil"]')).toBeNull();
  });

  test("of an address on this computer is typed here: no other device is spoken of, and no picture shown to one", async () => {
    const { bridge, user } = await open();
    await user.click(button("Use a device code"));
    expect(screen.getByText(/another computer or phone/)).toBeDefined();
    const { signIn } = bridge.current();
    if (signIn?.waiting?.kind !== "device") throw new Error("nothing is waited for");
    const waiting = { ...signIn.waiting, verificationUri: "http://127.0.0.1:4711/device" };
    act(() => bridge.change({ signIn: { ...signIn, waiting } }));
    expect(screen.getByText(/^On this computer, open the address/)).toBeDefined();
    expect(screen.queryByText(/another computer or phone/)).toBeNull();
    expect(screen.queryByRole("figure")).toBeNull();
    expect(button("Open the page")).toBeDefined();
  });

  test("that the tenant blocks leads back to the browser", async () => {
    const failure: Failure = {
      kind: "policyBlocked",
      at: 7,
      evidence: { grant: "deviceCode", status: 400, error: "invalid_grant", codes: ["AADSTS530035"] },
    };
    const { bridge, user } = await open();
    await user.click(button("Use a device code"));
    act(() => bridge.personDone(failure));
    const card = await screen.findByRole("article");
    expect(card.textContent).toContain("device code");
    await user.click(within(card).getByRole("button", { name: "Sign in with the browser" }));
    expect(askedFor(bridge, "signInWithBrowser")).toHaveLength(1);
  });
});

describe("the password form", () => {
  test("rests after wrong passwords, says why and for how long, and offers the browser meanwhile", async () => {
    const now = Date.now();
    const { bridge, user } = await open({ passwordPauses: [pause(now)] });
    const submit = screen.getByLabelText("Password").closest("form")?.querySelector("button[type=submit]");
    const isOff = (): boolean => submit instanceof HTMLButtonElement && submit.disabled;
    expect(isOff()).toBe(false);
    await user.type(screen.getByLabelText("User name"), " ADA@contoso.onmicrosoft.com");
    expect(isOff()).toBe(true);
    expect(screen.getByText(/3 wrong passwords in a row/)).toBeDefined();
    expect(screen.getByText(/sent again in \d+ s/)).toBeDefined();
    await user.type(screen.getByLabelText("Password"), "x{Enter}");
    expect(askedFor(bridge, "signIn")).toEqual([]);
    await user.click(button("Sign in with the browser"));
    expect(askedFor(bridge, "signInWithBrowser")).toHaveLength(1);
  });

  test("does not rest for somebody else, nor once the time is over", async () => {
    const now = Date.now();
    await open({
      passwordPauses: [{ ...pause(now), until: now - 2000 }],
      lastUsed: { connectionId: "contoso", username: "ada@contoso.onmicrosoft.com" },
    });
    expect(screen.queryByText(/wrong passwords in a row/)).toBeNull();
  });
});

describe("the next step of a failure", () => {
  test("is the browser with the failed attempt, so that its challenge is met", async () => {
    const now = Date.now();
    const { bridge, user } = await drawApp(signedIn(now, { attempts: attempts(now), signIn: endedSignIn(now) }), {
      name: "signIn",
    });
    await user.click(within(screen.getByRole("article")).getByRole("button", { name: "Sign in with the browser" }));
    expect(askedFor(bridge, "signInWithBrowser")).toEqual([
      { connectionId: "contoso", username: "milo@contoso.onmicrosoft.com", attemptId: "t1" },
    ]);
  });

  test("asks for consent where nobody approved the app yet", async () => {
    const failure: Failure = {
      kind: "consentRequired",
      at: 3,
      evidence: { grant: "password", codes: ["AADSTS65001"] },
    };
    const { bridge, user } = await drawApp(signedIn(Date.now(), failedWith(failure)), { name: "signIn" });
    await user.click(button("Consent in the browser"));
    expect(askedFor(bridge, "signInWithBrowser")).toMatchObject([{ attemptId: "t1", prompt: "consent" }]);
  });

  test("opens the server's own page for a new password, and shows a foreign one only as text", async () => {
    const helpUrl = "https://id.elsewhere.example/change";
    const failure: Failure = { kind: "passwordExpired", at: 3, evidence: { grant: "password", helpUrl } };
    const { bridge, user } = await drawApp(signedIn(Date.now(), failedWith(failure)), { name: "signIn" });
    await user.click(button("Change the password"));
    expect(askedFor(bridge, "openHelp")).toEqual([{ attemptId: "t1" }]);
    expect(screen.queryByText(/id\.elsewhere\.example, which is not/)).toBeNull();
    bridge.failNext("openHelp", { kind: "badInput", at: 4, evidence: { field: "helpUrl" } });
    await user.click(button("Change the password"));
    expect(await screen.findByText(/id\.elsewhere\.example, which is not one of the authority's own/)).toBeDefined();
    expect(document.querySelector('a[href*="elsewhere"]')).toBeNull();
  });

  test("is the connection's field that is wrong", async () => {
    const failure: Failure = { kind: "wrongClient", at: 3, evidence: { grant: "password" } };
    const { user } = await drawApp(signedIn(Date.now(), failedWith(failure)), { name: "signIn" });
    await user.click(button("Edit connection"));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Client ID")));
  });

  test("is left out where nothing could be done with it", async () => {
    const { bridge, user } = await drawApp(firstStart(), { name: "about" });
    bridge.failNext("openDataFolder", { kind: "mfaRequired", at: 3, evidence: {} });
    await user.click(button("Open data folder"));
    const card = await screen.findByRole("article");
    const labels = within(card)
      .getAllByRole("button")
      .map(({ textContent }) => textContent);
    expect(labels).toContain("Details and checks");
    expect(labels).not.toContain("Sign in with the browser");
  });

  test("stands above the form of the connection and the name that failed", async () => {
    const now = Date.now();
    await drawApp(signedIn(now, failedWith(stepNeeded(now))), { name: "signIn" });
    expect(screen.getByLabelText<HTMLSelectElement>("Connection").value).toBe("contoso");
    expect(screen.getByLabelText<HTMLInputElement>("User name").value).toBe("milo@contoso.onmicrosoft.com");
  });

  test("has one button that stands out, and all others are quieter", async () => {
    const now = Date.now();
    await drawApp(signedIn(now, failedWith(stepNeeded(now))), { name: "signIn" });
    const primaries = [...document.querySelectorAll("button.primary")].map(({ textContent }) => textContent);
    expect(primaries).toEqual(["Sign in with the browser"]);
  });
});
