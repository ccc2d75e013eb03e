// The way into every command: checks Node, builds what is stale, then hands over to what was built.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeProblem } from "./nodeVersion.mjs";

/**
 * Sets the exit code that `run` answers with; where the app cannot run at all, says why in one sentence.
 * @param {() => Promise<number>} run
 */
export const enter = async (run) => {
  const problem = nodeProblem(process.versions.node) ?? (await buildProblem());
  if (problem) process.stderr.write(`${problem}\n`);
  process.exitCode = problem ? 1 : await run();
};

/**
 * Loads a bundle from dist.
 * @param {string} bundle its file name
 * @returns {Promise<unknown>}
 */
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
