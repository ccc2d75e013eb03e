// Builds dist when it is missing or older than its sources. Plain JavaScript: it runs before anything is built, on
// every Node that the app supports.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withBuildLock } from "./buildLock.mjs";

const repository = join(import.meta.dirname, "../..");
const stampOf = (/** @type {string} */ root) => join(root, "dist/built.json");
const sources = ["electron", "renderer", "shared", "vite.config.ts", "package.json", "package-lock.json"];

/**
 * Makes sure that dist was built from the sources as they are now. Speaks on standard error only. Several processes
 * may ask at once: one builds, the others wait. An installed package has no sources, so nothing is stale there.
 * Throws an Error with one readable sentence when the build fails.
 * @returns {Promise<"fresh" | "built">}
 */
export const ensureBuilt = async () => {
  if (isFresh(repository)) return "fresh";
  return withBuildLock(join(repository, "node_modules/.cache/tokentray/build.lock"), async () => {
    if (isFresh(repository)) return "fresh";
    process.stderr.write("Building TokenTray…\n");
    await runVite();
    return "built";
  });
};

/** @param {string} root the checkout or the installed package */
export const isFresh = (root) => {
  if (!existsSync(join(root, "vite.config.ts"))) return true;
  try {
    return readFileSync(stampOf(root), "utf8") === stamp(fingerprint(root));
  } catch {
    return false;
  }
};

/**
 * One value for all that dist is made from: names, sizes and times of change, so that a removed file counts too.
 * @param {string} root
 */
export const fingerprint = (root) => {
  const hash = createHash("sha256");
  for (const source of sources) for (const line of describe(join(root, source))) hash.update(line);
  return hash.digest("hex");
};

/**
 * Records what dist was built from; the fingerprint is the one taken before the build began, so that a file changed
 * meanwhile leaves dist stale.
 * @param {string} root
 * @param {string} builtFrom
 */
export const leaveStamp = (root, builtFrom) => {
  mkdirSync(dirname(stampOf(root)), { recursive: true });
  writeFileSync(stampOf(root), stamp(builtFrom));
};

const stamp = (/** @type {string} */ builtFrom) => `${JSON.stringify({ builtFrom })}\n`;

/** @param {string} path @returns {Generator<string>} */
function* describe(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return;
  if (!entry.isDirectory()) yield `${path} ${entry.size} ${entry.mtimeMs}\n`;
  else for (const name of readdirSync(path).toSorted()) yield* describe(join(path, name));
}

const runVite = () => {
  const vite = join(repository, "node_modules/vite/bin/vite.js");
  if (!existsSync(vite)) return Promise.reject(new Error('The build tools are missing: run "npm ci" first.'));
  return new Promise((resolve, reject) => {
    // Both streams go to standard error: standard output belongs to the command that is waiting for this.
    const build = spawn(process.execPath, [vite, "build", "--app", "--logLevel", "warn"], {
      cwd: repository,
      stdio: ["ignore", 2, 2],
    });
    build.on("error", reject);
    build.on("exit", (code) => (code === 0 ? resolve(undefined) : reject(new Error("TokenTray could not be built."))));
  });
};
