// What dist/engine.mjs offers: the terminal command, and the core with Node's ports for benchmarks and outside tests.

export const main = async (argv: readonly string[]): Promise<number> => (await import("./main.ts")).main(argv);
