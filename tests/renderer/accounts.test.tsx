// Accounts and tokens: what is shown of a life, and what each button asks for.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { settingsWords } from "../../shared/settingsWords.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import type { Failure } from "../../shared/failure.ts";
import { account, contoso, firstStart, fullDesk, scopeSet, signedIn } from "./samples.ts";

const graph = () => within(screen.getByRole("article", { name: "Graph" }));
const ids = { accountId: "ada", scopeSetId: "set-1" };

describe("a scope set", () => {
  test("shows its state as a word, its API, and the life that is left as a bar and in words", async () => {
    const now = Date.now();
    await drawApp(signedIn(now));
    expect(graph().getByText("Ready")).toBeDefined();
    expect(graph().getByText("42 min left")).toBeDefined();
    const meter = graph().getByRole("meter", { name: "Life left of the token for Graph" });
    expect(Number(meter.getAttribute("value")) / Number(meter.getAttribute("max"))).toBeCloseTo(0.7, 1);
  });

  test("copies the token alone, or in another shape, or a command", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.click(graph().getByRole("button", { name: /^Copy token/ }));
    await user.click(graph().getByText("JSON"));
    await user.click(graph().getByRole("button", { name: "Copy command" }));
    expect(askedFor(bridge, "copyToken")).toEqual([
      { ...ids, format: "raw" },
      { ...ids, format: "json" },
    ]);
    expect(askedFor(bridge, "copyCommand")).toEqual([ids]);
    expect(graph().getByText(/Shells keep a history/)).toBeDefined();
  });

  test("shows decoded claims only when asked, and forgets them when asked again", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    expect(askedFor(bridge, "showClaims")).toEqual([]);
    await user.click(graph().getByText("Show claims"));
    const table = await graph().findByRole("table", { name: /Claims/ });
    expect(within(table).getByRole("rowheader", { name: "scp" })).toBeDefined();
    await user.click(graph().getByText("Hide claims"));
    expect(graph().queryByRole("table")).toBeNull();
  });

  test("that needs a person says so, why, and leads to the sign-in of that account", async () => {
    const now = Date.now();
    const failure = { kind: "refreshRejected", at: now, evidence: { grant: "refreshToken" } } as const;
    const set = scopeSet(now, { state: "needsYou", failure });
    const { user } = await drawApp(signedIn(now, { accounts: [account(now, { scopeSets: [set] })] }));
    expect(graph().getByText("Needs you")).toBeDefined();
    expect(graph().getByText("What happened")).toBeDefined();
    await user.click(graph().getByRole("button", { name: "Sign in again Graph" }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Sign in again: ada@contoso.onmicrosoft.com");
    expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  });

  test("is renamed and removed, the latter only after a question", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.type(graph().getByLabelText("Name"), " Mail ");
    await user.click(graph().getByRole("button", { name: "Save name" }));
    expect(askedFor(bridge, "renameScopeSet")).toEqual([{ ...ids, label: "Mail" }]);
    await user.click(await screen.findByRole("button", { name: "Remove scope set…" }));
    expect(askedFor(bridge, "removeScopeSet")).toEqual([]);
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove scope set" }));
    await waitFor(() => expect(askedFor(bridge, "removeScopeSet")).toEqual([ids]));
  });

  test("that fail one after the other have a card each, which says whose it is, until it works or is dismissed", async () => {
    const now = Date.now();
    const people = ["rita", "stella"].map((name) => account(now, { id: name, username: `${name}@contoso.test` }));
    const { bridge, user } = await drawApp(signedIn(now, { accounts: people }));
    const renew = async (index: number, failure?: Failure): Promise<void> => {
      if (failure) bridge.failNext("newToken", failure);
      await user.click(screen.getAllByRole("button", { name: /^New token/ })[index] as HTMLElement);
    };
    const cards = (): readonly string[] =>
      within(screen.getByRole("alert"))
        .queryAllByRole("article")
        .map(({ textContent }) => /(?:rita|stella)@contoso\.test/.exec(textContent)?.[0] ?? "");
    await renew(0, { kind: "refreshRejected", at: 1, evidence: { grant: "refreshToken" } });
    await renew(1, { kind: "mfaRequired", at: 1, evidence: { grant: "refreshToken" } });
    expect(cards()).toEqual(["stella@contoso.test", "rita@contoso.test"]);
    await renew(1, { kind: "offline", at: 2, evidence: { grant: "refreshToken" } });
    expect(cards()).toEqual(["stella@contoso.test", "rita@contoso.test"]);
    await renew(1);
    expect(cards()).toEqual(["rita@contoso.test"]);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(cards()).toEqual([]);
  });

  test("whose command fails shows why at the top", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    bridge.failNext("copyToken", { kind: "offline", at: 1, evidence: {} });
    await user.click(graph().getByRole("button", { name: /^Copy token/ }));
    const alert = await waitFor(() => {
      const found = screen.getAllByRole("alert").find((one) => one.textContent !== "");
      if (found === undefined) throw new Error("no alert yet");
      return found;
    });
    await user.click(within(alert).getByRole("button", { name: "Dismiss" }));
    expect(alert.textContent).toBe("");
  });
});

