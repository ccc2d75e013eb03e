// What the drawings of the portal's panels show. Drawn by ourselves and only as much as tells where to look.
import type { SetupStepId } from "../../shared/setup/setupWords.ts";
import { portalWords } from "../../shared/setup/portalWords.ts";
import { panelWords } from "../../shared/setupUiWords.ts";

export type PanelPart =
  | { readonly kind: "field"; readonly label: string; readonly value?: string; readonly marked?: boolean }
  | { readonly kind: "choice"; readonly label: string; readonly chosen: boolean; readonly marked?: boolean }
  | { readonly kind: "switch"; readonly label: string; readonly value: string; readonly marked?: boolean }
  | { readonly kind: "value"; readonly label: string; readonly marked?: boolean }
  | { readonly kind: "button"; readonly label: string; readonly marked?: boolean }
  | { readonly kind: "row"; readonly cells: readonly string[]; readonly marked?: boolean };

export interface Panel {
  /** For people who do not see it. */
  readonly label: string;
  readonly title: string;
  /** Pages beside it, and which is open. */
  readonly menu?: { readonly items: readonly string[]; readonly open: number };
  readonly parts: readonly PanelPart[];
}

const today = (word: keyof typeof portalWords): string => portalWords[word]?.today ?? "";
const appMenu = [panelWords.overview, today("authentication"), today("apiPermissions")];

const panels: Partial<Record<SetupStepId, Panel>> = {
  register: {
    label: panelWords.register,
    title: today("newRegistration"),
    parts: [
      { kind: "field", label: panelWords.name, value: "TokenTray", marked: true },
      { kind: "choice", label: today("singleTenant"), chosen: true },
      { kind: "button", label: panelWords.registerButton },
    ],
  },
  singleTenant: {
    label: panelWords.singleTenant,
    title: panelWords.accountTypes,
    parts: [
      { kind: "choice", label: today("singleTenant"), chosen: true, marked: true },
      { kind: "choice", label: panelWords.severalTenants, chosen: false },
    ],
  },
  redirect: {
    label: panelWords.redirect,
    title: panelWords.redirectUri,
    parts: [
      { kind: "switch", label: "", value: today("publicClientRedirect"), marked: true },
      { kind: "field", label: "", value: "http://localhost", marked: true },
      { kind: "button", label: panelWords.registerButton, marked: true },
    ],
  },
  copyIds: {
    label: panelWords.copyIds,
    title: "TokenTray",
    menu: { items: appMenu, open: 0 },
    parts: [
      { kind: "value", label: today("clientId"), marked: true },
      { kind: "value", label: today("tenantId"), marked: true },
    ],
  },
  publicClient: {
    label: panelWords.publicClient,
    title: `${today("authentication")} › ${panelWords.settings}`,
    menu: { items: appMenu, open: 1 },
    parts: [
      { kind: "switch", label: today("publicClientSwitch"), value: panelWords.yes, marked: true },
      { kind: "button", label: panelWords.save, marked: true },
    ],
  },
  permissions: {
    label: panelWords.permissions,
    title: today("apiPermissions"),
    menu: { items: appMenu, open: 2 },
    parts: [
      { kind: "button", label: `+ ${today("addPermission")}`, marked: true },
      { kind: "row", cells: ["User.Read", panelWords.delegatedShort] },
    ],
  },
};

export function panelOf(step: SetupStepId): Panel | undefined {
  return panels[step];
}
