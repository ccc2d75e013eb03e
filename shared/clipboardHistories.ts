// Programs on Linux that keep a history of what is copied: how one is known to run, whether it leaves out what is marked as a
// secret, and what a person can do there. Those with a version in `tried` were run; the others are as their documents have them.

export type ClipboardHistoryId =
  | "klipper"
  | "copyq"
  | "gpaste"
  | "clipman"
  | "diodon"
  | "parcellite"
  | "clipit"
  | "qlipper"
  | "cliphist"
  | "wlClipboardHistory"
  | "clipmenu"
  | "greenclip"
  | "clipboardIndicator";

export interface ClipboardHistory {
  readonly name: string;
  readonly tried?: string;
  /** Names on the session bus; only a program that runs has one. */
  readonly busNames?: readonly string[];
  /** How its process is named by the kernel, which cuts after 15 letters. */
  readonly process?: RegExp;
  /** Where another program runs it (Xfce's panel, or `wl-paste --watch` at every copy): a file among that one's arguments. */
  readonly runAs?: string;
  /** ID of an extension of GNOME Shell. */
  readonly extension?: string;
  /** Whether it leaves out a copy with `x-kde-passwordManagerHint`: never, always, or from a version on, which a command prints. */
  readonly heedsMark: boolean | { readonly command: readonly [string, ...string[]]; readonly from: readonly number[] };
  /** Puts its newest text back on the clipboard when the program that had cleared it ends. */
  readonly bringsBack?: true;
  /** How to remove a token there, and how to keep the next one out, in whole sentences. */
  readonly wayOut: string;
}

export const clipboardHistories: Readonly<Record<ClipboardHistoryId, ClipboardHistory>> = {
  klipper: {
    name: "Klipper",
    tried: "5.27.5",
    busNames: ["org.kde.klipper"],
    process: /^klipper$/,
    heedsMark: true,
    wayOut: "In Klipper, clear the clipboard history.",
  },
  copyq: {
    name: "CopyQ",
    tried: "6.4.0",
    process: /^copyq$/,
    heedsMark: { command: ["copyq", "--version"], from: [8, 0] },
    wayOut:
      "In CopyQ, delete the entry. To leave tokens out, update CopyQ to version 8 or later, or add a command (F6) that ignores the format x-kde-passwordManagerHint.",
  },
  gpaste: {
    name: "GPaste",
    tried: "43.1",
    busNames: ["org.gnome.GPaste"],
    process: /^gpaste-daemon$/,
    heedsMark: false,
    wayOut:
      "To empty GPaste's history, run “gpaste-client empty”. Before you copy, “gpaste-client stop” pauses it, and “gpaste-client start” goes on.",
  },
  clipman: {
    name: "Clipman",
    tried: "1.6.2",
    busNames: ["org.xfce.clipman"],
    process: /^xfce4-clipman$/,
    runAs: "libclipman.so",
    heedsMark: false,
    wayOut: "In Clipman's menu, clear the history. Before you copy, quit Clipman or disable it there.",
  },
  diodon: {
    name: "Diodon",
    tried: "1.13.0",
    busNames: ["net.launchpad.Diodon"],
    process: /^diodon$/,
    heedsMark: false,
    bringsBack: true,
    wayOut: "In Diodon's menu, choose Clear. Before you copy, quit Diodon.",
  },
  parcellite: {
    name: "Parcellite",
    tried: "1.2.1",
    process: /^parcellite$/,
    heedsMark: false,
    bringsBack: true,
    wayOut: "In Parcellite's menu, choose Clear. Before you copy, quit Parcellite.",
  },
  // Parcellite's descendant.
  clipit: {
    name: "ClipIt",
    process: /^clipit$/,
    heedsMark: false,
    bringsBack: true,
    wayOut: "In ClipIt's menu, choose Clear. Before you copy, turn on its offline mode.",
  },
  qlipper: {
    name: "Qlipper",
    tried: "5.1.2",
    process: /^qlipper$/,
    heedsMark: false,
    wayOut: "In Qlipper's menu, clear the history. Before you copy, quit Qlipper.",
  },
  cliphist: {
    name: "cliphist",
    runAs: "cliphist",
    // Not the history itself: what starts it tells it of the mark.
    heedsMark: { command: ["wl-paste", "--version"], from: [2, 3] },
    wayOut:
      "To empty cliphist's history, run “cliphist wipe”. To leave tokens out, update wl-clipboard to version 2.3 or later.",
  },
  wlClipboardHistory: {
    name: "wl-clipboard-history",
    process: /^wl-clipboard-hi$/,
    runAs: "wl-clipboard-history",
    heedsMark: false,
    wayOut: "Before you copy, stop wl-clipboard-history, and remove the token from its database.",
  },
  clipmenu: {
    name: "clipmenu",
    process: /^clipmenud$/,
    heedsMark: false,
    wayOut: "To empty clipmenu's history, run “clipdel -d .”. Before you copy, “clipctl disable” pauses it.",
  },
  greenclip: {
    name: "Greenclip",
    process: /^greenclip$/,
    heedsMark: false,
    wayOut: "To empty Greenclip's history, run “greenclip clear”. Before you copy, stop its daemon.",
  },
  clipboardIndicator: {
    name: "Clipboard Indicator",
    extension: "clipboard-indicator@tudmotu.com",
    heedsMark: false,
    wayOut: "In Clipboard Indicator's menu, clear the history. Before you copy, turn on its private mode.",
  },
};

/** What stands on the clipboard in a token's place where a history would bring back the token itself. */
export const clearedText = "Cleared by TokenTray";
