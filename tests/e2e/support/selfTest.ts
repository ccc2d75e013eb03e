// Runs the app with `--selftest` as a person or a build server does, and reads what it prints.
import { spawn } from "node:child_process";
import { commandOf, type Profile } from "./launch.ts";

export interface SelfTestReport {
  readonly ok: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly profile: string;
  readonly timings: Readonly<Partial<Record<"readyMs" | "trayMs" | "firstPaintMs", number>>>;
  readonly parts: Readonly<
    Record<string, { readonly ok: boolean; readonly tookMs: number; readonly problem?: string; readonly facts: object }>
  >;
}

export async function runSelfTest(
  profile: Profile,
): Promise<{ readonly code: number | null; readonly report: SelfTestReport }> {
  const { executable, args, env } = await commandOf({ ...profile, args: ["--selftest", ...(profile.args ?? [])] });
  const child = spawn(executable, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, report: JSON.parse(text) as SelfTestReport };
}
