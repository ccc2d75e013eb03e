// What people read when `npm start` cannot open the desktop app and opens the browser host instead.

/** Why the desktop app cannot be opened here. */
export type LaunchTrouble =
  | { readonly kind: "noDisplay" }
  | { readonly kind: "rootWithoutSandbox" }
  | { readonly kind: "notInstalled" }
  | { readonly kind: "notDownloaded"; readonly detail: string }
  | { readonly kind: "notStarted"; readonly detail: string };

/** One sentence: why, what would help, and what happens instead. */
export const launchSentence = (trouble: LaunchTrouble): string =>
  `${why(trouble)}, so TokenTray opens in the browser instead${help[trouble.kind]}.`;

export const fetchingRuntime = "Fetching Electron's runtime, once, about 120 MB…";

const why = (trouble: LaunchTrouble): string => {
  switch (trouble.kind) {
    case "noDisplay":
      return "There is no display here for the desktop app (neither DISPLAY nor WAYLAND_DISPLAY is set)";
    case "rootWithoutSandbox":
      return "Electron does not run as root with its sandbox on";
    case "notInstalled":
      return "Electron is not installed beside this copy of TokenTray";
    case "notDownloaded":
      return `Electron's runtime could not be downloaded (${trouble.detail})`;
    case "notStarted":
      return `Electron's runtime did not start (${trouble.detail})`;
  }
};

const help: Readonly<Record<LaunchTrouble["kind"], string>> = {
  noDisplay: " (a desktop where Electron's download is blocked can name a mirror in ELECTRON_MIRROR)",
  rootWithoutSandbox:
    " (start it as another user; where Electron's download is blocked, name a mirror in ELECTRON_MIRROR)",
  notInstalled: " (install the electron package; where its download is blocked, name a mirror in ELECTRON_MIRROR)",
  notDownloaded: " (a mirror can be named in ELECTRON_MIRROR)",
  notStarted: " (another copy of the runtime can come from a mirror named in ELECTRON_MIRROR)",
};

/** Short causes for `detail`. */
export const launchDetail = {
  noRoute: "no route to its download address",
  stalled: "the download stood still",
  refused: "the download was refused",
  damaged: "what came was not the runtime that was asked for",
  missing: "its program file is missing",
  endedEarly: "it ended at once",
} as const;
