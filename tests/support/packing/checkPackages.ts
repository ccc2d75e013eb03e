// `npm run test:packages`: what Debian's and Fedora's own tools say of the menu entry, the metainfo and the packages. The packages are
// built around an empty Electron, so nothing is said of Electron itself. Says in one sentence which tools are not here.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readYaml } from "../yaml.ts";
import { buildDeb, buildRpm, type FpmCall } from "./linuxPackages.ts";
import { pack } from "./pack.ts";

const repository = join(import.meta.dirname, "../../..");
const work = mkdtempSync(join(tmpdir(), "tokentray-packages-"));

const tools = {
  "desktop-file-validate": "desktop-file-utils",
  appstreamcli: "appstream",
  "dpkg-deb": "dpkg",
  lintian: "lintian",
  rpmbuild: "rpm",
  rpmlint: "rpmlint",
} as const;
type Tool = keyof typeof tools;

/** What is so of every Electron app and of every package outside a distribution; and of the empty Electron (no program, empty files). */
const notOurs: Readonly<Record<"lintian" | "rpmlint", RegExp>> = {
  lintian: /dir-or-file-in-opt/,
  rpmlint: /dir-or-file-in-opt|no-signature|no-binary|(?:zero-length|script-without-shebang) \/opt\//,
};

const isHere = (tool: string): boolean => spawnSync("sh", ["-c", 'command -v "$0"', tool]).status === 0;
const missing = (Object.keys(tools) as Tool[]).filter((tool) => !isHere(tool));

/** Its errors that are ours, a line each. */
function errorsOf(tool: Tool, args: readonly string[], isError: (line: string) => boolean): readonly string[] {
  if (missing.includes(tool)) return [];
  const { status, stdout, stderr, error } = spawnSync(tool, args, { encoding: "utf8" });
  if (error) throw error;
  const found = `${stdout}\n${stderr}`.split("\n").filter(isError);
  // A tool that fails without a line that is read here must not pass for one that found nothing.
  if (status !== 0 && found.length === 0 && `${stdout}${stderr}`.trim() === "") return [`${tool} ended with ${status}`];
  return found.map((line) => `${tool}: ${line}`);
}

interface Config {
  readonly depends: readonly string[];
  readonly recommends?: readonly string[];
}

try {
  const { computed } = await pack("linux", work, ["deb", "rpm"]);
  const config = readYaml(join(repository, "electron-builder.yml")) as Readonly<Record<"deb" | "rpm", Config>>;
  // What the packer adds to the call only when it makes it.
  const calls = (["deb", "rpm"] as const).map((target, at): FpmCall => {
    const { depends, recommends = [] } = config[target];
    return { ...(computed[at] as Omit<FpmCall, "depends" | "recommends">), depends, recommends };
  });
  const [deb, rpm] = calls as [FpmCall, FpmCall];
  const entry = join(work, basename(deb.desktopFile));
  writeFileSync(entry, deb.desktop);
  const metainfo = join(work, "io.github.tokentray.TokenTray.metainfo.xml");
  copyFileSync(join(repository, "electron/desktop/packaging/metainfo.xml"), metainfo);

  const errors = [
    ...errorsOf("desktop-file-validate", [entry], (line) => line.includes("error:")),
    ...errorsOf("appstreamcli", ["validate", "--no-net", metainfo], (line) => /^[EW]: /.test(line)),
    ...(missing.includes("dpkg-deb") || missing.includes("lintian")
      ? []
      : errorsOf("lintian", ["--allow-root", buildDeb(deb, work, repository)], (line) => {
          return line.startsWith("E: ") && !notOurs.lintian.test(line);
        })),
    ...(missing.includes("rpmbuild") || missing.includes("rpmlint")
      ? []
      : errorsOf(
          "rpmlint",
          [buildRpm(rpm, work, repository)],
          (line) => / E: /.test(line) && !notOurs.rpmlint.test(line),
        )),
  ];
  if (missing.length > 0) {
    const packages = missing.map((tool) => tools[tool]).join(" ");
    process.stdout.write(`Not checked by ${missing.join(", ")}. To have them, run: apt-get install ${packages}\n`);
  }
  for (const error of errors) process.stdout.write(`${error}\n`);
  process.stdout.write(errors.length === 0 ? "No errors\n" : `${errors.length} errors\n`);
  // Where every tool should be, on the test servers, one that is not there is a fault.
  if (errors.length > 0 || (missing.length > 0 && process.env["CI"] !== undefined)) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
