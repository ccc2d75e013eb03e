// What is said instead where nothing was sent, because a server had refused the same or asked for a pause a moment ago.
import type { FailureKind } from "./failure.ts";
import type { FailureWords } from "./failureWords.ts";

const pauseLasts = "{authority} asked for a pause, which still lasts, so nothing was sent.";

export const notSentWords: Readonly<Partial<Record<FailureKind, Partial<FailureWords>>>> = {
  wrongCredentials: {
    title: "This password was refused a moment ago",
    whatHappened: "The same password was refused a moment ago, so it was not sent again.",
    why: "It would most likely be refused again, and each refusal counts towards a lock of the account.",
    you: [
      "Type another password. It is sent at once.",
      "If this password was put right at the server meanwhile, it is sent again two minutes after it was refused.",
      "Or sign in with the browser. Its page tells more, and can help with a forgotten password.",
    ],
  },
  throttled: { whatHappened: pauseLasts },
  serviceDown: {
    whatHappened: "{authority} had a problem a moment ago, and the pause after it still lasts, so nothing was sent.",
  },
  accountLocked: {
    whatHappened:
      "Too many sign-ins failed, and {authority} asked for a pause, which still lasts, so nothing was sent.",
  },
};
