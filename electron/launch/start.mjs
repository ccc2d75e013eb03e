// What `npm start` runs: the desktop app, or the same windows in a browser where Electron cannot be had.
import { enter, load } from "./enter.mjs";

/**
 * @typedef {import("./launch.ts").Serve} Serve
 * @typedef {{ readonly main: (argv: readonly string[]) => Promise<number> }} Engine
 * @typedef {{ readonly launch: (argv: readonly string[], serve: Serve) => Promise<number> }} Launcher
 */

/** @type {Serve} */
const serve = async (because) => {
  const { main } = /** @type {Engine} */ (await load("engine.mjs"));
  return main(["serve", "--because", because]);
};

await enter(async () => {
  const { launch } = /** @type {Launcher} */ (await load("launch.mjs"));
  return launch(process.argv.slice(2), serve);
});
