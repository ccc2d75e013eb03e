// The words of the settings.
import type { ImportProblem } from "./contract.ts";
import type { About, Theme } from "./snapshot.ts";

export const settingsWords = {
  comfort: "Clipboard and notices",
  system: "This computer",
  startAtLogin: "Start TokenTray when you sign in to this computer",
  theme: "Colours",
  saved: "Setting saved.",
  notInPage:
    "A page in a browser can't clear the clipboard, show system notices or start with your computer. The desktop app can.",

  connections: "Connections",
  add: "Add a connection",
  setUp: "Set one up step by step",
  edit: (label: string): string => `Edit ${label}`,
  remove: "Remove…",
  removeNamed: (label: string): string => `Remove ${label}…`,
  removed: (label: string): string => `${label} is removed.`,
  none: "None of your own yet.",

  accounts: "Accounts",
  noAccounts: "Nobody is signed in.",
  nameOf: (username: string): string => `Name of ${username}`,

  exportTitle: "Give connections to others",
  exportHint: "As a JSON text. It holds no password, no token and no account.",
  exportWhich: "Which ones",
  export: "Export",
  exportNoOwn: "You have no connections of your own yet. Practice connections aren't exported.",
  exportNone: "Choose at least one.",
  exported: (count: number): string => (count === 1 ? "One connection exported." : `${count} connections exported.`),
  exportedTo: (file: string): string => `Saved as ${file}.`,
  exportText: "Exported text",

  importTitle: "Take connections from others",
  importHint: "Nothing is taken before you have looked at it and pressed Import.",
  importFile: "File",
  importText: "Or paste the text",
  look: "Look at it",
  importEmpty: "Choose a file or paste the text first.",
  importTooLong: "That is too long for a list of connections.",
  importNotRead: "The file could not be read.",
  importPreview: "What it would bring",
  take: (label: string): string => `Take ${label}`,
  known: "You have one for the same place and app. It would be there twice.",
  refused: "Not taken:",
  unnamed: "A connection without a readable name",
  import: (count: number): string => (count === 1 ? "Import one connection" : `Import ${count} connections`),
  imported: (count: number): string => (count === 1 ? "One connection added." : `${count} connections added.`),
  cancelImport: "Do not import",
  authority: "Authority",
  tenant: "Tenant",
  clientId: "Client ID",
  scopes: "Scopes",
} as const;

export const themeWords: Readonly<Record<Theme, string>> = {
  system: "As the system has it",
  light: "Light",
  dark: "Dark",
};

export const startAtLoginWords: Readonly<Record<NonNullable<About["startAtLogin"]>, string>> = {
  on: "The system starts it.",
  off: "The system does not start it.",
  needsApproval: "The system asks you first: allow it in its settings, under login items.",
  notPossible: "Not possible here.",
};

export const importProblemWords: Readonly<Record<ImportProblem, string>> = {
  notJson: "This is not a JSON text.",
  notOurs: "This is not a list of connections as TokenTray writes it.",
  newerFormat: "It was written by a newer TokenTray. Get that one first.",
  unknownField: "It holds a field that does not belong there.",
  secret: "It holds something that looks like a secret, such as a password or a token. Nothing of it is taken.",
  notAllowed: "Its values are not allowed: an address without https, for example, or a tenant that takes no passwords.",
  tooMany: "It holds too many connections.",
};
