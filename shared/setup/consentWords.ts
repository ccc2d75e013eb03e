// What is said about the roads to consent, and why one of them is recommended.
import type { Because, Road } from "./consentRoads.ts";

export interface RoadWords {
  readonly title: string;
  readonly who: string;
  /** One sentence each, in order. */
  readonly steps: readonly string[];
  /** What to know before choosing it. */
  readonly mind: string;
}

export const roadWords: Readonly<Record<Road, RoadWords>> = {
  developerGrant: {
    title: "Grant it to yourself",
    who: "Whoever owns the app registration",
    steps: [
      "Open the app registration and go to API permissions.",
      "Add the delegated permissions that you need.",
      "Run the command that approves them for your account alone. Older portals had a “Grant” button for it.",
    ],
    mind: "It covers your account only, and the directory may refuse it to people who are not admins.",
  },
  adminInPortal: {
    title: "An admin grants it in the portal",
    who: "An admin: Cloud Application Administrator or higher",
    steps: [
      "Open the app registration and go to API permissions, or open the app under Enterprise apps and go to Permissions.",
      "Press “Grant admin consent”. Older portals call it “Grant/revoke admin consent” or “Grant permissions”.",
      "Confirm. Each permission then shows a green check mark.",
    ],
    mind: "It covers everyone in the organisation, for every permission that the registration lists.",
  },
  userInBrowser: {
    title: "Approve it yourself in the browser",
    who: "You, with your work or school account",
    steps: [
      "Your browser opens and you sign in there.",
      "The page lists what the app asks for. Read it, and press Accept.",
      "You come back here signed in, and the token is kept.",
    ],
    mind: "It covers your account only, and needs http://localhost among the redirects of the app registration.",
  },
  adminByAddress: {
    title: "An admin approves it by an address",
    who: "An admin: you, or someone you send the address to",
    steps: [
      "Open the address here if you are an admin, or send it to one.",
      "The admin signs in, reads the list and presses Accept.",
      "Come back here and press “Check now”.",
    ],
    mind: "It covers everyone in the organisation, for the permissions named in the address.",
  },
};

export const becauseWords: Readonly<Record<Because, string>> = {
  adminHere: "An admin has to approve this, and you are one: one page in your browser is all it takes.",
  adminNoRedirect: "You are an admin, and the browser has no way back here yet. The portal needs none.",
  adminElsewhere: "One of these permissions can only be approved by an admin. Send them the address.",
  refusedToUser: "Microsoft Entra has said that an admin has to approve this app. Send them the address.",
  forbiddenToUser: "Your organisation does not let people approve apps for themselves. Send an admin the address.",
  justYou: "You may approve these yourself, and nobody else is affected.",
  justYouMaybe:
    "You can probably approve these yourself, and nobody else is affected. If the page asks for an admin, send them the address.",
  declinedBefore: "Last time the page was closed or Cancel was pressed. You can simply try again.",
  ownerNoRedirect:
    "The browser has no way back here: http://localhost is missing among the app's redirects. Add it, or grant it to yourself by command.",
  ownerNoBrowser:
    "There is no browser here to approve it with. Whoever owns the app registration can do it by command.",
  sendToOwner: "It cannot be approved from here, and the app registration is not yours. Send its admin the address.",
  b2cByAdmin:
    "In a customer directory people cannot approve permissions. An admin grants them in the portal, for everyone.",
  serverAsks: "This server asks people to approve an app in the browser, once.",
  serverDecides:
    "Here the administrator of the server decides what an app may do. There is nothing for you to approve.",
};

export const riskWords = { low: "low risk", medium: "medium risk", high: "high risk" } as const;

export const consentNeedWords = {
  user: "You may normally approve this yourself.",
  userOrAdmin: "You may approve this yourself in some organisations; in many, an admin has to.",
  admin: "An admin has to approve this.",
  unknown: "Whether an admin has to approve this depends on the API.",
} as const;
