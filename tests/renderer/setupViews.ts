// The set-up guide and the settings, to be looked at and checked in a real browser like every other screen.
import type { Page } from "playwright";
import { writeConnections } from "../../electron/core/setup/connectionExchange.ts";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { contoso, firstStart, fullDesk, signedIn } from "./samples.ts";
import { setupBridge } from "./setupBridge.ts";
import type { View } from "./views.ts";

const { id: _, ...contosoDraft } = { ...contoso, scopes: contoso.scopes.join(" ") };
const answers: SetupAnswers = {
  step: 1,
  place: "entra",
  draft: contosoDraft,
  username: "",
  knowsClientId: true,
  appName: "TokenTray",
  connectionId: "contoso",
};
const at =
  (step: number, more: Partial<SetupAnswers> = {}) =>
  (now: number): Snapshot =>
    signedIn(now, { accounts: [], setup: { ...answers, step, ...more } });

const press = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();
const guide = { screen: { name: "setup" }, bridge: setupBridge } as const;

export const setupViews: readonly View[] = [
  { name: "setup-1-first", snapshot: firstStart, ...guide },
  {
    name: "setup-1-found",
    snapshot: at(1),
    ...guide,
    act: async (page) => {
      await page.getByRole("textbox", { name: "Domain, user name or address" }).fill("ada@contoso.us");
      await press("Look up")(page);
    },
  },
  {
    name: "setup-1-problem",
    snapshot: at(1, { draft: { ...contosoDraft, tenant: "" } }),
    ...guide,
    act: press("Next"),
  },
  { name: "setup-2-practice", snapshot: at(2, { place: "practice" }), ...guide },
  { name: "setup-2-have", snapshot: at(2), ...guide },
  {
    name: "setup-2-make",
    snapshot: at(2, { knowsClientId: false }),
    ...guide,
    act: async (page) => {
      await page.getByText("With the Azure CLI").click();
      await page.getByText("With Microsoft Graph PowerShell").click();
      await page.getByText("Send this to my admin").click();
    },
  },
  {
    name: "setup-3",
    snapshot: at(3, {
      draft: { ...contosoDraft, scopes: `${contosoDraft.scopes}\nhttps://management.azure.com/.default User.Read` },
    }),
    ...guide,
    act: (page) => page.getByText("By name, or all at once with .default?").click(),
  },
  {
    name: "setup-4",
    snapshot: at(4),
    ...guide,
    act: async (page) => {
      await page.getByRole("button", { name: "Show where" }).first().click();
      await press("Send it to an admin")(page);
      await press("Approve as an admin in the browser")(page);
    },
  },
  { name: "setup-4-wide", width: 1000, snapshot: at(4), ...guide },
  { name: "setup-4-waiting", snapshot: at(4), ...guide, act: press("Approve in the browser") },
  {
    name: "setup-5",
    snapshot: at(5),
    ...guide,
    act: async (page) => {
      await page.getByText("About password sign-in").click();
      await page.getByText("What it cannot do").waitFor();
    },
  },
  {
    name: "settings",
    snapshot: fullDesk,
    screen: { name: "settings" },
    bridge: setupBridge,
    act: async (page) => {
      const wrong = { ...contoso, label: "Not safe", authority: "http://login.example" };
      const other = { ...contoso, label: "Fabrikam", tenant: "fabrikam.com" };
      await page.getByLabel("Or paste the text").fill(writeConnections([contoso, other, wrong]));
      await press("Look at it")(page);
      await press("Export")(page);
    },
  },
];
