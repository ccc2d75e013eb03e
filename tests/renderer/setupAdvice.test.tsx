// What a person is told about passwords, before one is typed and wherever an account came of one.
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { askedFor, drawApp } from "./drawApp.tsx";
import { drawSetup, heading } from "./drawSetup.tsx";
import { account, contoso, signedIn } from "./samples.ts";

test.each(["signIn", "about"] as const)(
  "%s tells, when asked, what a password cannot do, and where to read on",
  async (name) => {
    const { bridge, user } = await drawApp(signedIn(Date.now()), { name });
    expect(screen.queryByText("What it cannot do")).toBeNull();
    await user.click(screen.getByText("About password sign-in"));
    await screen.findByRole("heading", { name: "What it cannot do" });
    expect(screen.getByText(/Test accounts in a test tenant/)).toBeDefined();
    await user.click(screen.getByRole("link", { name: /^Why passwords should go/ }));
    expect(askedFor(bridge, "openLink")).toEqual([{ link: "whyPasswordsGo" }]);
  },
);

test("an account of a password is marked in the list, one of the browser is not", async () => {
  const now = Date.now();
  const accounts = [
    account(now),
    account(now, { id: "b", username: "bob@contoso.com", signedInBy: "authorizationCode" }),
  ];
  await drawApp(signedIn(now, { accounts }));
  const [first, second] = screen.getAllByRole("heading", { level: 2 }).map((title) => title.closest("details"));
  expect(within(first as HTMLElement).getByText("password sign-in")).toBeDefined();
  expect(within(second as HTMLElement).queryByText("password sign-in")).toBeNull();
});

test("an AD FS connection keeps its kind when it is edited", async () => {
  const adfs = { ...contoso, kind: "adfs", authority: "https://adfs.example/adfs", tenant: "" } as const;
  const { bridge, user } = await drawSetup(signedIn(Date.now(), { connections: [adfs] }), "settings");
  await user.click(screen.getByRole("button", { name: "Edit Contoso test" }));
  await screen.findByRole("heading", { level: 1, name: "Connection Contoso test" });
  expect(heading()).toContain("Contoso");
  await user.click(screen.getByRole("button", { name: "Save connection" }));
  expect(askedFor(bridge, "saveConnection")).toMatchObject([{ connectionId: "contoso", draft: { kind: "adfs" } }]);
});
