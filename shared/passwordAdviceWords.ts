// What a person should know about signing in with a password, before doing it and in About.
import type { LinkId } from "./links.ts";

interface Advice {
  readonly title: string;
  readonly points: readonly string[];
}

export const passwordAdvice: readonly Advice[] = [
  {
    title: "Why Microsoft advises against it",
    points: [
      "The password goes through a program other than the authority's own page. TokenTray sends it once and keeps nothing of it, but you have to take that on trust.",
      "It is the one proof there is: whoever learns the password can do the same from anywhere.",
      "Newer standards leave this grant out (OAuth 2.1; RFC 9700 says it must not be used), and Microsoft's libraries mark it as outdated.",
    ],
  },
  {
    title: "What it cannot do",
    points: [
      "Multifactor authentication, and whatever else Conditional Access asks for.",
      "Personal Microsoft accounts, and accounts without a password (passkeys, phone sign-in, temporary access pass).",
      "Federated accounts whose organisation takes passwords in a browser only.",
      "Ask for consent: what an app may do has to be approved before.",
      "Create, change or delete Azure resources in the public cloud: Microsoft demands multifactor authentication there.",
    ],
  },
  {
    title: "Where it is still right",
    points: [
      "Test accounts in a test tenant of their own, and automated tests.",
      "A lab tenant without a policy for multifactor authentication.",
      "AD FS 2016 and later, where it is asked directly.",
      "Azure AD B2C with a user flow for it, and other OpenID servers that allow it (Keycloak: Direct access grants).",
      "Not for your everyday account, not for admins, not for other people's passwords. Use the browser there.",
    ],
  },
];

export const passwordAdviceLinks: readonly LinkId[] = [
  "passwordGrant",
  "whyPasswordsGo",
  "workAccounts",
  "mandatoryMfa",
  "testTenants",
  "browserFlow",
  "msalLibraries",
];
