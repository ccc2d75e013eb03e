// The diagnostics screen: what is shown of requests, checks and the report, and how one gets there.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { tokenWarningWords } from "../../shared/tokenWarnings.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { account, attempt, attempts, consentMissing, contoso, endedSignIn, scopeSet, signedIn } from "./samples.ts";

const desk = (now: number, changes: Partial<Snapshot> = {}) => signedIn(now, { attempts: attempts(now), ...changes });
const open = (at: Omit<Screen, "name"> = {}, changes: Partial<Snapshot> = {}) =>
  drawApp(desk(Date.now(), changes), { name: "diagnostics", ...at });
const heading = (): string => screen.getByRole("heading", { level: 1 }).textContent;
const rows = (): readonly string[] => [...document.querySelectorAll(".attempt summary")].map((row) => row.textContent);
const part = (name: string) => {
  const section = screen.getByRole("heading", { level: 2, name }).closest("section");
  if (section === null) throw new Error(`no section ${name}`);
  return within(section);
};

describe("the history of token requests", () => {
  test("says of each, newest first, what came of it, how it was asked, how long it took, for whom and for what", async () => {
    await open();
    expect(rows()).toHaveLength(5);
    const [first = "", second = "", , fourth = ""] = rows();
    for (const word of ["Failed: A second step is needed", "Password", "412 ms", "milo@contoso", "User.Read"])
      expect(first).toContain(word);
    expect(second).toMatch(/Succeeded.*Refresh.*96 ms.*ada@contoso/);
    expect(fourth).toMatch(/Cancelled.*Browser.*1 min 4 s/);
  });

  test("can be narrowed to one account, also to one that never got in", async () => {
    const { user } = await open();
    const choice = part("Token requests").getByLabelText("Account");
    await user.selectOptions(choice, "ada@contoso.onmicrosoft.com · Contoso test");
    expect(rows()).toHaveLength(3);
    await user.selectOptions(choice, "milo@contoso.onmicrosoft.com · Contoso test");
    expect(rows()).toHaveLength(2);
    await user.selectOptions(choice, "All accounts");
    expect(rows()).toHaveLength(5);
  });

  test("shows ten at first, and all of them when asked", async () => {
    const now = Date.now();
    const many = Array.from({ length: 25 }, (_, index) => attempt(now, { id: `many-${index}` }));
    const { user } = await open({}, { attempts: many });
    expect(rows()).toHaveLength(10);
    await user.click(screen.getByRole("button", { name: "Show 15 more" }));
    expect(rows()).toHaveLength(25);
  });

  test("opens a request to its card and its exchange: address, status, type and IDs, each to be copied by itself", async () => {
    const { bridge, user } = await open();
    await user.click(screen.getByText("Failed: A second step is needed to sign in"));
    const card = await screen.findByRole("article", { name: "A second step is needed to sign in" });
    expect(within(card).getByRole("button", { name: "Sign in with the browser" })).toBeDefined();
    expect(within(card).queryByRole("button", { name: "Details and checks" })).toBeNull();
    const exchange = screen.getByText("What was sent and answered").closest("details");
    expect(exchange?.textContent).toContain("POST https://login.microsoftonline.com/");
    expect(exchange?.textContent).toContain("400 · application/json");
    await user.click(screen.getAllByRole("button", { name: "Copy Correlation ID" })[0] as HTMLElement);
    expect(askedFor(bridge, "copyText")).toEqual([{ text: "7d1f3c60-4f4b-44a7-9a43-2f5f4f1f7b02" }]);
  });

  test("notes what was odd about an answer that brought a token all the same", async () => {
    const { failure: _, ...went } = attempt(Date.now(), { outcome: "succeeded", warnings: ["idTokenIssuer"] });
    const { user } = await open({}, { attempts: [went] });
    await user.click(screen.getByText("Succeeded"));
    expect(await screen.findByText(tokenWarningWords.idTokenIssuer)).toBeDefined();
  });

  test("does not claim that something was sent where nothing was", async () => {
    const { failure, ...rest } = attempt(Date.now());
    const kept = { kind: "throttled" as const, at: 0, evidence: { ...failure?.evidence, notSentAgain: true } };
    const { user } = await open({}, { attempts: [{ ...rest, failure: kept }] });
    await user.click(screen.getByText("Failed: Too many requests, wait a little"));
    const exchange = screen.getByText("What was sent and answered").closest("details");
    expect(exchange?.textContent).toContain("nothing: what stands here is of the answer before");
    expect(exchange?.textContent).not.toContain("POST");
  });

  test("says so where there is nothing yet", async () => {
    await open({}, { attempts: [] });
    expect(screen.getByText("None yet.")).toBeDefined();
  });
});

