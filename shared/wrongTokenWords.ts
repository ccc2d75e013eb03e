// Words for answers that brought a token of somebody or something else than was asked for. None of it was kept.
import type { FailureWords } from "./failureWords.ts";

type Words = Partial<Omit<FailureWords, "onRefresh" | "inBrowser" | "onDeviceCode">>;

const mixedUp = "A server, or a proxy on the way, mixed answers up, or someone changed this one.";
const seeLog = "The people who run the server can find the answer in their logs by the correlation ID.";

const notThisSignIn: Words = {
  title: "The answer belongs to another sign-in",
  whatHappened:
    "Every sign-in starts with a new number, and the answer didn't bring this one's back. Nothing was kept.",
  why: "The server leaves the number out, or someone tried to slip in another person's sign-in.",
  whoActs: "developer",
  you: ["Sign in again. If it happens again, tell the people who run the server."],
  others: ["The ID token has to repeat the nonce of the request as the same text (OpenID Connect Core 3.1.3.7)."],
  next: "again",
  links: [],
};

export const wrongTokenWords: readonly (readonly [saying: string, words: Words])[] = [
  [
    "somebodyElse: nobody_named",
    {
      title: "The server doesn't say who signed in",
      whatHappened:
        "You asked for {askedFor}, and nothing in the answer says who signed in. TokenTray didn't keep that sign-in.",
      why: "The server sends no ID token and has no UserInfo, so it could be anyone's token.",
      you: ["If you know that you signed in as {askedFor}, sign in again and choose to use the account."],
      others: ["The people who run the server can have it send an ID token (the openid scope)."],
    },
  ],
  [
    "untrustedReply: tenant_mismatch",
    {
      title: "The token is from another tenant",
      whatHappened: "TokenTray asked {tenant} for a token, and the answer names another tenant. The token wasn't kept.",
      why: mixedUp,
      whoActs: "developer",
      you: ["Try again.", "If you named the tenant by a domain, use its directory ID: a domain can move."],
      others: [seeLog],
      next: "again",
      links: ["findTenant"],
    },
  ],
  [
    "untrustedReply: tenant_unconfirmed",
    {
      title: "Nothing shows which tenant the token is from",
      whatHappened:
        "TokenTray asked {tenant} for a token, and the answer has no valid ID token that names the tenant. The token wasn't kept.",
      why: "Only a valid ID token shows which tenant answered. This one is missing, expired, or not made for this app.",
      whoActs: "developer",
      you: ["Try again.", "Check that this computer's clock is right."],
      others: [seeLog],
      next: "again",
      links: [],
    },
  ],
  [
    "untrustedReply: user_mismatch",
    {
      title: "The answer is about another person",
      whatHappened: "The answer names another person than {username}, or two persons. The token wasn't kept.",
      why: mixedUp,
      whoActs: "developer",
      you: ["Try again. If it happens again, sign in again."],
      others: [seeLog],
      next: "again",
      orElse: ["signInAgain"],
      links: [],
    },
  ],
  [
    "untrustedReply: user_info_mismatch",
    {
      title: "The server tells of two persons",
      whatHappened:
        "The ID token is about one person, and the server says that the token belongs to another. Nothing was kept.",
      why: mixedUp,
      whoActs: "developer",
      you: ["Tell the people who run the server."],
      others: ["UserInfo has to name the same subject as the ID token (OpenID Connect Core 5.3.2)."],
      next: "again",
      links: [],
    },
  ],
  ["untrustedReply: nonce_mismatch", notThisSignIn],
  ["untrustedReply: id_token_nonce", notThisSignIn],
  [
    "untrustedReply: id_token_missing",
    {
      title: "The server left out the ID token",
      whatHappened: "Nothing in the answer shows that it belongs to this sign-in. Nothing was kept.",
      why: "TokenTray asked for an ID token, and the server granted that but sent none.",
      whoActs: "developer",
      you: ["Tell the people who run the server."],
      others: ["An answer to a code needs an ID token if the openid scope is granted (OpenID Connect Core 3.1.3.3)."],
      next: "again",
      links: [],
    },
  ],
];
