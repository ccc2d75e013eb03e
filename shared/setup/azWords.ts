// What each step of the commands does, in one sentence.
import type { AzStepId } from "./azCommands.ts";
import type { ChoiceProblem } from "./setupChoices.ts";

export const azStepWords: Readonly<Record<AzStepId, string>> = {
  cloud: "Choose the cloud. Azure CLI remembers it until you choose another.",
  signIn: "Sign in with the work or school account that may register apps.",
  createApp: "Register the app for this directory alone, with its redirect and with public client flows allowed.",
  useApp: "Use the app registration that is there.",
  allowPublic:
    "Allow public client flows. Redirects are left as they are; add http://localhost in the portal if it is missing.",
  createEnterpriseApp:
    "Give the app its place among the enterprise apps, which consent needs. If it has one, this says so and nothing is lost.",
  addPermissions: "List the delegated permissions in the app registration.",
  grantMyself: "Approve them for yourself alone. If this is refused, approve them in the browser instead.",
  grantAll: "Or, as an admin, approve everything in the list for the whole organisation.",
  showClientId: "Show the client ID, to be copied into the connection.",
};

export const choiceProblemWords: Readonly<Record<ChoiceProblem, string>> = {
  cloud: "Azure CLI has no name for this cloud. Follow the steps in its portal instead.",
  tenant: "Fill in your directory ID or a domain first, such as contoso.onmicrosoft.com.",
  clientId: "A client ID is a GUID, such as 00001111-aaaa-2222-bbbb-3333cccc4444.",
  scopes: "One of the scopes cannot be put into a command. Check how it is written.",
};

/** Said once where a command line carries `.default` of an API whose permissions are not known here. */
export const chooseInPortalWords =
  "“.default” means the list in the app registration. Choose the permissions of this API in the portal, under API permissions.";
