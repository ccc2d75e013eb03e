// What `npm start` runs: the desktop app, or the same windows in a browser where Electron cannot be had.
import { enter, load } from "./enter.mjs";

/**
 * @typedef {import("./launch.ts").Serve} Serve
 * @typedef {{ launch(argv: readonly string[], serve: Serve): Promise<number> }} Launcher
 */

/** @type {Serve} */
const serve = async (because) => (await load("engine.mjs")).main(["serve", "--because", because]);

await enter("launch.mjs", (/** @type {Launcher} */ { launch }) => launch(process.argv.slice(2), serve));
