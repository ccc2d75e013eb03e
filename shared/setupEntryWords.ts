// The words of the way into the set-up guide, which are there before the guide is.

export const setupEntryWords = {
  title: "Set up your own",
  text: "Five short steps: where you sign in, the app registration, what for, consent, and a first token. Each can be gone back to.",
  begin: "Start the set-up",
  goOn: (step: number): string => `Go on with the set-up at step ${step}`,
} as const;
