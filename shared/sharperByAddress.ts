// Words for what the address of an authority led to, which no code of a server tells.
import type { Evidence, FailureKind } from "./failure.ts";
import type { Sharper } from "./sharperWords.ts";

/** Undefined where the address is not what the failure is about. */
export function sharperByAddress(
  kind: FailureKind,
  { authorityOrigin, endpoint, error, movedTo, status, systemError }: Evidence,
): Sharper | undefined {
  if (authorityOrigin !== undefined) {
    const wasAsked = systemError !== undefined || (status !== undefined && error !== "invalid_instance");
    return kind !== "untrustedAuthority" || wasAsked ? notToldApart : undefined;
  }
  if (movedTo !== undefined) return moved;
  if (realmUntoldKinds.has(kind) && endpoint?.endsWith("/common/userrealm") === true) return realmUntold;
  const isRedirect = status !== undefined && status >= 300 && status < 400;
  return kind === "notOAuth" && isRedirect ? ledElsewhere : undefined;
}

const realmUntoldKinds: ReadonlySet<FailureKind> = new Set<FailureKind>([
  "throttled",
  "serviceDown",
  "notOAuth",
  "wrongAuthority",
  "refusedByServer",
  "timeout",
  "connectionLost",
]);

const realmUntold: Sharper = {
  title: "Who checks this password couldn't be found out",
  whatHappened:
    "{authority} didn't say whether it checks the password of {username} itself or your organization does. No password was sent.",
  why: "The service is too busy, or something on the way answered in its place.",
  whoActs: "wait",
  you: [
    "Try again in a moment.",
    "Or sign in with the browser. Its page finds the right place by itself.",
    "If all passwords of this connection are checked at Entra, choose that under “Where passwords are checked”.",
  ],
  others: ["Your admin can check whether a proxy changes the traffic to {authority}."],
  next: "again",
  orElse: ["browserSignIn", { edit: "federation" }],
  links: ["serviceStatus"],
};

const notToldApart: Sharper = {
  title: "Nobody could say whether this address is right",
  whatHappened:
    "{authorityOrigin} is not among the known sign-in addresses, and {authority}, which knows more of them, gave no answer. No password was sent.",
  why: "This network has no way to the internet, or something on the way keeps the question back.",
  whoActs: "you",
  you: [
    "Check the network, and the authority of this connection letter by letter.",
    "In a network without the internet, trust the address if your organisation told you to sign in there: whoever runs it gets what you type.",
  ],
  others: ["The people who run your sign-in service can confirm its address."],
  next: "again",
  orElse: ["trustAuthority", { edit: "authority" }],
  links: [],
};

const moved: Sharper = {
  title: "The sign-in service has moved",
  whatHappened: "{authority} says that it is now at {movedTo}. Nothing but that question was sent.",
  why: "It was given a new address, or something on the way wants to be asked instead.",
  you: [
    "If the people who run the service say so too, enter its new address as the authority of this connection.",
    "On a guest network, open a browser and accept its terms first.",
  ],
  others: ["The people who run the service can tell its address."],
  inEntra: {},
  next: { edit: "authority" },
  orElse: ["again"],
  links: [],
};

const ledElsewhere: Sharper = {
  title: "This address leads on to another one",
  whatHappened: "{authority} says that it is to be found elsewhere. TokenTray does not follow without being told.",
  why: "The service has a new address, a part of the address is missing, or a guest network wants its own page seen first.",
  you: [
    "Open the authority of this connection in a browser. If it ends at another address, enter that one.",
    "If a guest network asks for something, accept it there and try again.",
  ],
  next: { edit: "authority" },
  orElse: ["again"],
};
