// Makes `require('electron')`, `electron/main` and `electron/common` answer the stand-in, in the app and in Playwright's loader alike.
import { registerHooks } from "node:module";

const names = new Set(["electron", "electron/main", "electron/common"]);

export function offerAsElectron(electron: object): void {
  Object.assign(globalThis, { [Symbol.for("standin.electron")]: electron });
  const url = new URL("./electronExports.cjs", import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier) ? { url, format: "commonjs", shortCircuit: true } : next(specifier, context),
  });
}
