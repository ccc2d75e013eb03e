// The texts injected into every new document: the bridge for the page's world, and bridge, environment and the app's preload for the isolated one.
import { readFileSync } from "node:fs";
import { joinWorlds } from "./contextBridge.ts";
import { startPreloadWorld } from "./preloadWorld.ts";
import { structuredCloneCodec } from "./structuredCloneCodec.ts";

/** Name of the isolated world, as Electron calls it. */
export const preloadWorldName = "Electron Isolated Context";
/** Function that the isolated world calls to reach main; visible in that world alone. */
export const toMainBinding = "standinToMain";
/** Function in the isolated world that main calls. */
export const toPreloadFunction = "standinToPreload";

export function pageWorldScript(): string {
  return `(${joinWorlds.toString()})('page');`;
}

/** `preloadPath` absent: the window has no preload, and nothing is set up. */
export function preloadWorldScript(preloadPath: string | undefined): string {
  const preload = preloadPath === undefined ? "" : readFileSync(preloadPath, "utf8");
  const { platform, arch, versions } = process;
  const seen = {
    type: "renderer",
    sandboxed: true,
    contextIsolated: true,
    platform,
    arch,
    versions,
    argv: [],
    env: {},
  };
  // Preloads run in the main frame only.
  return `if (window.top === window) globalThis.${toPreloadFunction} = (${startPreloadWorld.toString()})(
    (${structuredCloneCodec.toString()})(),
    (${joinWorlds.toString()})('preload'),
    (text) => globalThis.${toMainBinding}(text),
    Object.freeze(${JSON.stringify(seen)}),
    function (require, process, module, exports, global, Buffer) {${preload}
    },
  );
  //# sourceURL=electron/preload.js`;
}