describe("the checks", () => {
  test("run when asked, for the account that is chosen, and say each result in words with what to do", async () => {
    const { bridge, user } = await open();
    expect(askedFor(bridge, "runChecks")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Run checks" }));
    expect(askedFor(bridge, "runChecks")).toEqual([{ connectionId: "contoso", accountId: "ada" }]);
    const authority = part("Checks").getByRole("heading", { name: "Authority" }).closest("li");
    expect(authority?.textContent).toContain("wrong");
    expect(authority?.textContent).toContain("could not be trusted (SELF_SIGNED_CERT_IN_CHAIN)");
    expect(authority?.textContent).toContain("TokenTray trusts what your system trusts.");
    expect([...document.querySelectorAll("output")].map(({ textContent }) => textContent).join()).toContain(
      "Checks are done: 1 wrong, 1 to note.",
    );
  });

  test("can be run for a name that never got in, and for a connection alone", async () => {
    const { bridge, user } = await open();
    await user.selectOptions(screen.getByLabelText("Check"), "milo@contoso.onmicrosoft.com · Contoso test");
    await user.click(screen.getByRole("button", { name: "Run checks" }));
    await user.selectOptions(screen.getByLabelText("Check"), "Contoso test, without an account");
    await user.click(screen.getByRole("button", { name: "Run checks again" }));
    expect(askedFor(bridge, "runChecks")).toEqual([
      { connectionId: "contoso", username: "milo@contoso.onmicrosoft.com" },
      { connectionId: "contoso" },
    ]);
  });

  test("run once by themselves after a failure", async () => {
    const { bridge } = await open({ attemptId: "t1" });
    await waitFor(() => expect(askedFor(bridge, "runChecks")).toHaveLength(1));
    act(() => bridge.change({ notices: [] }));
    expect(askedFor(bridge, "runChecks")).toEqual([
      { connectionId: "contoso", username: "milo@contoso.onmicrosoft.com" },
    ]);
  });
});

describe("the support report", () => {
  test("is masked unless told otherwise, and is read before it is given away", async () => {
    const { bridge, user } = await open();
    expect(screen.queryByRole("button", { name: "Copy report" })).toBeNull();
    await user.click(screen.getByLabelText("Mask tenant and client ID"));
    await user.click(screen.getByRole("button", { name: "Show the report" }));
    const shown = await screen.findByRole("textbox", { name: "The report" });
    expect(shown).toHaveProperty("value", expect.stringContaining("names true tenant false about all"));
    expect(shown).toHaveProperty("readOnly", true);
    await user.click(screen.getByRole("button", { name: "Copy report" }));
    await user.click(screen.getByRole("button", { name: "Save report…" }));
    const wishes = { maskNames: true, maskTenant: false };
    expect(askedFor(bridge, "previewReport")).toEqual([wishes]);
    expect(askedFor(bridge, "copyReport")).toEqual([wishes]);
    expect(await screen.findByText("Saved as /home/ada/report.txt.")).toBeDefined();
  });

  test("has to be looked at again when it is to be about something else", async () => {
    const { bridge, user } = await open();
    await user.click(screen.getByRole("button", { name: "Show the report" }));
    await screen.findByRole("textbox", { name: "The report" });
    await user.selectOptions(
      part("Support report").getByLabelText("About"),
      "ada@contoso.onmicrosoft.com · Contoso test",
    );
    expect(screen.queryByRole("textbox", { name: "The report" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Show the report" }));
    await screen.findByDisplayValue(/about ada/);
    expect(askedFor(bridge, "previewReport")).toHaveLength(2);
  });
});

describe("the way to diagnostics", () => {
  const failure = consentMissing(Date.now());
  const needsYou = (now: number) => [account(now, { scopeSets: [scopeSet(now, { state: "needsYou", failure })] })];

  test("leads from a failed sign-in, with that request", async () => {
    const now = Date.now();
    const { user } = await drawApp(desk(now, { signIn: endedSignIn(now) }), { name: "signIn" });
    await user.click(screen.getByRole("button", { name: "Details and checks" }));
    expect(await screen.findByRole("heading", { name: "This sign-in" })).toBeDefined();
    expect(heading()).toBe("Diagnostics");
    expect(screen.getByRole("article", { name: "A second step is needed to sign in" })).toBeDefined();
  });

  test("leads from an account that needs a person, also where the request is from before this start", async () => {
    const now = Date.now();
    const { user } = await drawApp(signedIn(now, { accounts: needsYou(now) }));
    await user.click(screen.getByRole("button", { name: "Why? Graph" }));
    expect(await screen.findByRole("article", { name: "Nobody has approved this app's access yet" })).toBeDefined();
    expect(heading()).toBe("Diagnostics");
  });

  test("leads from the notice about such an account, and from no other notice", async () => {
    const now = Date.now();
    const about = { at: now, parts: {}, accountId: "ada", scopeSetId: "set-1" };
    const notices = [
      { ...about, id: "n1", kind: "needsYou" },
      { ...about, id: "n2", kind: "copied" },
    ] as const;
    const { user } = await drawApp(signedIn(now, { accounts: needsYou(now), notices }));
    const buttons = within(screen.getByRole("region", { name: "Notices" })).getAllByRole("button", { name: /^Why\?/ });
    expect(buttons).toHaveLength(1);
    await user.click(buttons[0] as HTMLElement);
    expect(await screen.findByRole("heading", { name: "Checks" })).toBeDefined();
  });

  test("leads from the tray's menu on the page", async () => {
    const now = Date.now();
    const snapshot = signedIn(now, { accounts: needsYou(now) });
    const { user } = await drawApp({ ...snapshot, about: { ...snapshot.about, host: "browser" } });
    await user.click(await screen.findByRole("button", { name: "Why? · Graph" }));
    expect(await screen.findByRole("heading", { name: "Checks" })).toBeDefined();
  });

  test("says so where the request is no longer in the history", async () => {
    await open({ attemptId: "long-gone" });
    expect(screen.getByText(/no longer in the history/)).toBeDefined();
  });
});

describe("a next step that is taken from diagnostics", () => {
  test("signs in with the browser with the request whose challenge is to be met", async () => {
    const { bridge, user } = await open({ attemptId: "t1" });
    await user.click(screen.getByRole("button", { name: "Sign in with the browser" }));
    expect(heading()).toBe("Sign in");
    expect(askedFor(bridge, "signInWithBrowser")).toEqual([
      { connectionId: contoso.id, username: "milo@contoso.onmicrosoft.com", attemptId: "t1" },
    ]);
    act(() => bridge.personDone());
    expect(await screen.findByRole("heading", { name: "Signed in" })).toBeDefined();
  });

  test("keeps the name and the request where the browser was given up and is begun again", async () => {
    const { bridge, user } = await open({ attemptId: "t1" });
    await user.click(screen.getByRole("button", { name: "Sign in with the browser" }));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull());
    expect(screen.getByLabelText<HTMLInputElement>("User name").value).toBe("milo@contoso.onmicrosoft.com");
    await user.click(screen.getByRole("button", { name: "Use a device code" }));
    expect(askedFor(bridge, "signInWithDeviceCode")).toMatchObject([{ attemptId: "t1" }]);
  });

  test("leads to an empty form for another account", async () => {
    const { user } = await open({ attemptId: "t1" }, { lastUsed: { connectionId: "contoso", username: "milo@x" } });
    await user.click(screen.getByRole("button", { name: "Use another account" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("User name")));
    expect(screen.getByLabelText<HTMLInputElement>("User name").value).toBe("");
  });
});
