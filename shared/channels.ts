// Names of the channels between a window and the main process. Apart from the contract so that the preload carries no schemas.
export const channels = {
  command: "tokentray:command",
  snapshot: "tokentray:snapshot",
  snapshotChanged: "tokentray:snapshotChanged",
  showScreen: "tokentray:showScreen",
} as const;
