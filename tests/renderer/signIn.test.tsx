// Signing in: what is sent, what is left behind (nothing), what is said.
import { act, createEvent, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { practicePeople } from "../../shared/practicePeople.ts";
import { askedFor, drawApp } from "./drawApp.tsx";
import { rightPassword } from "./fakeBridge.ts";
import { contoso, firstStart, practiceConnection, signedIn, wrongPassword } from "./samples.ts";

const passwordField = (): HTMLInputElement => screen.getByLabelText("Password");
const nameField = (): HTMLInputElement => screen.getByLabelText("User name");
const submit = (): HTMLElement => {
  const form = passwordField().closest("form");
  if (form === null) throw new Error("The password field is in no form.");
  return within(form).getByRole("button", { name: "Sign in" });
};
const open = () => drawApp(firstStart(), { name: "signIn" });
const withName = { ...firstStart(), lastUsed: { connectionId: "practice", username: "ada@practice.test" } };

/** The test's DOM knows no Caps Lock, so the event tells it, as a browser's does. */
function pressWithCapsLock(isOn: boolean): void {
  const press = createEvent.keyDown(passwordField(), { key: "A" });
  Object.defineProperty(press, "getModifierState", { value: (key: string) => isOn && key === "CapsLock" });
  fireEvent(passwordField(), press);
}

/** Everything that can be seen in the page, values and attributes included. */
function wholePage(): string {
  const values = [...document.querySelectorAll("input")].map(({ value }) => value);
  return [document.documentElement.outerHTML, ...values].join("\n");
}

describe("the password", () => {
  test("is sent exactly as it was typed, blanks and all", async () => {
    const { bridge, user } = await open();
    await user.type(nameField(), "ada@practice.test");
    await user.click(passwordField());
    await user.paste(rightPassword);
    await user.click(submit());
    await screen.findByRole("heading", { name: "Signed in" });
    expect(askedFor(bridge, "signIn")).toEqual([
      { connectionId: "practice", username: "ada@practice.test", password: rightPassword },
    ]);
  });

  test.each([
    ["a success", rightPassword, "Signed in"],
    ["a failure", "not-the-password-7f3a", "The user name or password was not accepted"],
  ])("is nowhere in the page after %s", async (_, password, heading) => {
    const { user } = await open();
    await user.type(nameField(), "ada@practice.test");
    await user.click(passwordField());
    await user.paste(password);
    expect(wholePage()).toContain(password);
    await user.click(submit());
    await screen.findByRole("heading", { name: heading });
    expect(wholePage()).not.toContain(password);
  });

  // Of a remembered name the form stays as it is, hidden; of a new one it is made anew.
  test.each([
    ["a new name", firstStart()],
    ["a remembered name", withName],
  ])("is gone from the field while the sign-in of %s still runs", async (_, snapshot) => {
    const { bridge, user } = await drawApp(snapshot, { name: "signIn" });
    const { finish } = bridge.holdSignIn();
    await user.clear(nameField());
    await user.type(nameField(), "ada@practice.test");
    await user.type(passwordField(), "secret-while-running");
    await user.click(submit());
    await screen.findByRole("heading", { name: "Signing in ada@practice.test" });
    expect(wholePage()).not.toContain("secret-while-running");
    act(finish);
    await screen.findByRole("heading", { name: "The user name or password was not accepted" });
  });

  test("is never part of what React holds for the field", async () => {
    const { user } = await open();
    await user.type(passwordField(), "seen-by-nobody");
    const field = passwordField();
    const props = Object.entries(field).find(([key]) => key.startsWith("__reactProps"))?.[1] as Record<string, unknown>;
    expect(props).toMatchObject({ name: "password" });
    expect(Object.keys(props)).not.toContain("value");
    expect(Object.keys(props)).not.toContain("defaultValue");
  });

  test("may be 10,000 characters long, and not one more", async () => {
    const { bridge, user } = await open();
    await user.type(nameField(), "ada@practice.test");
    fireEvent.input(passwordField(), { target: { value: "x".repeat(10_001) } });
    await user.click(submit());
    expect(await screen.findByText("A password has at most 10,000 characters.")).toBeDefined();
    expect(passwordField()).toBe(document.activeElement);
    expect(askedFor(bridge, "signIn")).toEqual([]);
    fireEvent.input(passwordField(), { target: { value: "x".repeat(10_000) } });
    await user.click(submit());
    await waitFor(() => expect(askedFor(bridge, "signIn")).toHaveLength(1));
  });

  test("with half of a character in it is refused at the field, because it would be sent as another one", async () => {
    const { bridge, user } = await open();
    await user.type(nameField(), "ada@practice.test");
    fireEvent.input(passwordField(), { target: { value: "half \ud83d" } });
    await user.click(submit());
    expect(passwordField().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/half of a character/)).toBeDefined();
    expect(askedFor(bridge, "signIn")).toEqual([]);
  });

  test("is shown on request and hidden again by submit and when the window loses the focus", async () => {
    const { user } = await open();
    await user.type(nameField(), "ada@practice.test");
    await user.type(passwordField(), "visible");
    await user.click(screen.getByRole("button", { name: "Show password" }));
    expect(passwordField().type).toBe("text");
    act(() => void window.dispatchEvent(new Event("blur")));
    expect(passwordField().type).toBe("password");
    await user.click(screen.getByRole("button", { name: "Show password" }));
    await user.click(submit());
    expect(passwordField().type).toBe("password");
  });

  test("gets a hint, and no change, where it begins or ends with a blank", async () => {
    const { user } = await open();
    await user.type(passwordField(), "inner blank");
    expect(screen.queryByText(/begins or ends with a blank/)).toBeNull();
    await user.type(passwordField(), " ");
    expect(screen.getByText(/begins or ends with a blank/)).toBeDefined();
    expect(passwordField().value).toBe("inner blank ");
  });

  test("field says when Caps Lock is on, and stops saying so", async () => {
    await open();
    pressWithCapsLock(true);
    expect(screen.queryByText("Caps Lock is on.")).not.toBeNull();
    pressWithCapsLock(false);
    expect(screen.queryByText("Caps Lock is on.")).toBeNull();
  });

  test("field and user name field may be filled by a password manager", async () => {
    await open();
    expect(passwordField().autocomplete).toBe("current-password");
    expect(nameField().autocomplete).toBe("username");
  });
});

