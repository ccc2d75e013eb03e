// What the system browser shows when it comes back from the authority's page.

interface PageWords {
  readonly title: string;
  readonly sentences: readonly string[];
}

export const returnPageWords = {
  done: { title: "You are signed in", sentences: ["TokenTray has what it needs. You can close this page."] },
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
  foreign: {
    title: "This is not a return that TokenTray waits for",
    sentences: ["Nothing was changed. If you are signing in, go back to the page that TokenTray opened."],
  },
} as const satisfies Readonly<Record<string, PageWords>>;
