#!/usr/bin/env node
// The `tokentray` command.
import { enter } from "./enter.mjs";

/** @typedef {{ main(argv: readonly string[]): Promise<number> }} Engine */

await enter("engine.mjs", (/** @type {Engine} */ engine) => engine.main(process.argv.slice(2)));
