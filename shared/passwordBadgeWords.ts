// The few words about sign-in with a password that are there from the start.

export const passwordBadgeWords = {
  advice: "About password sign-in",
  badge: "password sign-in",
} as const;
