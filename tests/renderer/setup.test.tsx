// The set-up guide, as a person goes through it: by keyboard alone, back and forth, and again another day.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { companyTenant } from "../../shared/practicePeople.ts";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import { askedFor } from "./drawApp.tsx";
import { drawSetup, heading, pressByKeyboard, tabTo } from "./drawSetup.tsx";
import { rightPassword } from "./fakeBridge.ts";
import { contoso, firstStart } from "./samples.ts";

const field = (name: string): HTMLInputElement => screen.getByRole("textbox", { name });
const press = (name: string | RegExp) => screen.getByRole("button", { name });
const radio = (name: string): HTMLInputElement => screen.getByRole("radio", { name });
const current = (): string | null | undefined =>
  within(screen.getByRole("list", { name: "Steps of the set-up" }))
    .getAllByRole("listitem")
    .find((item) => item.getAttribute("aria-current") === "step")?.textContent;

const entraAnswers: SetupAnswers = {
  step: 2,
  place: "entra",
  draft: {
    kind: "entra",
    label: "",
    colour: "blue",
    authority: "https://login.microsoftonline.com",
    tenant: "contoso.onmicrosoft.com",
    clientId: "",
    scopes: "https://graph.microsoft.com/User.Read",
  },
  username: "",
  knowsClientId: false,
  appName: "TokenTray",
};

test("what the guide does not ask for stays with a connection that it goes through again", async () => {
  const further = { federation: "federated", caFile: "/etc/company.pem" } as const;
  const setup = { ...entraAnswers, step: 3, connectionId: contoso.id, knowsClientId: true } as const;
  const draft = { ...setup.draft, clientId: contoso.clientId };
  const snapshot = { ...firstStart(), connections: [{ ...contoso, ...further }], setup: { ...setup, draft } };
  const { bridge, user } = await drawSetup(snapshot, "setup");
  await user.click(press("Save and go on"));
  await waitFor(() =>
    expect(askedFor(bridge, "saveConnection")).toMatchObject([{ connectionId: contoso.id, draft: further }]),
  );
});

describe("the guide by keyboard alone", () => {
  test("leads from the first start through consent in the browser to a token", async () => {
    const { bridge, user } = await drawSetup(firstStart(), "setup");
    expect(heading()).toBe("Where do you sign in?");
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
    expect(current()).toBe("Where do you sign in?");
    await tabTo(user, radio("Practice tenant"));
    await user.keyboard("{ArrowDown}");
    expect(radio("My company (practice)").checked).toBe(true);
    await pressByKeyboard(user, "Next");

    expect(heading()).toBe("Your app registration");
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
    await tabTo(user, field("Client ID"));
    await user.keyboard(`${companyTenant.clientId}{Enter}`);

    expect(heading()).toBe("What for?");
    await tabTo(user, screen.getByRole("checkbox", { name: /^Mail.Read/ }));
    await user.keyboard(" ");
    expect(field("Scopes").value).toBe("User.Read Mail.Read");
    await pressByKeyboard(user, "Save and go on");

    await waitFor(() => expect(heading()).toBe("Consent"));
    expect(bridge.current().connections.at(-1)).toMatchObject({
      kind: "practice",
      tenant: companyTenant.domain,
      clientId: companyTenant.clientId,
      scopes: ["User.Read", "Mail.Read"],
    });
    await pressByKeyboard(user, "Approve in the browser");
    expect(askedFor(bridge, "signInWithBrowser")).toMatchObject([{ prompt: "consent" }]);
    await screen.findByText(/Go on in your browser/);
    await act(async () => bridge.personDone());
    await screen.findByText(/The token is kept/);
    await pressByKeyboard(user, "Check now");
    await screen.findByText(/It works: a new token/);
    expect(askedFor(bridge, "newToken")).toHaveLength(1);
    await pressByKeyboard(user, "Next");

    expect(heading()).toBe("Try it and settle in");
    await pressByKeyboard(user, "Done");
    await waitFor(() => expect(heading()).toBe("Accounts"));
    expect(bridge.current().setup).toBeUndefined();
  });

  test("the practice tenant needs nothing but Next until the sign-in, and no password is kept", async () => {
    const { bridge, user } = await drawSetup(firstStart(), "setup");
    await pressByKeyboard(user, "Next");
    await pressByKeyboard(user, "Next");
    await pressByKeyboard(user, "Save and go on");
    expect(askedFor(bridge, "saveConnection")).toEqual([]);
    await pressByKeyboard(user, "Next");
    await tabTo(user, screen.getByLabelText("User name"));
    await user.keyboard("ada@practice.test");
    await tabTo(user, screen.getByLabelText("Password"));
    await user.paste(rightPassword);
    await user.keyboard("{Enter}");
    await screen.findByText(/ada@practice.test is signed in. The set-up works./);
    await user.click(press("Back"));
    expect(JSON.stringify(askedFor(bridge, "keepSetup"))).toContain("ada@practice.test");
    expect(JSON.stringify(askedFor(bridge, "keepSetup"))).not.toContain("correct");
  });
});

