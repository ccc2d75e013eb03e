// Whether this Node can run the app.
import { expect, test } from "vitest";
import { nodeProblem } from "../../electron/launch/nodeVersion.mjs";

test.each(["22.12.0", "22.20.1", "23.0.0", "24.21.0", "100.0.0"])("Node %s will do", (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(["22.11.9", "20.20.2", "9.99.0", ""])("Node %j is too old, which is said in one line", (version) => {
  expect(nodeProblem(version)).toMatch(/^TokenTray needs Node 22\.12 or newer[^\n]*\.$/);
});
