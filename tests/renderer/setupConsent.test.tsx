// Steps 4 and 5 of the guide: each road to consent, the proof, and the first sign-in.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { failed, type Failure } from "../../shared/failure.ts";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import type { SignIn, Snapshot } from "../../shared/snapshot.ts";
import { askedFor } from "./drawApp.tsx";
import { drawSetup, heading } from "./drawSetup.tsx";
import { rightPassword } from "./fakeBridge.ts";
import { account, attempt, contoso, endedSignIn, practiceConnection, signedIn, stepNeeded } from "./samples.ts";

const { id: _, ...contosoDraft } = { ...contoso, scopes: contoso.scopes.join(" ") };
const answers: SetupAnswers = {
  step: 4,
  place: "entra",
  draft: contosoDraft,
  username: "ada@contoso.onmicrosoft.com",
  knowsClientId: true,
  appName: "TokenTray",
  connectionId: "contoso",
};
const desk = (changes: Partial<Snapshot> = {}, more: Partial<SetupAnswers> = {}): Snapshot =>
  signedIn(Date.now(), { accounts: [], setup: { ...answers, ...more }, ...changes });
const road = (name: string) => within(screen.getByRole("article", { name: new RegExp(`^${name}`) }));
const refused: Failure = { kind: "consentRequired", at: 5, evidence: { codes: ["AADSTS90094"] } };
const card = (): Element | null => document.querySelector(".card.bad");

