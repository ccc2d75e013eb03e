// A packaged app that is given what would disarm it ends with one sentence, before it has read or written anything.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { disarmedWords } from "../../shared/disarmedWords.ts";
import { commandOf, onRealElectron, type Profile } from "./support/launch.ts";
import { expect, test } from "./support/test.ts";
import { labelsOf } from "./support/tray.ts";

test.skip(onRealElectron, "only a packed app is packaged there");

interface End {
  readonly code: number | null;
  readonly said: string;
}

async function start(profile: Profile): Promise<End> {
  const { executable, args, env } = await commandOf(profile);
  const child = spawn(executable, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, said };
}

const packaged = { STANDIN_PACKAGED: "1" };

for (const [given, because] of [
  ["--remote-debugging-port=0", "control"],
  ["--remote-debugging-pipe", "control"],
  ["--ignore-certificate-errors", "certificates"],
  ["--ssl-key-log-file=/tmp/keys", "recording"],
  ["--log-net-log=/tmp/net.json", "recording"],
  ["--host-resolver-rules=MAP * 127.0.0.1", "leading"],
  ["--js-flags=--expose-gc", "code"],
] as const) {
  test(`packaged, ${given} is refused`, async ({ home }) => {
    const name = /^--([^=]+)/.exec(given)?.[1] ?? "";
    for (const args of [[given], ["--hidden", given], ["--selftest", given]]) {
      const { code, said } = await start({ home, args, env: packaged });
      expect(said).toContain(disarmedWords.switch(name, because));
      expect(code).toBe(2);
    }
    expect(existsSync(join(home, "profile"))).toBe(false);
  });
}

test("packaged, the variable that has Chromium write its keys down is refused", async ({ home }) => {
  const { code, said } = await start({ home, env: { ...packaged, SSLKEYLOGFILE: join(home, "keys") } });
  expect([code, said]).toEqual([2, expect.stringContaining(disarmedWords.variable("SSLKEYLOGFILE", "recording"))]);
  expect(existsSync(join(home, "profile"))).toBe(false);
});

test("packaged, what people have reasons for is taken; a checkout takes a debugger, too", async ({ launch }) => {
  const args = ["--hidden", "--no-sandbox", "--proxy-server=proxy.example:8080", "--password-store=gnome-libsecret"];
  const application = await launch({ args, env: packaged });
  await expect.poll(() => labelsOf(application)).not.toEqual([]);
  await application.close();
  const checkout = await launch({ args: ["--hidden", "--remote-debugging-port=0"] });
  await expect.poll(() => labelsOf(checkout)).not.toEqual([]);
});