describe("the form", () => {
  test("says what a password cannot do before it asks for one", async () => {
    await open();
    const advice = screen.getByRole("link", { name: /Microsoft's advice/ });
    expect(advice.compareDocumentPosition(passwordField()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test("begins in the password field where the user name is known", async () => {
    await drawApp(withName, { name: "signIn" });
    expect(nameField().value).toBe("ada@practice.test");
    expect(document.activeElement).toBe(passwordField());
  });

  test("puts the focus on the empty user name and sends nothing", async () => {
    const { bridge, user } = await open();
    await user.click(submit());
    expect(document.activeElement).toBe(nameField());
    expect(screen.getByText("Enter the user name.")).toBeDefined();
    expect(askedFor(bridge, "signIn")).toEqual([]);
  });

  test("lists the practice people, marked PRACTICE, and fills in whom one chooses", async () => {
    const { bridge, user } = await open();
    expect(screen.getAllByText("PRACTICE").length).toBeGreaterThan(0);
    const person = practicePeople[1];
    if (person === undefined) throw new Error("nobody to practise with");
    await user.click(await screen.findByRole("button", { name: `Use ${person.name}` }));
    expect(nameField().value).toBe(person.username);
    expect(passwordField().value).toBe(person.password);
    await user.click(submit());
    await waitFor(() => expect(askedFor(bridge, "signIn")).toMatchObject([{ password: person.password }]));
  });

  test("lists no practice people for a real connection", async () => {
    const { user } = await drawApp(signedIn(Date.now()), { name: "signIn", connectionId: "contoso" });
    expect(screen.queryByText("Practice people")).toBeNull();
    await user.selectOptions(screen.getByLabelText("Connection"), practiceConnection.id);
    expect(await screen.findByText("Practice people")).toBeDefined();
    await user.selectOptions(screen.getByLabelText("Connection"), contoso.id);
    expect(screen.queryByText("Practice people")).toBeNull();
  });

  test("asks for other scopes where some are named", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    await user.type(screen.getByLabelText(/Scopes in place/), "Mail.Read  Files.Read");
    await user.type(passwordField(), "x");
    await user.click(submit());
    await waitFor(() => expect(askedFor(bridge, "signIn")).toMatchObject([{ scopes: ["Mail.Read", "Files.Read"] }]));
  });
});

describe("the steps", () => {
  test("are shown as they happen and can be cancelled", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    bridge.holdSignIn();
    await user.type(passwordField(), "x");
    await user.click(submit());
    const step = await screen.findByText("Asking for the token", { selector: "li span" });
    expect(step.closest("li")?.textContent).toContain("under way");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByText("Asking for the token", { selector: "li span" })).toBeNull());
    expect(screen.queryByText("What you can do")).toBeNull();
    expect(passwordField().closest("[hidden]")).toBeNull();
  });
});

describe("a success", () => {
  test("leads to the account, or to an empty form for another one", async () => {
    const { user } = await drawApp(withName, { name: "signIn" });
    await user.click(passwordField());
    await user.paste(rightPassword);
    await user.click(submit());
    await user.click(await screen.findByRole("button", { name: "Sign in another account" }));
    await waitFor(() => expect(document.activeElement).toBe(nameField()));
    expect(nameField().value).toBe("");
    await user.type(nameField(), "second@practice.test");
    await user.click(passwordField());
    await user.paste(rightPassword);
    await user.click(submit());
    await user.click(await screen.findByRole("button", { name: "Show the account" }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Accounts");
    expect(screen.getByRole("heading", { name: "second@practice.test" })).toBeDefined();
  });
});

describe("a failure", () => {
  test("shows its card with details, and Try again leads back to the password field", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    bridge.signInFailure = wrongPassword(Date.now());
    await user.type(passwordField(), "x");
    await user.click(submit());
    const heading = await screen.findByRole("heading", { name: "The user name or password was not accepted" });
    expect(document.activeElement).toBe(heading);
    await user.click(screen.getByText("Technical details"));
    expect(await screen.findByText(/AADSTS50126/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(document.activeElement).toBe(passwordField()));
    expect(nameField().value).toBe("ada@practice.test");
    expect(screen.queryByText("The user name or password was not accepted")).toBeNull();
  });

  test("that another account could get round leads to an empty user name", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    bridge.signInFailure = { kind: "personalAccount", at: 3, evidence: {} };
    await user.type(passwordField(), "x");
    await user.click(submit());
    await user.click(await screen.findByRole("button", { name: "Use another account" }));
    await waitFor(() => expect(document.activeElement).toBe(nameField()));
    expect(nameField().value).toBe("");
  });

  test("that comes before anything began is shown, too", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    bridge.failNext("signIn", { kind: "offline", at: 5, evidence: {} });
    await user.type(passwordField(), "x");
    await user.click(submit());
    expect((await screen.findAllByRole("heading", { level: 2 })).length).toBeGreaterThan(0);
    expect(document.querySelector(".card.bad")).not.toBeNull();
  });

  test("of a bridge that broke is shown as a fault of the program", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    bridge.command = () => Promise.reject(new Error("the pipe is gone"));
    await user.type(passwordField(), "x");
    await user.click(submit());
    expect(await screen.findByRole("heading", { name: "Something went wrong in TokenTray" })).toBeDefined();
    expect(document.body.textContent).not.toContain("the pipe is gone");
  });

  test("of a program that breaks in the middle ends the steps, too", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    bridge.command = async (name, input) => {
      if (name === "signIn") {
        bridge.change({
          signIn: { id: "s", method: "password", connectionId: "practice", username: "ada", startedAt: 1, steps: [] },
        });
      }
      await Promise.resolve(input);
      return { ok: false, failure: { kind: "unexpected", at: 1, evidence: { incidentId: "1a2b3c4d" } } };
    };
    await user.type(passwordField(), "x");
    await user.click(submit());
    await user.click(await screen.findByText("Technical details"));
    expect(await screen.findByText("1a2b3c4d")).toBeDefined();
    expect(screen.queryByRole("heading", { name: /^Signing in/ })).toBeNull();
    expect(passwordField().closest("[hidden]")).toBeNull();
  });

  test("is forgotten by the program when one leaves the screen", async () => {
    const { bridge, user } = await drawApp(withName, { name: "signIn" });
    await user.type(passwordField(), "x");
    await user.click(submit());
    await screen.findByRole("button", { name: "Try again" });
    await user.click(screen.getByRole("button", { name: "About" }));
    await waitFor(() => expect(bridge.current().signIn).toBeUndefined());
  });
});
