// What the system browser shows when it comes back from the authority's page.

interface PageWords {
  readonly title: string;
  readonly sentences: readonly string[];
}

export const returnPageWords = {
  done: { title: "You are signed in", sentences: ["TokenTray has what it needs. You can close this page."] },
  somebodyElse: {
    title: "This isn't the account you asked for",
    sentences: ["TokenTray shows who signed in and how to go on. You can close this page."],
  },
  consented: {
    title: "Consent was given",
    sentences: ["TokenTray goes on by itself. You can close this page."],
  },
  failed: {
    title: "The sign-in did not work",
    sentences: ["TokenTray shows what happened and what to do next. You can close this page."],
  },
  used: {
    title: "This page was used already",
    sentences: ["The sign-in it belongs to is over. You can close this page."],
  },
  openedTwice: {
    title: "This address was opened before",
    sentences: [
      "It works once, and someone else on this computer may have used it. So that nobody can finish this sign-in in your place, TokenTray has ended it.",
      "Go back to TokenTray and start again.",
    ],
  },
  foreign: {
    title: "This is not a return that TokenTray waits for",
    sentences: ["Nothing was changed. If you are signing in, go back to the page that TokenTray opened."],
  },
} as const satisfies Readonly<Record<string, PageWords>>;

/** What a loopback listener says to a request that it cannot take. */
export const loopbackWords = {
  tooLarge: {
    title: "Your browser sent too much",
    sentences: [
      "The cookies that your browser keeps for this computer (localhost and 127.0.0.1), or this address, are larger than TokenTray reads.",
      "Delete the cookies for localhost and 127.0.0.1, or use a private window. Then start again in TokenTray.",
    ],
  },
  tooSlow: {
    title: "This took too long",
    sentences: ["The request didn't arrive in time. Reload the page, or start again in TokenTray."],
  },
  unreadable: {
    title: "This request can't be read",
    sentences: ["Nothing was changed. If you're signing in, go back to the page that TokenTray opened."],
  },
} as const satisfies Readonly<Record<string, PageWords>>;

/** In a file that leads a browser on, should it wait to be told. */
export const leadPageWords = { goOn: "Continue" } as const;
