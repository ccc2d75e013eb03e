// What the project takes from others: exact versions, one registry, hashes, no scripts, and a reason for each.
import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf } from "./support/imports.ts";

const repository = join(import.meta.dirname, "..");
const readText = (name: string): string => readFileSync(join(repository, name), "utf8");

type Versions = Readonly<Record<string, string>>;
interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(readText("package.json")) as Manifest;
const lockfile = JSON.parse(readText("package-lock.json")) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const direct: Versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const ownFolder = "tests/support/node24";

/** What is wrong with a package in the lockfile, in a sentence; undefined where nothing is. */
const faultOf = (path: string, { resolved, integrity, link }: Locked): string | undefined => {
  if (path === "" || path === ownFolder) return undefined;
  if (link === true) return resolved === ownFolder ? undefined : `${path} is a link to ${resolved ?? "nowhere"}`;
  // Where no address is written, npm takes the registry that it is set to, and the hash decides.
  if (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/"))
    return `${path} is from ${resolved}`;
  return /^sha512-[\w+/]{86}==$/.test(integrity ?? "") ? undefined : `${path} has no hash`;
};

/** Packages whose code comes along with a source file; a style sheet names them in its imports and addresses. */
const packagesIn = (file: string, text: string): readonly string[] => {
  const inStyles = [...text.matchAll(/(?:@import|url\()\s*["']([^"']+)["']/g)].map(([, address = ""]) => address);
  const inCode = (): readonly string[] =>
    importsOf(file, text).flatMap(({ specifier, when }) => (when === "type" ? [] : [specifier]));
  return (file.endsWith(".css") ? inStyles : inCode())
    .filter((specifier) => !/^[.?]/.test(specifier) && !isBuiltin(specifier))
    .map((specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
};

describe("package.json", () => {
  test("names exact versions, and one folder of our own", () => {
    const loose = Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([["node24", `file:${ownFolder}`]]);
    expect(Object.keys(direct).length).toBeGreaterThan(30);
    expect(manifest.peerDependencies).toBeUndefined();
  });

  test("ships nothing from node_modules with the app: all is bundled", () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.optionalDependencies ?? {})).toEqual(["@napi-rs/keyring"]);
  });

  test("runs nothing when it is installed", () => {
    const onInstall = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => onInstall.includes(name))).toEqual([]);
  });

  test.each(globSync("tests/support/node24/package.json", { cwd: repository }))(
    "%s names exact versions, too",
    (file) => {
      const { optionalDependencies = {} } = JSON.parse(readText(file)) as Manifest;
      expect(Object.values(optionalDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    },
  );
});

describe("the lockfile", () => {
  test("takes every package from the npm registry, with its hash", () => {
    expect(lockfile.lockfileVersion).toBe(3);
    expect(Object.entries(lockfile.packages).flatMap(([path, locked]) => faultOf(path, locked) ?? [])).toEqual([]);
    expect(Object.keys(lockfile.packages).length).toBeGreaterThan(300);
  });

  test("has the versions that package.json names", () => {
    const others = Object.entries(direct).filter(
      ([name, version]) => name !== "node24" && lockfile.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(others).toEqual([]);
  });

  test("has one package with a script at installation, which npm is told not to run", () => {
    const withScripts = Object.entries(lockfile.packages).filter(
      ([, { hasInstallScript }]) => hasInstallScript === true,
    );
    expect(withScripts.map(([path]) => path)).toEqual(["node_modules/electron-winstaller"]);
    expect(manifest.allowScripts).toEqual({ "electron-winstaller": false });
  });

  const integrity = `sha512-${"a".repeat(86)}==`;
  test.each<[string, Locked]>([
    ["another registry", { resolved: "https://registry.evil.example/x/-/x-1.0.0.tgz", integrity }],
    ["a lookalike of it", { resolved: "https://registry.npmjs.org.evil.example/x.tgz", integrity }],
    ["plain http", { resolved: "http://registry.npmjs.org/x/-/x-1.0.0.tgz", integrity }],
    ["a repository", { resolved: "git+ssh://git@github.com/x/x.git#0123456", integrity }],
    ["no hash", { resolved: "https://registry.npmjs.org/x/-/x-1.0.0.tgz" }],
    ["an old hash", { integrity: "sha1-0123456789abcdef0123456789a=" }],
    ["a folder", { link: true, resolved: "../elsewhere" }],
  ])("the rule bites: %s", (_, locked) => {
    expect(faultOf("node_modules/x", locked)).toMatch(/^node_modules\/x/);
  });
});

describe("DEPENDENCIES.md", () => {
  const rows = readText(".github/DEPENDENCIES.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const nameIn = ([cell = ""]: readonly string[]): string => cell.replaceAll("`", "");

  test("has every package once, with why, where, and what it may do", () => {
    expect(rows.map(nameIn).toSorted()).toEqual(Object.keys(direct).toSorted());
    for (const [name, where, why = "", may = ""] of rows) {
      expect([name, where]).toEqual([name, expect.stringMatching(/^(app|terminal|build|test)$/)]);
      expect([name, why.length > 10, may.length > 5]).toEqual([name, true, true]);
    }
  });

  test("says of exactly those that they are shipped which the app's own code imports", () => {
    const imported = globSync("{electron,renderer,shared}/**/*.{ts,tsx,mjs,css}", { cwd: repository }).flatMap((file) =>
      packagesIn(file, readText(file)),
    );
    const shipped = rows.filter(([, where]) => where === "app" || where === "terminal").map(nameIn);
    expect([...new Set(imported)].toSorted()).toEqual(shipped.toSorted());
  });
});
