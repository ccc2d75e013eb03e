// Refuses windows that are weaker than Electron's defaults.
import { isAbsolute } from "node:path";

export interface WebPreferences {
  readonly preload?: string;
  readonly partition?: string;
  readonly [name: string]: unknown;
}

const strong: Readonly<Record<string, boolean>> = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
};

export function requireStrongPreferences(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(strong)) {
    if (name in preferences && preferences[name] !== value)
      throw new Error(`stand-in: webPreferences.${name} = ${String(preferences[name])} is refused`);
  }
  if (preferences.preload !== undefined && !isAbsolute(preferences.preload))
    throw new Error("preload script must have absolute path");
}
