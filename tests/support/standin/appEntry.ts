// Finds what to run for an app path: the folder with its package.json, or a script and the package around it.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export interface AppPackage {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
  readonly type?: string;
  readonly desktopName?: string;
}

export interface AppEntry {
  readonly folder: string;
  readonly main: string;
  readonly manifest: AppPackage;
}

export function findAppEntry(target: string): AppEntry {
  const path = resolve(target);
  if (statSync(path).isDirectory()) {
    const manifest = readManifest(path);
    return { folder: path, main: join(path, manifest.main ?? "index.js"), manifest };
  }
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return { folder, main: path, manifest: readManifest(folder) };
    if (folder === dirname(folder)) return { folder: dirname(path), main: path, manifest: {} };
  }
}

function readManifest(folder: string): AppPackage {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as AppPackage;
}
