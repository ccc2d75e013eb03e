// Self-test: whether the program runs as it was shipped, with its fuses set and out of its archive.
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import { fileWithFuses, readFuses, shippedFuses, type Fuses } from "./fuseWire.ts";
import type { Finding } from "./part.ts";

export interface Program {
  readonly packaged: boolean;
  readonly executable: string;
  /** Folder or archive of the app. */
  readonly appPath: string;
  readonly platform: NodeJS.Platform;
  /** Whether Chromium was told to put its pages into no sandbox. */
  readonly sandboxOff: boolean;
}

/** A development run has Electron's own fuses, which prove nothing. */
export async function checkProgram({ packaged, executable, appPath, platform, sandboxOff }: Program): Promise<Finding> {
  const fuses = await readFuses(fileWithFuses(executable, platform)).catch(() => undefined);
  const fromAsar = appPath.endsWith(".asar");
  const facts = { packaged, fromAsar, sandbox: !sandboxOff, fuses: fuses ?? null };
  if (!packaged) return { facts };
  if (fuses === undefined) return { facts, problem: selfTestWords.fuses.unreadable };
  const wrong = unlikeShipped(fuses);
  if (wrong.length > 0) return { facts, problem: selfTestWords.fuses.wrong(wrong.join(", ")) };
  if (!fromAsar) return { facts, problem: selfTestWords.notFromAsar };
  return sandboxOff ? { facts, problem: selfTestWords.sandboxOff } : { facts };
}

function unlikeShipped(fuses: Fuses): readonly string[] {
  return Object.entries(shippedFuses).flatMap(([name, shipped]) => (fuses[name] === shipped ? [] : [name]));
}
