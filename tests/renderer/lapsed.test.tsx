// A saved sign-in that has lapsed leads back to the way that the account signed in by.
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Grant } from "../../shared/failure.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { account, scopeSet, signedIn } from "./samples.ts";

async function draw(signedInBy: Grant) {
  const now = Date.now();
  const evidence = { grant: "refreshToken", status: 400, error: "invalid_grant" } as const;
  const failure = { kind: "refreshRejected", at: now, evidence } as const;
  const lapsed = account(now, {
    id: "lapsed",
    signedInBy,
    hasRefreshToken: false,
    scopeSets: [scopeSet(now, { id: "s", state: "needsYou", failure })],
  });
  return drawApp(signedIn(now, { accounts: [lapsed] }), { name: "accounts", accountId: "lapsed" });
}

describe("an account whose sign-in has lapsed", () => {
  test.each([
    ["authorizationCode", "Sign in with the browser", "signInWithBrowser"],
    ["deviceCode", "Sign in with a device code", "signInWithDeviceCode"],
  ] as const)("and that signed in by %s goes on with “%s”, for itself", async (grant, button, command) => {
    const { bridge, user } = await draw(grant);
    const [first] = screen.getAllByRole("button", { name: new RegExp(`^${button}`) });
    if (first === undefined) throw new Error("no such button");
    await user.click(first);
    expect(askedFor(bridge, command)).toMatchObject([{ accountId: "lapsed", scopeSetId: "s" }]);
    expect(askedFor(bridge, "signIn")).toEqual([]);
  });

  test.each(["password", "samlBearer"] as const)("and that signed in by %s goes on in the form", async (grant) => {
    const { bridge, user } = await draw(grant);
    const [first] = screen.getAllByRole("button", { name: /^Sign in again/ });
    if (first === undefined) throw new Error("no such button");
    await user.click(first);
    expect(await screen.findByLabelText("Password")).toBeDefined();
    expect(bridge.asked.map(({ name }) => name)).not.toContain("signInWithBrowser");
  });
});
