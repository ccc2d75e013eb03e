// The packed app: exactly what it needs, its switches set, and it runs from there. Electron itself is an empty stand-in here.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { onRealElectron, windowOf } from "./support/launch.ts";
import { personWho, signInAs } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { labelsOf } from "./support/tray.ts";

test.skip(process.platform !== "linux" || onRealElectron, "packs for Linux, on Linux");

const repository = join(import.meta.dirname, "../..");

/** As much of a distribution as the packer looks at: an executable with nine fuses, licences, languages. */
function writeEmptyElectron(folder: string): void {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"));
  // https://github.com/electron/fuses: sentinel, version of the schema, number of fuses, their states as shipped.
  const wire = Buffer.concat([
    Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
    Buffer.from([1, 9]),
    Buffer.from("101100011"),
  ]);
  writeFileSync(join(folder, "electron"), wire, { mode: 0o755 });
  for (const name of [
    "version",
    "LICENSE",
    "LICENSES.chromium.html",
    "chrome-sandbox",
    "locales/en-US.pak",
    "locales/sv.pak",
  ]) {
    writeFileSync(join(folder, name), name === "version" ? "45.4.1" : "");
  }
}

/** Answers the folder of the packed app. Not in an archive, so that what is in it can be listed and run. */
function pack(work: string): string {
  const electron = join(work, "electron");
  const output = join(work, "release");
  writeEmptyElectron(electron);
  const config = { electronDist: electron, electronVersion: "45.4.1", asar: false, "directories.output": output };
  const options = Object.entries(config).map(([name, value]) => `-c.${name}=${value}`);
  const command = [join(repository, "node_modules/.bin/electron-builder"), "--linux", "--dir", ...options];
  const packed = spawnSync(command[0] ?? "", command.slice(1), { cwd: repository, encoding: "utf8" });
  if (packed.status !== 0) throw new Error(packed.stdout + packed.stderr);
  return join(output, "linux-unpacked");
}

test("holds the bundles alone, has its fuses set and signs somebody in", async ({ home, launch }) => {
  test.setTimeout(90_000);
  const unpacked = pack(join(home, "packing"));
  const app = join(unpacked, "resources/app");
  const entries = readdirSync(app, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name).slice(app.length + 1));
  expect(files).toEqual(
    expect.arrayContaining(["package.json", "dist/main.cjs", "dist/preload.cjs", "dist/renderer/index.html"]),
  );
  const allowed =
    /^(package\.json|dist\/(main[\w-]*|preload)\.cjs|dist\/icons\/[\w@-]+\.(png|ico)|dist\/renderer\/.+\.(html|js|css|woff2|svg))$/;
  expect(files.filter((file) => !allowed.test(file))).toEqual([]);

  const fuses = await getCurrentFuseWire(join(unpacked, "tokentray"));
  const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  expect(on.map((fuse) => fuses[fuse])).toEqual(on.map(() => FuseState.ENABLE));
  expect(off.map((fuse) => fuses[fuse])).toEqual(off.map(() => FuseState.DISABLE));

  const application = await launch({ app, env: { STANDIN_PACKAGED: "1" } });
  await signInAs(await windowOf(application), personWho("works"));
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining("Copy access token · "));
});
