// What `TokenTray --selftest` says of a part of the system that does not do its work.
export const selfTestWords = {
  late: (seconds: number) => `Gave no answer within ${seconds} seconds.`,
  broke: (reason: string) => `Broke off: ${reason}`,
  notReady: "Electron did not become ready.",
  store: {
    missing: "There is no secret store here, so no sign-in would outlive the program.",
    unprotected: "The secret store uses a key that everybody knows, so no sign-in would outlive the program.",
    locked: "The secret store is locked. Unlock it and try again.",
    readable: "What the secret store sealed can be read without it.",
    forgetful: "The secret store could not open what it had just sealed.",
  },
  trayMissing: "This desktop shows no tray icons. The window works without one.",
  page: {
    gone: (reason: string) => `The page's process ended: ${reason}`,
    empty: "The page was loaded but drew nothing.",
  },
  clipboard: {
    unreadable: "What is on the clipboard could not be read, so it was left as it is, and nothing was tried.",
    lost: "The clipboard did not keep what was written.",
    lacking: (formats: string) => `The clipboard lacks formats that keep a copy out of histories: ${formats}`,
    notRestored: "What was on the clipboard before could not be put back.",
  },
  proxyAddress: "The address for the proxy question is none.",
  fuses: {
    unreadable: "No fuses were found in the program file.",
    wrong: (names: string) => `These fuses are not as they are shipped: ${names}`,
  },
  notFromAsar: "The program does not run from its archive, so nothing checks that its files are whole.",
  sandboxOff: "Pages run without a sandbox. Run TokenTray as an ordinary person, from the .deb or .rpm package.",
} as const;
