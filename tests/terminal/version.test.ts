// Every way in which people ask a command for its version.
import { expect, it } from "vitest";
import { run } from "../../electron/terminal/main.ts";
import { version } from "../../electron/node/version.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

it.each(["version", "--version", "-V", "-v"])("%s prints the version, which help names too", async (word) => {
  const { terminal, out } = fakeTerminal();
  const nothing = (): never => expect.unreachable("nothing is opened for it");
  expect(await run([word], terminal, nothing)).toBe(0);
  expect(out()).toBe(`${version}\n`);
  await run(["help"], terminal, nothing);
  expect(out()).toContain("--version");
});