describe("an account", () => {
  test("is signed out only after being told what that cannot undo, with the link that ends all sign-ins", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.click(screen.getByRole("button", { name: "Sign out…" }));
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("live until they end");
    await user.click(within(dialog).getByRole("link", { name: /End all sign-ins/ }));
    expect(askedFor(bridge, "openLink")).toEqual([{ link: "signOutEverywhere" }]);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(askedFor(bridge, "signOut")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Sign out…" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Sign out" }));
    await waitFor(() => expect(askedFor(bridge, "signOut")).toEqual([{ accountId: "ada" }]));
    await waitFor(() => expect(screen.queryByText("ada@contoso.onmicrosoft.com")).toBeNull());
  });

  test("gets another scope set, and a problem at the field where none is named", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(document.activeElement).toBe(screen.getByLabelText("Scopes"));
    expect(screen.getByText("Enter at least one scope.")).toBeDefined();
    await user.type(screen.getByLabelText("Scopes"), "api://orders/.default");
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(askedFor(bridge, "addScopeSet")).toEqual([{ accountId: "ada", scopes: "api://orders/.default" }]);
  });

  test("gets a scope set of another tenant, which must be one", async () => {
    const { bridge, user } = await drawApp(signedIn(Date.now()));
    await user.type(screen.getByLabelText("Scopes"), "User.Read");
    await user.type(screen.getByLabelText("Tenant (optional)"), "organizations");
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(document.activeElement).toBe(screen.getByLabelText("Tenant (optional)"));
    expect(screen.getByText(/^Enter one tenant/)).toBeDefined();
    expect(askedFor(bridge, "addScopeSet")).toEqual([]);
    await user.clear(screen.getByLabelText("Tenant (optional)"));
    await user.type(screen.getByLabelText("Tenant (optional)"), "Fabrikam.example");
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(askedFor(bridge, "addScopeSet")).toEqual([
      { accountId: "ada", scopes: "User.Read", tenant: "fabrikam.example" },
    ]);
  });

  test("at an authority without tenants is offered none", async () => {
    const connections = [{ ...contoso, kind: "openid" as const, tenant: "" }];
    await drawApp(signedIn(Date.now(), { connections }));
    expect(screen.getByLabelText("Scopes")).toBeDefined();
    expect(screen.queryByLabelText("Tenant (optional)")).toBeNull();
  });

  test("says where it is a guest and as whom, and which scope set is of which tenant", async () => {
    const now = Date.now();
    const home = { tenant: "t1", localAccountId: "o1", username: "ada@x.test", isHome: true, askedAs: "x.test" };
    const guest = { ...home, tenant: "t2", username: "ada#EXT#@y.test", isHome: false, askedAs: "fabrikam.example" };
    const scopeSets = [scopeSet(now), scopeSet(now, { id: "there", tenant: "fabrikam.example" })];
    const accounts = [account(now, { scopeSets, tenantProfiles: [home, guest] })];
    await drawApp(signedIn(now, { accounts }));
    expect(screen.getByText("Guest in fabrikam.example as ada#EXT#@y.test")).toBeDefined();
    expect(screen.getAllByText(/^Guest in/)).toHaveLength(1);
    expect(screen.getByRole("heading", { name: "Graph · fabrikam.example" })).toBeDefined();
  });

  test("a refusal of another tenant is told and linked for that tenant", async () => {
    const now = Date.now();
    const failure: Failure = { kind: "guestAccount", at: now, evidence: { grant: "refreshToken", status: 400 } };
    const there = scopeSet(now, { id: "there", tenant: "fabrikam.example", state: "needsYou", failure });
    await drawApp(signedIn(now, { accounts: [account(now, { scopeSets: [scopeSet(now), there] })] }));
    expect(screen.getByText(/is not known in fabrikam\.example/)).toBeDefined();
    expect(screen.queryByText(/is not known in contoso/)).toBeNull();
  });

  test("says of a token that has ended that it serves in the outage, and until when", async () => {
    const now = Date.now();
    const { token } = scopeSet(now);
    if (token === undefined) throw new Error("no token");
    const ended = { ...token, expiresAt: now - 60_000, extendedExpiresAt: now + 60 * 60_000 };
    const waits = (state: "waiting" | "expired") =>
      signedIn(now, { accounts: [account(now, { scopeSets: [scopeSet(now, { state, token: ended })] })] });
    const { bridge } = await drawApp(waits("waiting"));
    expect(screen.getByText(/^This token has ended\. The service may take it until /)).toBeDefined();
    act(() => bridge.change(waits("expired")));
    await waitFor(() => expect(screen.queryByText(/^This token has ended/)).toBeNull());
  });

  test("of the practice tenant is marked, and one in memory only says so", async () => {
    await drawApp(fullDesk(Date.now()));
    const card = screen.getByRole("heading", { name: "ada@practice.test" }).closest("details");
    expect(card?.textContent).toContain("PRACTICE");
    expect(card?.textContent).toContain("In memory only");
  });

  test("stays folded above eight, but for the one used last", async () => {
    const now = Date.now();
    const accounts = Array.from({ length: 9 }, (_, index) =>
      account(now, { id: `a${index}`, username: `u${index}@x.test`, lastUsedAt: now - (index === 3 ? 0 : 60_000) }),
    );
    const { bridge } = await drawApp(signedIn(now, { accounts }));
    const open = (): readonly number[] =>
      [...document.querySelectorAll("details.account")].flatMap((card, at) => (card.hasAttribute("open") ? [at] : []));
    expect(open()).toEqual([3]);
    // A copy of another one's token folds and unfolds nothing under the pointer.
    const used = accounts.map((one, index) => (index === 7 ? { ...one, lastUsedAt: now + 1 } : one));
    act(() => bridge.change(signedIn(now, { accounts: used })));
    expect(open()).toEqual([3]);
  });
});

