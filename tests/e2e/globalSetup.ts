// Before any end-to-end test: the app is built from the sources as they are now, and the browser is unpacked and named.
import { ensureBuilt } from "../../electron/launch/freshBuild.mjs";
import { prepareChromium } from "../support/chromium.ts";

const globalSetup = async (): Promise<void> => {
  await ensureBuilt();
  const { origin } = await prepareChromium();
  process.stdout.write(`Browser: ${origin}\n`);
};

export default globalSetup;
