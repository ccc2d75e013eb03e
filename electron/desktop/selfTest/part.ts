// One part of the self-test: what it found, within a limited time, whatever the system does.
import { selfTestWords } from "../../../shared/selfTestWords.ts";

export type Fact = string | number | boolean | null | readonly string[] | Readonly<Record<string, boolean>>;

export interface Finding {
  readonly facts: Readonly<Record<string, Fact>>;
  /** In words, for a person. Absent where all is well. */
  readonly problem?: string;
  /** In words, where all is well but a person should know something. */
  readonly hint?: string;
}

export interface PartReport extends Finding {
  readonly ok: boolean;
  readonly tookMs: number;
}

/** Never rejects. What is late goes on in vain; its answer is dropped. */
export async function runPart(check: () => Promise<Finding>, limitMs: number): Promise<PartReport> {
  const startedAt = performance.now();
  const finding = await withinLimit(found(check), limitMs, late(limitMs));
  return { ok: finding.problem === undefined, tookMs: Math.round(performance.now() - startedAt), ...finding };
}

/** `work`, or `otherwise` where it takes longer. */
export function withinLimit<T>(work: Promise<T>, limitMs: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((resolve) => (timer = setTimeout(() => resolve(otherwise), limitMs)));
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function found(check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return { facts: {}, problem: selfTestWords.broke(error instanceof Error ? error.message : String(error)) };
  }
}

function late(limitMs: number): Finding {
  return { facts: {}, problem: selfTestWords.late(Math.round(limitMs / 100) / 10) };
}