describe("notices", () => {
  test("are said in words and can be dismissed", async () => {
    const notices = [{ id: "n1", at: Date.now(), kind: "memoryOnly", parts: {} }] as const;
    const { bridge, user } = await drawApp({ ...firstStart(), notices });
    await user.click(screen.getByRole("button", { name: /^Dismiss: Sign-ins are not saved/ }));
    await waitFor(() => expect(screen.queryByText(/Sign-ins are not saved/)).toBeNull());
    expect(askedFor(bridge, "dismissNotice")).toEqual([{ noticeId: "n1" }]);
  });

  test("that only confirm float over the content, apart from the banners, and go by themselves", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      await drawApp(fullDesk(Date.now()));
      const toast = screen.getByText(/Access token copied/).closest(".toast");
      expect(toast?.parentElement?.getAttribute("aria-live")).toBe("polite");
      expect(toast?.closest("main")).toBeNull();
      act(() => void vi.advanceTimersByTime(13_000));
      expect(screen.queryByText(/Access token copied/)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  test("that confirmed something before the window was opened are not told as news", async () => {
    const at = Date.now() - 60_000;
    await drawApp({ ...firstStart(), notices: [{ id: "n1", at, kind: "signedOut", parts: { who: "ada" } }] });
    expect(screen.queryByText(/Signed out/)).toBeNull();
  });

  test("of what was copied from the page are seen, not only heard", async () => {
    const { user } = await drawApp(signedIn(Date.now()), { name: "settings" });
    await user.click(screen.getByRole("checkbox", { name: /^Notify|^Say|copy/i }));
    expect((await screen.findByText(settingsWords.saved)).className).toBe("toast");
  });

  test("of trouble are alerts, all others are not", async () => {
    const at = Date.now();
    const notices = [
      { id: "a", at, kind: "notSaved", parts: {} },
      { id: "b", at, kind: "memoryOnly", parts: {} },
    ] as const;
    await drawApp({ ...firstStart(), notices });
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("Could not be saved");
    expect(alert.textContent).not.toContain("Sign-ins are not saved");
    expect(document.body.textContent).toContain("Sign-ins are not saved");
  });
});

describe("a token that could not be renewed", () => {
  const refused: Failure = {
    kind: "refreshRejected",
    at: 1,
    evidence: { grant: "refreshToken", status: 400, error: "invalid_grant", suberror: "bad_token" },
  };

  test("is said to be the last while it lives, with the way to sign in", async () => {
    const now = Date.now();
    const sets = [scopeSet(now, { failure: refused })];
    await drawApp(signedIn(now, { accounts: [account(now, { hasRefreshToken: false, scopeSets: sets })] }));
    expect(graph().getByText(/couldn't be renewed. Sign in again by \d/)).toBeDefined();
    expect(graph().getByRole("button", { name: "Sign in again Graph" })).toBeDefined();
    expect(screen.getByText(/saved sign-in was refused/)).toBeDefined();
    expect(screen.queryByText(/gave no refresh token/)).toBeNull();
  });

  test("is not spoken of where the server never gave a refresh token", async () => {
    const now = Date.now();
    await drawApp(signedIn(now, { accounts: [account(now, { hasRefreshToken: false })] }));
    expect(screen.getByText(/gave no refresh token/)).toBeDefined();
    expect(screen.queryByText(/couldn't be renewed/)).toBeNull();
  });
});
