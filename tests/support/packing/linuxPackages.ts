// Builds a .deb and an .rpm from the arguments that the packer has for fpm, which comes from the network. What fpm writes by itself
// (control fields, checksums, the spec) is written here in its manner, around an empty Electron.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** What the packer computed for one target; the texts are those of files that are gone by now. */
export interface FpmCall {
  readonly fpm: readonly string[];
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly afterInstall: string;
  readonly afterRemove: string;
  readonly desktop: string;
  readonly desktopFile: string;
}

/** The package's file, made in `work`. `root` is the folder that relative paths start at. */
export function buildDeb(call: FpmCall, work: string, root: string): string {
  const { options, files } = readCall(call);
  const stage = stageFiles(call, files, join(work, "deb"), root);
  const name = options["name"] ?? "";
  const changelog = join(stage, `usr/share/doc/${name}/changelog.gz`);
  mkdirSync(dirname(changelog), { recursive: true });
  writeFileSync(changelog, gzipSync(readFileSync(join(root, options["deb-changelog"] ?? "")), { level: 9 }));
  const control = join(stage, "DEBIAN");
  mkdirSync(control);
  const paths = filesBelow(stage).filter((path) => !path.startsWith("DEBIAN/"));
  const kilobytes = Math.ceil(paths.reduce((sum, path) => sum + statSync(join(stage, path)).size, 0) / 1024);
  const fields: readonly (readonly [string, string])[] = [
    ["Package", name],
    ["Version", options["version"] ?? ""],
    ["License", options["license"] ?? ""],
    ["Vendor", options["vendor"] ?? ""],
    ["Architecture", options["architecture"] ?? ""],
    ["Maintainer", options["maintainer"] ?? ""],
    ["Installed-Size", String(kilobytes)],
    ["Depends", call.depends.join(", ")],
    ["Recommends", call.recommends.join(", ")],
    ["Section", options["category"] ?? ""],
    ["Priority", options["deb-priority"] ?? ""],
    ["Homepage", options["url"] ?? ""],
    ["Description", options["description"] ?? ""],
  ];
  writeFileSync(join(control, "control"), fields.map(([field, value]) => `${field}: ${value}\n`).join(""));
  const sums = paths.map(
    (path) =>
      `${createHash("md5")
        .update(readFileSync(join(stage, path)))
        .digest("hex")}  ${path}\n`,
  );
  writeFileSync(join(control, "md5sums"), sums.join(""));
  writeFileSync(join(control, "postinst"), call.afterInstall, { mode: 0o755 });
  writeFileSync(join(control, "postrm"), call.afterRemove, { mode: 0o755 });
  const file = join(work, `${name}.deb`);
  execFileSync("dpkg-deb", ["--root-owner-group", "--build", stage, file], { stdio: ["ignore", "ignore", "inherit"] });
  return file;
}

export function buildRpm(call: FpmCall, work: string, root: string): string {
  const { options, files } = readCall(call);
  const stage = stageFiles(call, files, join(work, "rpm"), root);
  const listed = filesBelow(stage).map((path) => `"/${path}"`);
  const spec = `Name: ${options["name"]}
Version: ${options["version"]}
Release: 1
Summary: ${options["rpm-summary"]}
License: ${options["license"]}
Vendor: ${options["vendor"]}
Packager: ${options["maintainer"]}
Group: ${options["category"]}
URL: ${options["url"]}
AutoReqProv: no
${call.depends.map((each) => `Requires: ${each}`).join("\n")}

%description
${options["description"]}

%post
${call.afterInstall}
%postun
${call.afterRemove}
%files
%defattr(-,root,root,-)
${listed.join("\n")}

%changelog
${readFileSync(join(root, options["rpm-changelog"] ?? ""), "utf8")}`;
  const file = join(work, "tokentray.spec");
  writeFileSync(file, spec);
  const defines = { _topdir: join(work, "rpmbuild"), _build_id_links: "none", __os_install_post: "%{nil}" };
  const args = Object.entries(defines).flatMap(([key, value]) => ["--define", `${key} ${value}`]);
  const architecture = options["architecture"]?.replace("amd64", "x86_64") ?? "";
  execFileSync("rpmbuild", ["-bb", "--target", architecture, "--buildroot", stage, ...args, file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const built = filesBelow(join(work, "rpmbuild")).find((path) => path.endsWith(".rpm"));
  if (built === undefined) throw new Error("rpmbuild made no package");
  return join(work, "rpmbuild", built);
}

interface Read {
  readonly options: Readonly<Record<string, string>>;
  readonly files: readonly (readonly [from: string, to: string])[];
}

/** Options with their values, by either way of writing them, and files with their places. */
function readCall({ fpm }: FpmCall): Read {
  const options: Record<string, string> = {};
  const files: (readonly [string, string])[] = [];
  for (let at = 0; at < fpm.length; at++) {
    const arg = fpm[at] ?? "";
    const given = /^--([\w-]+)(?:=(.*))?$/s.exec(arg);
    if (given?.[1] !== undefined) options[given[1]] = given[2] ?? fpm[++at] ?? "";
    else files.push([arg.slice(0, arg.indexOf("=")), arg.slice(arg.indexOf("=") + 1)]);
  }
  return { options, files };
}

function stageFiles(call: FpmCall, files: Read["files"], stage: string, root: string): string {
  mkdirSync(stage, { recursive: true });
  for (const [from, to] of files) {
    const place = join(stage, to);
    mkdirSync(dirname(place), { recursive: true });
    if (to === call.desktopFile) writeFileSync(place, call.desktop);
    else cpSync(from.startsWith("/") ? from : join(root, from), place, { recursive: true });
  }
  for (const path of filesBelow(stage)) {
    const program = ["tokentray", "chrome-sandbox"].includes(basename(path));
    execFileSync("chmod", [program ? "755" : "644", join(stage, path)]);
  }
  return stage;
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted();
}