describe("the roads to consent", () => {
  test("stand side by side, and the one that fits is marked with its reason", async () => {
    const { user } = await drawSetup(desk(), "setup");
    expect(screen.getAllByRole("article")).toHaveLength(4);
    expect(road("Approve it yourself in the browser").getByText("Recommended")).toBeDefined();
    expect(screen.getAllByText("Recommended")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Back" }));
    const scopes = screen.getByRole("textbox", { name: "Scopes" });
    await user.clear(scopes);
    await user.type(scopes, "https://graph.microsoft.com/User.Read.All");
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await waitFor(() => expect(heading()).toBe("Consent"));
    expect(road("An admin approves it by an address").getByText(/can only be approved by an admin/)).toBeDefined();
    await user.selectOptions(screen.getByLabelText("You are"), "admin");
    expect(road("An admin approves it by an address").getByText(/and you are one/)).toBeDefined();
  });

  test("through the portal show its page and what to press", async () => {
    const { user } = await drawSetup(desk(), "setup");
    const own = road("Grant it to yourself");
    await user.click(own.getByRole("button", { name: "Show where" }));
    expect(own.getByText(/az ad app permission grant .* --consent-type Principal/)).toBeDefined();
    const admin = road("An admin grants it in the portal");
    await user.click(admin.getByRole("button", { name: "Show where" }));
    expect(admin.getByText(/entra.microsoft.com.*CallAnAPI/)).toBeDefined();
    expect(admin.getByText(/then “Grant admin consent”\.$/)).toBeDefined();
  });

  test("by an admin from the app waits, can be stopped, and says who was approved for", async () => {
    const { bridge, user } = await drawSetup(desk(), "setup");
    const admin = road("An admin approves it by an address");
    await user.click(admin.getByRole("button", { name: "Approve as an admin in the browser" }));
    await admin.findByText(/sign in as an admin/);
    await user.click(admin.getByRole("button", { name: /^Stop waiting/ }));
    await waitFor(() => expect(admin.queryByText(/sign in as an admin/)).toBeNull());
    expect(card()).toBeNull();
    await user.click(admin.getByRole("button", { name: "Approve as an admin in the browser" }));
    await act(async () => bridge.adminDone());
    await admin.findByText(/approved for everyone in contoso-id/);
    expect(askedFor(bridge, "askAdminConsent")[0]).toEqual({ connectionId: "contoso", scopes: contoso.scopes });
  });

  test("by an admin that is refused is explained, and the recommendation follows", async () => {
    const { bridge, user } = await drawSetup(desk(), "setup");
    const admin = road("An admin approves it by an address");
    await user.click(admin.getByRole("button", { name: "Approve as an admin in the browser" }));
    await act(async () => bridge.adminDone(refused));
    await waitFor(() => expect(card()).not.toBeNull());
    expect(admin.getByText(/has said that an admin has to approve/)).toBeDefined();
  });

  test("by letter show it before it is copied or handed to the mail program", async () => {
    const { bridge, user } = await drawSetup(desk(), "setup");
    await user.click(screen.getByRole("button", { name: "Send it to an admin" }));
    await screen.findByRole("heading", { name: "Letter to an admin" });
    expect(screen.getByText(/it opens shortened/)).toBeDefined();
    expect(askedFor(bridge, "openAdminLetter")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Copy Address for the admin" }));
    expect(askedFor(bridge, "copyText")).toMatchObject([{ text: expect.stringContaining("/adminconsent?") as string }]);
    await user.click(screen.getByRole("button", { name: "Open in the mail program" }));
    expect(askedFor(bridge, "openAdminLetter")).toHaveLength(1);
  });

  test("are not offered where the server decides by itself", async () => {
    const adfs = { ...contoso, kind: "adfs", authority: "https://adfs.example/adfs", tenant: "" } as const;
    await drawSetup(desk({ connections: [practiceConnection, adfs] }, { place: "adfs" }), "setup");
    expect(screen.queryAllByRole("article")).toEqual([]);
    expect(screen.getByText(/There is nothing for you to approve/)).toBeDefined();
  });

  test("lead to the company's own page in practice, which is started for it", async () => {
    const company = { ...practiceConnection, id: "contoso", tenant: "company.test" };
    const { bridge, user } = await drawSetup(
      desk({ connections: [practiceConnection, company] }, { place: "company" }),
      "setup",
    );
    await user.click(road("An admin grants it in the portal").getByRole("button", { name: "Show where" }));
    expect(askedFor(bridge, "lookUp")).toEqual([{ text: "company.test" }]);
    act(() => bridge.change({ practice: { running: true, origin: "http://127.0.0.1:4711" } }));
    expect(screen.getByText("http://127.0.0.1:4711/company/app")).toBeDefined();
    expect(screen.getByText(/Grant admin consent for My company/)).toBeDefined();
  });
});

describe("check now", () => {
  test("asks for a sign-in first where nobody is signed in, and takes nothing for approved", async () => {
    const { bridge, user } = await drawSetup(desk(), "setup");
    await user.click(screen.getByRole("button", { name: "Check now" }));
    expect(heading()).toBe("Consent");
    expect(screen.getByText(/Sign in first/)).toBeDefined();
    expect(askedFor(bridge, "newToken")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Go to the sign-in" }));
    await waitFor(() => expect(heading()).toBe("Try it and settle in"));
    const states = (): readonly (string | undefined)[] =>
      within(screen.getByRole("list", { name: "Steps of the set-up" }))
        .getAllByRole("listitem")
        .map(({ dataset }) => dataset["state"]);
    expect(states()).toEqual(["done", "done", "done", undefined, undefined]);
    act(() => bridge.change({ accounts: [account(Date.now())] }));
    expect(states()).toEqual(["done", "done", "done", "done", undefined]);
  });

  test("explains what a real token request ran into", async () => {
    const { bridge, user } = await drawSetup({ ...signedIn(Date.now()), setup: answers }, "setup");
    bridge.failNext("newToken", { kind: "consentRequired", at: 9, evidence: { codes: ["AADSTS65001"] } });
    await user.click(screen.getByRole("button", { name: "Check now" }));
    expect(askedFor(bridge, "newToken")).toEqual([{ accountId: "ada", scopeSetId: "set-1" }]);
    await waitFor(() => expect(card()).not.toBeNull());
  });
});

const triedWith = (failure: Failure): SignIn => ({
  id: "s1",
  method: "password",
  connectionId: "contoso",
  username: "ada@contoso.onmicrosoft.com",
  startedAt: 1,
  steps: [],
  result: { ok: false, failure },
});

describe("a refusal that only an admin can lift", () => {
  const refusedAt = (kind: "entra" | "b2c") => {
    const connections = [practiceConnection, { ...contoso, kind }];
    return drawSetup(signedIn(Date.now(), { accounts: [], connections, signIn: triedWith(refused) }), "signIn");
  };

  test("leads to the letter from its card", async () => {
    const { bridge, user } = await refusedAt("entra");
    await user.click(screen.getByRole("button", { name: "Write to your admin" }));
    await screen.findByRole("heading", { name: "Letter to an admin" });
    expect(askedFor(bridge, "adminLetter")).toMatchObject([{ connectionId: "contoso" }]);
    await user.click(screen.getByRole("button", { name: "Open in the mail program" }));
    expect(askedFor(bridge, "openAdminLetter")).toEqual(askedFor(bridge, "adminLetter"));
  });

  test("offers no letter where no admin approves by one", async () => {
    await refusedAt("b2c");
    expect(card()).not.toBeNull();
    expect(screen.queryByRole("button", { name: "Write to your admin" })).toBeNull();
  });
});

describe("editing the guide's own connection", () => {
  const atLast = (failure?: Failure) => {
    const tried = failure === undefined ? {} : { signIn: triedWith(failure) };
    return drawSetup(desk(tried, { step: 5 }), "setup");
  };

  test("leads from a failure to the step that has the field", async () => {
    const { user } = await atLast({ kind: "wrongClient", at: 5, evidence: { codes: ["AADSTS700016"] } });
    await user.click(screen.getByRole("button", { name: "Edit connection" }));
    await waitFor(() => expect(heading()).toBe("Your app registration"));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Client ID" }).value).toBe(contoso.clientId);
  });

  test("leads from the form to where the guide begins", async () => {
    const { user } = await atLast();
    await user.click(screen.getByRole("button", { name: "Edit this connection" }));
    await waitFor(() => expect(heading()).toBe("Where do you sign in?"));
  });

  test("leads to the connection's form for what the guide does not ask", async () => {
    const { user } = await atLast({ kind: "tls", at: 5, evidence: { systemError: "CA_FILE" } });
    await user.click(screen.getByRole("button", { name: "Edit connection" }));
    await waitFor(() => expect(heading()).toBe("Connection Contoso test"));
  });
});

describe("a card in the guide", () => {
  const refusedMilo = (evidence: Failure["evidence"]): Partial<Snapshot> => {
    const failure: Failure = { ...stepNeeded(5), evidence: { ...stepNeeded(5).evidence, ...evidence } };
    return {
      attempts: [attempt(Date.now(), { failure })],
      signIn: { ...endedSignIn(Date.now()), result: failed(failure) },
    };
  };
  const milo = "milo@contoso.onmicrosoft.com";

  test("leads on in the browser with the name, the request and its challenge, and stays in the guide", async () => {
    const { bridge, user } = await drawSetup(desk(refusedMilo({}), { step: 5 }), "setup");
    await user.click(within(screen.getByRole("article")).getByRole("button", { name: "Sign in with the browser" }));
    expect(askedFor(bridge, "signInWithBrowser")).toEqual([
      { connectionId: "contoso", username: milo, attemptId: "t1" },
    ]);
    expect(heading()).toBe("Try it and settle in");
  });

  test("asks for consent only where that is what is missing", async () => {
    const missing: Failure = { kind: "consentRequired", at: 5, attemptId: "t1", evidence: { grant: "password" } };
    const { bridge, user } = await drawSetup(
      desk(
        {
          attempts: [attempt(Date.now(), { failure: missing })],
          signIn: { ...endedSignIn(Date.now()), result: failed(missing) },
        },
        { step: 5 },
      ),
      "setup",
    );
    await user.click(screen.getByRole("button", { name: "Consent in the browser" }));
    expect(askedFor(bridge, "signInWithBrowser")).toEqual([
      { connectionId: "contoso", username: milo, attemptId: "t1", prompt: "consent" },
    ]);
  });
});

describe("the last step", () => {
  const last = (more: Partial<SetupAnswers> = {}) => drawSetup(desk({}, { step: 5, ...more }), "setup");

  test("explains a failed sign-in and gets back to the form", async () => {
    const { user } = await last();
    expect(screen.getByLabelText<HTMLInputElement>("User name").value).toBe("ada@contoso.onmicrosoft.com");
    await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
    await waitFor(() => expect(card()).not.toBeNull());
    expect(heading()).toBe("Try it and settle in");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
  });

  test("gets the tokens of the other scope sets once somebody is signed in", async () => {
    const { bridge, user } = await last({
      draft: { ...contosoDraft, scopes: "User.Read\nMail.Read Mail.Send\n" },
    });
    await user.click(screen.getByLabelText("Password"));
    await user.paste(rightPassword);
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("button", { name: "Get a token for the other scope set" }));
    expect(askedFor(bridge, "addScopeSet")).toEqual([
      { accountId: "ada@contoso.onmicrosoft.com", scopes: "Mail.Read Mail.Send" },
    ]);
  });

  test("takes a scope set that is there for the one that was typed, whatever its order and, at Entra, its letters", async () => {
    const { bridge, user } = await last({
      draft: { ...contosoDraft, scopes: "User.Read\nmail.read MAIL.SEND Mail.Read\n" },
    });
    await user.click(screen.getByLabelText("Password"));
    await user.paste(rightPassword);
    await user.keyboard("{Enter}");
    await screen.findByRole("button", { name: "Get a token for the other scope set" });
    const { id, scopeSets, ...mine } = account(Date.now(), { id: "ada@contoso.onmicrosoft.com" });
    const sets = [...scopeSets, { id: "s2", scopes: ["Mail.Send", "Mail.Read"], state: "expired" as const }];
    act(() => bridge.change({ accounts: [{ ...mine, id, scopeSets: sets }] }));
    expect(screen.getByText("Tokens for the other scope sets are there.")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Get a token for the other scope set" })).toBeNull();
  });

  test("offers to start at login, says what the system made of it, and where the tray icon is", async () => {
    const about = { ...desk().about, platform: "win32", startAtLogin: "off" } as const;
    const { bridge, user } = await drawSetup(desk({ about }, { step: 5 }), "setup");
    expect(screen.getByText(/right end of the taskbar/)).toBeDefined();
    const box = screen.getByRole<HTMLInputElement>("checkbox", { name: /^Start TokenTray/ });
    expect(box.checked).toBe(false);
    await user.click(box);
    expect(askedFor(bridge, "changeSettings")).toEqual([{ startAtLogin: true }]);
    act(() => bridge.change({ about: { ...about, startAtLogin: "needsApproval" } }));
    expect(screen.getByText(/The system asks you first/)).toBeDefined();
  });
});
