// Self-test: prints what was found, and ends the program.
import { writeFile } from "node:fs/promises";
import { app } from "electron/main";
import { plainJson } from "../../../shared/plainJson.ts";
import type { Timings } from "./checks.ts";
import type { Options } from "./options.ts";
import type { PartReport } from "./part.ts";

export interface Results {
  readonly parts: Readonly<Record<string, PartReport>>;
  readonly timings: Timings;
}

/** Ends with 0 where every part is well and the file, if one was asked for, is written. */
export async function report({ parts, timings }: Results, { file }: Options): Promise<void> {
  const ok = Object.values(parts).every((part) => part.ok);
  const { electron, chrome, node, v8 } = process.versions;
  const { platform, arch } = process;
  const versions = { tokentray: app.getVersion(), electron, chrome, node, v8, platform, arch };
  const profile = app.getPath("userData");
  const text = `${plainJson({ ok, versions, profile, timings, parts }, 2)}\n`;
  // A windowed program on Windows may have no output that anybody reads.
  const saved =
    file === undefined ||
    (await writeFile(file, text, { mode: 0o600 }).then(
      () => true,
      () => false,
    ));
  const end = (): void => app.exit(ok && saved ? 0 : 1);
  process.stdout.on("error", end);
  process.stdout.write(text, end);
}
