// Why a packaged app does not start: it was given what would take its protection away.

export const disarmedWords = {
  switch: (name: string, because: Disarming): string =>
    `TokenTray doesn't start with --${name}, because it ${reasons[because]}. Start it without this switch.`,
  variable: (name: string, because: Disarming): string =>
    `TokenTray doesn't start while ${name} is set, because it ${reasons[because]}. Start it without this variable.`,
} as const;

const reasons = {
  control: "lets other programs control TokenTray and copy your tokens",
  certificates: "turns off the check that a server is the one it claims to be",
  recording: "writes down what is sent and received, passwords and tokens included",
  leading: "sends what is meant for one server to another",
  ambient: "lets servers ask for your computer's own sign-in",
  code: "runs code that isn't TokenTray's",
  walls: "removes the walls that keep pages and files apart",
  keys: "replaces your system's secret storage with one that protects nothing",
} as const;

export type Disarming = keyof typeof reasons;
