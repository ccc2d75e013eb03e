#!/usr/bin/env node
// The `tokentray` command.
import { enter, load } from "./enter.mjs";

/** @typedef {{ readonly main: (argv: readonly string[]) => Promise<number> }} Engine */

await enter(async () => {
  const { main } = /** @type {Engine} */ (await load("engine.mjs"));
  return main(process.argv.slice(2));
});
