// What is said about scopes: what `.default` means, which way of asking fits, and what goes wrong when both are mixed.
import type { ScopeStyle, ScopeTrouble } from "./scopes.ts";

export const scopeStyleWords: Readonly<
  Record<ScopeStyle, { readonly title: string; readonly what: string; readonly when: string }>
> = {
  named: {
    title: "By name",
    what: "The token carries the permissions you name, and those consented to earlier for the same API.",
    when: "Best where an API has many permissions, such as Microsoft Graph: ask for little now and more when you need it.",
  },
  whole: {
    title: "All at once (.default)",
    what: "The token carries every delegated permission of this API that was consented to. A consent page then shows the whole list of the app registration.",
    when: "Best where an API has a single permission, such as Azure DevOps, or where an admin has approved the whole list.",
  },
};

export const scopeTroubleWords: Readonly<Record<ScopeTrouble, string>> = {
  mixed:
    "“.default” and single permissions cannot be asked for together (AADSTS70011). Keep one of them, or make two scope sets.",
  severalApis: "One token is for one API. Make a scope set for each API; the sign-in is shared by all of them.",
  noPermission: "This names an API but nothing of it. Add /.default, or a slash and the name of a permission.",
};

export const passwordNeedsConsent =
  "A sign-in with a password cannot show a consent page. Whatever you ask for here must have been approved before.";
