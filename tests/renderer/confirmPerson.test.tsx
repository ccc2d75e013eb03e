// The card that asks whether another account than was asked for is to be used.
import { act, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { SignIn } from "../../shared/snapshot.ts";
import { drawApp } from "./drawApp.tsx";
import { fullDesk } from "./samples.ts";

const signIn = (question: SignIn["question"]): SignIn => ({
  id: "s7",
  method: "browser",
  connectionId: "contoso",
  username: "ann@contoso.example",
  startedAt: Date.now(),
  steps: [{ name: "token", state: "running" }],
  ...(question === undefined ? {} : { question }),
});
const asking = (signedInAs: string): SignIn =>
  signIn({ asked: "ann@contoso.example", signedInAs, endsAt: Date.now() + 60_000 });

async function draw(first: SignIn) {
  const drawn = await drawApp(fullDesk(Date.now()), { name: "signIn" });
  act(() => drawn.bridge.change({ signIn: first }));
  return drawn;
}

const answers = (asked: readonly { readonly name: string; readonly input: unknown }[]) =>
  asked.filter(({ name }) => name === "confirmPerson").map(({ input }) => input);

describe("another account than was asked for", () => {
  test("is named beside the one that was, and takes the focus; nothing else of the sign-in is shown", async () => {
    await draw(asking("bob@contoso.example"));
    const card = screen.getByRole("alertdialog", { name: "Another account signed in" });
    expect(card.textContent).toContain("You asked for ann@contoso.example, but bob@contoso.example signed in.");
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Another account signed in" }));
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  });

  test.each([
    ["Use this account", true],
    ["Don't use it", false],
  ])("is answered by “%s”", async (name, use) => {
    const { bridge, user } = await draw(asking("bob@contoso.example"));
    await user.click(screen.getByRole("button", { name }));
    expect(answers(bridge.asked)).toEqual([{ signInId: "s7", use }]);
  });

  test("that the server does not name is asked about in other words", async () => {
    await draw(asking(""));
    const card = screen.getByRole("alertdialog", { name: "The server doesn't say who signed in" });
    expect(card.textContent).toContain("If you know that you signed in as that, use the account.");
  });

  test("of a name that would turn the writing around is shown plain", async () => {
    await draw(asking("bob\u202e@evil.example"));
    expect(document.body.textContent).not.toContain("\u202e");
  });

  test("that was refused is told with both names and a way on", async () => {
    const { bridge } = await draw(asking("bob@contoso.example"));
    const evidence = {
      grant: "authorizationCode",
      askedFor: "ann@contoso.example",
      signedInAs: "bob@contoso.example",
    } as const;
    const result = { ok: false as const, failure: { kind: "somebodyElse" as const, at: Date.now(), evidence } };
    act(() => bridge.change({ signIn: { ...signIn(undefined), result } }));
    const card = within(await screen.findByRole("article", { name: "Another account signed in" }));
    expect(card.getByText(/You asked for ann@contoso\.example, but bob@contoso\.example signed in\./)).toBeDefined();
    expect(card.getByRole("button", { name: "Sign in with the browser" })).toBeDefined();
  });
});
