// Tries one fault on a copy of the checkout: does the test that should notice it turn red?
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFault, type Fault } from "./fault.ts";
import type { Tools } from "./tools.ts";

export type Verdict =
  | { readonly kind: "killed" }
  /** The test stayed green: it does not see the fault. */
  | { readonly kind: "survived" }
  /** The trial proves nothing, and why. */
  | { readonly kind: "broken"; readonly why: string };

/** Puts the file back afterwards, whatever happens. */
export async function tryFault(fault: Fault, copy: string, tools: Tools): Promise<Verdict> {
  const path = join(copy, fault.file);
  const sound = readFileSync(path, "utf8");
  try {
    writeFileSync(path, withFault(sound, fault));
    return await judge(fault, tools);
  } catch (error) {
    return { kind: "broken", why: error instanceof Error ? error.message : String(error) };
  } finally {
    writeFileSync(path, sound);
  }
}

async function judge({ test }: Fault, tools: Tools): Promise<Verdict> {
  const notCompiled = await tools.compile();
  if (notCompiled !== undefined) return { kind: "broken", why: `does not compile:\n${notCompiled}` };
  const notBuilt = test.runner === "playwright" ? await tools.build() : undefined;
  if (notBuilt !== undefined) return { kind: "broken", why: `cannot be built:\n${notBuilt}` };
  const [result] = await tools.test([test]);
  if (result === "red") return { kind: "killed" };
  return result === "green" ? { kind: "survived" } : { kind: "broken", why: "its test did not run" };
}
