// The measured processes run plain JavaScript: taking the types out as they start would cost each of them memory and time.
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";

/** Writes what a measured process needs below the folder, and answers where it begins. */
export function writePlain(folder: string): string {
  for (const file of globSync("{subject,tasks,people,benchKey,adapters/*}.ts", { cwd: import.meta.dirname })) {
    const plain = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, file), "utf8"));
    const target = join(folder, file.replace(/\.ts$/, ".mjs"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, plain.replaceAll(/(from |import\()"(\.[^"]*)\.ts"/g, '$1"$2.mjs"'));
  }
  return join(folder, "subject.mjs");
}
