// `npm test` begins here, in JavaScript that an older Node can read: the tests themselves are TypeScript, which Node
// runs as it is from 22.18.
import { nodeProblem } from "../../electron/launch/nodeVersion.mjs";

const problem = nodeProblem(process.versions.node, [22, 18]);
if (problem) {
  process.stdout.write(`${problem}\n0 passed, 1 failed\n`);
  process.exitCode = 1;
} else {
  await import("./runAll.ts");
}