describe("what was typed", () => {
  test("at the very first start is kept without being led away from the guide", async () => {
    const { bridge, user } = await drawSetup(firstStart());
    await user.click(radio("AD FS"));
    await user.type(field("Address"), "https://adfs.contoso.com/adfs");
    await user.tab();
    expect(bridge.current().setup).toMatchObject({
      place: "adfs",
      draft: { authority: "https://adfs.contoso.com/adfs" },
    });
    expect(heading()).toBe("Where do you sign in?");
    expect(field("Address").value).toBe("https://adfs.contoso.com/adfs");
  });

  test("survives Back, another place, and leaving", async () => {
    const { bridge, user } = await drawSetup(firstStart(), "setup");
    await user.click(radio("Microsoft Entra ID"));
    await user.type(field("Tenant"), "contoso.com");
    await user.click(radio("AD FS"));
    await user.type(field("Address"), "https://adfs.contoso.com/adfs");
    await user.click(radio("Microsoft Entra ID"));
    expect(field("Tenant").value).toBe("contoso.com");
    await user.click(press("Next"));
    await user.type(field("Client ID"), "half an ID");
    await user.type(field("Name of this connection"), "My test");
    await user.click(press("Back"));
    expect(field("Tenant").value).toBe("contoso.com");
    await user.click(press("Next"));
    expect(field("Client ID").value).toBe("half an ID");
    await user.click(press("Skip for now"));
    expect(heading()).toBe("Welcome");
    expect(bridge.current().setup).toMatchObject({ step: 2, draft: { clientId: "half an ID", label: "My test" } });
    await user.click(press("Go on with the set-up at step 2"));
    await waitFor(() => expect(heading()).toBe("Your app registration"));
    expect(field("Client ID").value).toBe("half an ID");
  });

  test("that never left its first step is simply begun", async () => {
    const { user } = await drawSetup({ ...firstStart(), setup: { ...entraAnswers, step: 1 } }, "welcome");
    await user.click(press("Start the set-up"));
    await waitFor(() => expect(heading()).toBe("Where do you sign in?"));
  });

  test("is there again after the next start, and can be begun anew", async () => {
    const { bridge, user } = await drawSetup({ ...firstStart(), setup: entraAnswers }, "welcome");
    await user.click(press("Go on with the set-up at step 2"));
    await waitFor(() => expect(heading()).toBe("Your app registration"));
    expect(radio("Help me make one").checked).toBe(true);
    await user.click(press("Start again from step 1"));
    expect(heading()).toBe("Where do you sign in?");
    expect(radio("Practice tenant").checked).toBe(true);
    expect(bridge.current().setup).toMatchObject({ step: 1, place: "practice" });
  });

  test("is kept as soon as a field is left, without waiting for the next step", async () => {
    const { bridge, user } = await drawSetup({ ...firstStart(), setup: entraAnswers }, "setup");
    await user.type(field("Client ID"), "abc");
    await user.tab();
    expect(bridge.current().setup?.draft.clientId).toBe("abc");
  });
});

describe("a problem", () => {
  test("that the program finds leads back to its field, and saving again takes what was mended", async () => {
    const draft = { ...entraAnswers.draft, tenant: "common", clientId: "two words" };
    const { bridge, user } = await drawSetup({ ...firstStart(), setup: { ...entraAnswers, step: 3, draft } }, "setup");
    await user.click(press("Save and go on"));
    await waitFor(() => expect(heading()).toBe("Where do you sign in?"));
    await waitFor(() => expect(document.activeElement).toBe(field("Tenant")));
    expect(field("Tenant").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/do not accept a password/)).toBeDefined();
    await user.clear(field("Tenant"));
    await user.type(field("Tenant"), "contoso.com");
    expect(screen.queryByText(/do not accept a password/)).toBeNull();
    await user.click(press("Next"));
    expect(screen.getByText("No blanks inside.")).toBeDefined();
    expect(document.activeElement).toBe(field("Client ID"));
    await user.clear(field("Client ID"));
    await user.type(field("Client ID"), contoso.clientId);
    await user.click(press("Next"));
    await user.click(press("Save and go on"));
    await waitFor(() => expect(heading()).toBe("Consent"));
    expect(bridge.current().connections.at(-1)).toMatchObject({ label: "contoso.com", tenant: "contoso.com" });
  });

  test("of an empty field stops at once", async () => {
    const { user } = await drawSetup(firstStart(), "setup");
    await user.click(radio("Another OpenID server"));
    await user.click(press("Next"));
    expect(heading()).toBe("Where do you sign in?");
    expect(document.activeElement).toBe(field("Address"));
  });

  test("with the scopes is warned of while they are typed", async () => {
    const { user } = await drawSetup({ ...firstStart(), setup: { ...entraAnswers, step: 3 } }, "setup");
    await user.type(field("Scopes"), " https://graph.microsoft.com/.default");
    expect(screen.getByText(/AADSTS70011/)).toBeDefined();
    expect(screen.getByText("By name, or all at once with .default?")).toBeDefined();
    await user.clear(field("Scopes"));
    await user.type(field("Scopes"), "https://graph.microsoft.com");
    expect(screen.getByText(/Add \/.default/)).toBeDefined();
  });

  test("is not made of a server's own way with scopes", async () => {
    const draft = { ...entraAnswers.draft, kind: "openid", authority: "https://id.example", scopes: "api one/two" };
    const answers: SetupAnswers = { ...entraAnswers, step: 3, place: "openid", draft };
    await drawSetup({ ...firstStart(), setup: answers }, "setup");
    expect(field("Scopes").value).toBe("api one/two");
    expect(document.querySelectorAll(".warn")).toHaveLength(0);
    expect(screen.queryByText("Choose from common APIs")).toBeNull();
  });
});

