// Says in one sentence that this Node is too old, before anything that it cannot read is loaded.

/**
 * @param {string} version such as "24.21.0"
 * @param {readonly [major: number, minor: number]} oldest
 * @returns {string | undefined} what to tell the person, or nothing when the version will do
 */
export const nodeProblem = (version, oldest = [22, 12]) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `TokenTray needs Node ${oldest.join(".")} or newer, and this is Node ${version}: update Node, or run it through npm, which brings a newer one on most machines.`;
};
