// What dist/engine.mjs offers: the terminal command, and the core with Node's ports for benchmarks and outside tests.
// Loading it does nothing.
export { nodeConnect, nodeFetch } from "../node/fetch.ts";
export { createEngine, type EngineOptions } from "./createEngine.ts";

/** The command itself: runs it in this process and answers with an exit code. */
export const main = async (argv: readonly string[]): Promise<number> => (await import("./main.ts")).main(argv);