describe("the look-up", () => {
  test("says what it found and fills the place in, which can be changed by hand", async () => {
    const { bridge, user } = await drawSetup(firstStart(), "setup");
    await user.type(field("Domain, user name or address"), "ada@contoso.us{Enter}");
    await screen.findByText(/contoso.us belongs to the directory .* cloud “US Government”.*federated/);
    expect(radio("Microsoft Entra ID").checked).toBe(true);
    expect(field("Tenant").value).toBe("7e57ab1e-1111-4c1e-9a11-0f0c0a57a1ed");
    const cloud = screen.getByLabelText<HTMLSelectElement>("Cloud");
    expect(cloud.value).toBe("https://login.microsoftonline.us");
    await user.selectOptions(cloud, "https://login.partner.microsoftonline.cn");
    await user.click(press("Next"));
    expect(bridge.current().setup).toMatchObject({
      username: "ada@contoso.us",
      draft: { authority: "https://login.partner.microsoftonline.cn" },
    });
  });

  test("says that a personal account does not sign in with a password, and changes nothing", async () => {
    const { user } = await drawSetup(firstStart(), "setup");
    await user.type(field("Domain, user name or address"), "ada@outlook.com{Enter}");
    await screen.findByText(/personal account: not with a password/);
    expect(radio("Practice tenant").checked).toBe(true);
  });

  test("says so where there is nothing, and where the text is none of the three", async () => {
    const { user } = await drawSetup(firstStart(), "setup");
    const input = field("Domain, user name or address");
    await user.type(input, "nowhere.example{Enter}");
    await screen.findByText(/no directory of this name \(nowhere.example\)/);
    await user.clear(input);
    await user.type(input, "what now{Enter}");
    await screen.findByText(/^Enter a domain/);
    expect(document.activeElement).toBe(input);
  });
});

describe("help to make an app registration", () => {
  const open = () => drawSetup({ ...firstStart(), setup: entraAnswers }, "setup");

  test("draws each panel with a description, and copies each value by itself", async () => {
    const { bridge, user } = await open();
    const list = within(screen.getByText("Step by step").closest("details") as HTMLElement);
    expect(list.getAllByRole("figure")).toHaveLength(6);
    expect(screen.getByText(/Drawing of the Authentication page: the switch/)).toBeDefined();
    await user.click(list.getByRole("button", { name: "Copy Redirect URI" }));
    await user.click(list.getByRole("button", { name: /^Copy Page in the portal for “Allow public client flows/ }));
    const [redirect, page] = askedFor(bridge, "copyText") as { text: string }[];
    expect(redirect?.text).toBe("http://localhost");
    expect(page?.text).toMatch(/^https:\/\/entra\.microsoft\.com\/#view/);
  });

  test("writes the same as commands, for the shell that was chosen", async () => {
    const { user } = await open();
    await user.click(screen.getByText("With the Azure CLI"));
    expect(screen.getByText(/^APP_ID="\$\(az ad app create --display-name 'TokenTray'/)).toBeDefined();
    await user.click(radio("PowerShell"));
    expect(screen.getByText(/^\$appId = az ad app create --display-name 'TokenTray'/)).toBeDefined();
    await user.clear(field("Name of the app registration"));
    await user.type(field("Name of the app registration"), "It's");
    expect(screen.getByText(/^\$appId = az ad app create --display-name 'It s'/)).toBeDefined();
  });

  test("writes a text for the admin, and selects it where the system does not take it", async () => {
    const { bridge, user } = await open();
    await user.click(screen.getByText("Send this to my admin"));
    const text = screen.getByText(/could you please register an app named “TokenTray”/).textContent;
    expect(text).toContain("http://localhost");
    expect(text).toContain("User.Read");
    bridge.failNext("copyText", { kind: "badInput", at: 1, evidence: {} });
    await user.click(press("Copy Text for the admin"));
    expect(window.getSelection()?.toString()).toContain("could you please register");
  });
});
