// A customer directory in the guide: found by its address or chosen by hand, with steps of its own.
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { askedFor, drawApp } from "./drawApp.tsx";
import { drawSetup, heading } from "./drawSetup.tsx";
import { firstStart, signedIn } from "./samples.ts";

const authority = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com";
const field = (name: string): HTMLInputElement => screen.getByRole("textbox", { name });
const press = (name: string) => screen.getByRole("button", { name });

test("a look-up of its address chooses the place and says that the browser is the way", async () => {
  const { bridge, user } = await drawSetup(firstStart(), "setup");
  bridge.found = { "https://contoso.ciamlogin.com": { kind: "ciam", authority } };
  await user.type(field("Domain, user name or address"), "https://contoso.ciamlogin.com");
  await user.click(press("Look up"));
  expect(await screen.findByText(/It takes sign-ins in the browser alone/)).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Microsoft Entra External ID" }).checked).toBe(true);
  expect(field("Address").value).toBe(authority);
});

test("its sign-in form has no password, and the browser is one press away", async () => {
  const now = Date.now();
  const snapshot = signedIn(now);
  const connections = snapshot.connections.map((each) => ({ ...each, kind: "ciam" as const, authority, tenant: "" }));
  const { bridge, user } = await drawApp({ ...snapshot, connections }, { name: "signIn", connectionId: "contoso" });
  expect(screen.queryByLabelText("Password")).toBeNull();
  expect(screen.getByText(/takes no password from outside its own page/)).toBeDefined();
  await user.type(field("User name"), "ann@contoso.example{Enter}");
  expect(askedFor(bridge, "signInWithBrowser")).toEqual([{ connectionId: "contoso", username: "ann@contoso.example" }]);
  expect(askedFor(bridge, "signIn")).toEqual([]);
});

test("by hand it leads to its own steps, and the connection is saved as its kind", async () => {
  const { bridge, user } = await drawSetup(firstStart(), "setup");
  await user.click(screen.getByRole("radio", { name: "Microsoft Entra External ID" }));
  await user.type(field("Address"), authority);
  await user.click(press("Next"));
  expect(heading()).toBe("Your app registration");
  await user.click(screen.getByRole("radio", { name: "Help me make one" }));
  expect(screen.getByRole("heading", { name: "Add it to a user flow" })).toBeDefined();
  await user.type(field("Client ID"), "0a1b2c3d-0000-4000-8000-000000000001");
  await user.click(press("Next"));
  await user.type(field("Scopes"), "api://x/read");
  await user.click(press("Save and go on"));
  const [saved] = askedFor(bridge, "saveConnection");
  expect(saved).toMatchObject({ draft: { kind: "ciam", authority } });
});
