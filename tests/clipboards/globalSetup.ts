// Says in one sentence which parts are not here and what brings them. Where everything should be, on the test servers, it fails.
import { clipboardHistories } from "../../shared/clipboardHistories.ts";
import { historyPrograms, isHere, missingTools } from "./programs.ts";

const sayMissing = (): void => {
  const absent = historyPrograms.filter(({ program }) => !isHere(program));
  const packages = [...missingTools, ...absent.map((each) => each.package)];
  if (packages.length === 0) return;
  const names = absent.map(({ id }) => clipboardHistories[id].name).join(", ");
  const skipped = missingTools.length > 0 ? "everything" : names;
  const sentence = `Skipped: ${skipped}. To try it, run: apt-get install ${packages.join(" ")}`;
  if (process.env["CI"] !== undefined) throw new Error(sentence);
  process.stdout.write(`${sentence}\n`);
};

export default sayMissing;
