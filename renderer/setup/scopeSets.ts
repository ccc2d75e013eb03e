// Several scope sets in the one text that the guide keeps: a line each. The first is the connection's own.
import type { ScopeRules } from "../../shared/scopeRules.ts";

export function setsOf(text: string): readonly string[] {
  return text.split("\n");
}

export function textOf(sets: readonly string[]): string {
  return sets.join("\n");
}

/** Of a set or of all of them, each scope once. */
export function listOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((scope) => scope !== ""))];
}

/** Adds the scope at the end, or takes it away wherever the authority would read it. */
export function withScope(set: string, scope: string, wanted: boolean, { distinct }: ScopeRules): string {
  const others = listOf(set).filter((one) => distinct([one, scope]).length > 1);
  return (wanted ? [...others, scope] : others).join(" ");
}
