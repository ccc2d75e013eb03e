// The words of the lock: its screen, its settings, and why it was locked.
import type { LockCause } from "./snapshot.ts";

export const lockWords = {
  title: "TokenTray is locked",
  lead: "Names and tokens are hidden, and no saved sign-in is in memory.",
  unlock: "Unlock",
  unlocking: "Unlocking…",
  lockNow: "Lock now",
  touchReason: "unlock the saved sign-ins",
  notYou: "It stays locked: the system did not confirm that it is you.",
  cannotAsk:
    "It stays locked: this Mac cannot ask for your finger now. Open its lid and try again; or lock the screen (Control-Command-Q), unlock it with your password, and try again within two minutes.",
  stillLocked: "The system's secret storage is locked. Unlock it, then try again.",
  settings: "Lock",
  whenIdle: "Lock when nobody is at the computer",
  never: "Never",
  afterMinutes: (minutes: number): string => (minutes === 1 ? "After 1 minute" : `After ${minutes} minutes`),
  withSystem: "Lock with the screen and on sleep",
  withSystemHint:
    "On Linux this takes a desktop that tells of its screen lock, as GNOME, KDE Plasma, Cinnamon, MATE and Xfce do. Elsewhere it locks on sleep alone.",
  hideNames: "Name nobody in system notices",
  limits:
    "Unlocking asks the system's secret storage, on a Mac with Touch ID the finger first. Where the storage is open to whoever is signed in to this computer, so is the lock.",
  inMemory: "Sign-ins that could not be saved stay in memory, hidden, so that they are not lost.",
} as const;

export const lockCauseWords: Readonly<Record<LockCause, string>> = {
  asked: "You locked it.",
  idle: "Nobody was at the computer for a while.",
  screenLocked: "The screen was locked.",
  suspended: "The computer went to sleep.",
};
