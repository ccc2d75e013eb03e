// A desktop that is not there: what hosts without windows of their own answer, unless they can do better.
import type { Desktop } from "../core/ports.ts";

export const headlessDesktop: Desktop = {
  openAddress: () => Promise.resolve(false),
  openDataFolder: () => Promise.resolve(),
  showScreen: () => undefined,
  notify: () => undefined,
  withdrawNotices: () => undefined,
  proxyFor: () => Promise.resolve(undefined),
  startAtLogin: () => Promise.resolve("notPossible"),
  useTheme: () => undefined,
  idleMs: () => 0,
  canAskPresence: () => false,
  provePresence: () => Promise.resolve(true),
  shieldScreen: () => undefined,
  saveText: () => Promise.resolve(undefined),
  quit: () => undefined,
};
