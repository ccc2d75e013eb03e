// The way into every command: checks Node, builds what is stale, then hands over to the bundle.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeProblem } from "./nodeVersion.mjs";

/**
 * Loads a bundle from dist, built if need be, and sets the exit code that `run` answers with.
 * @template Bundle
 * @param {string} bundle file name in dist
 * @param {(loaded: Bundle) => Promise<number>} run
 */
export const enter = async (bundle, run) => {
  const problem = nodeProblem(process.versions.node) ?? (await buildProblem());
  if (problem) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
    return;
  }
  process.exitCode = await run(await load(bundle));
};

/** @param {string} bundle */
export const load = (bundle) => import(pathToFileURL(join(import.meta.dirname, "../../dist", bundle)).href);

const buildProblem = async () => {
  const { ensureBuilt } = await import("./freshBuild.mjs");
  try {
    await ensureBuilt();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
