// Makes `require('electron')`, `electron/main` and `electron/common` answer the stand-in, in the app and in Playwright's loader alike.
import { registerHooks } from "node:module";

const names = new Set(["electron", "electron/main", "electron/common"]);
const place = Symbol.for("standin.electron");
const source = `module.exports = globalThis[Symbol.for(${JSON.stringify(place.description)})];`;

export function offerAsElectron(electron: object): void {
  Object.assign(globalThis, { [place]: electron });
  const url = new URL("./electron.virtual.cjs", import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier) ? { url, format: "commonjs", shortCircuit: true } : next(specifier, context),
    load: (asked, context, next) =>
      asked === url ? { format: "commonjs", source, shortCircuit: true } : next(asked, context),
  });
}
