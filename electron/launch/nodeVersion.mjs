// Says in one sentence that this Node is too old, before anything that it cannot read is loaded.

/**
 * @param {string} version such as "24.21.0"
 * @returns {string | undefined} what to tell the person, or nothing when the version will do
 */
export const nodeProblem = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return undefined;
  return `TokenTray needs Node 22.12 or newer, and this is Node ${version}: run it through npm after "npm ci", or update Node.`;
};
