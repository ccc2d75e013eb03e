// An authority that no cloud vouches for, in the window: one button trusts exactly its origin, and the form is there again.
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Evidence, Failure, FailureKind } from "../../shared/failure.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { attempt, endedSignIn, signedIn } from "./samples.ts";

const origin = "https://login.airgap.example";

const openWith = (kind: FailureKind, evidence: Evidence) => {
  const now = Date.now();
  const failure: Failure = { kind, at: now, evidence };
  const signIn = { ...endedSignIn(now), result: { ok: false as const, failure } };
  const snapshot = signedIn(now, { attempts: [attempt(now, { failure })], signIn });
  return drawApp(snapshot, { name: "signIn" });
};

test.each([
  ["untrustedAuthority", { error: "invalid_instance", status: 400 }],
  ["dns", { systemError: "ENOTFOUND" }],
] satisfies readonly (readonly [FailureKind, Evidence])[])(
  "after %s a person trusts its origin, and can type the password",
  async (kind, more) => {
    const { bridge, user } = await openWith(kind, { authorityOrigin: origin, ...more });
    expect(screen.getByText(new RegExp(origin.replaceAll(".", "\\.")), { selector: "p" })).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Trust this address" }));
    expect(askedFor(bridge, "confirmAuthority")).toEqual([{ connectionId: "contoso", origin }]);
    expect(await screen.findByLabelText("Password")).toBeDefined();
    expect(askedFor(bridge, "signIn")).toEqual([]);
  },
);

test("nothing can be trusted where no origin is named", async () => {
  await openWith("untrustedAuthority", {});
  expect(screen.queryByRole("button", { name: "Trust this address" })).toBeNull();
});
