// Reads YAML by the packer's own parser, so that no other has to be installed for tests.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const fromPacker = createRequire(createRequire(import.meta.url).resolve("app-builder-lib/package.json"));
const { load } = fromPacker("js-yaml") as { load(text: string): unknown };

export function parseYaml(text: string): unknown {
  return load(text);
}

export function readYaml(path: string): unknown {
  return load(readFileSync(path, "utf8"));
}
