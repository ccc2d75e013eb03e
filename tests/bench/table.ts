// The outcome as a table: medians with spread, the ratio of each repetition's pair, and whether the goal is met.
import type { Goal, Line, Measures, Row } from "./rows.ts";

/** What both libraries measured in one repetition. */
export interface Pair {
  readonly ours: Measures;
  readonly theirs: Measures;
}

export interface Outcome {
  readonly row: Row;
  readonly line: Line;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly ratio: number;
  /** Undefined where nothing is wished for. */
  readonly met: boolean | undefined;
}

export function outcomesOf(row: Row, pairs: readonly Pair[]): readonly Outcome[] {
  return row.lines.map((line) => {
    const ours = pairs.map((pair) => pair.ours[line.key] ?? Number.NaN);
    const theirs = pairs.map((pair) => pair.theirs[line.key] ?? Number.NaN);
    const ratio = median(ours.map((value, at) => value / (theirs[at] ?? Number.NaN)));
    return { row, line, ours, theirs, ratio, met: isMet(line.goal, ours, ratio) };
  });
}

function isMet(goal: Goal | undefined, ours: readonly number[], ratio: number): boolean | undefined {
  if (goal === undefined) return undefined;
  if ("ratio" in goal) return ratio <= goal.ratio;
  if ("ratioAtLeast" in goal) return ratio >= goal.ratioAtLeast;
  return "most" in goal ? Math.max(...ours) <= goal.most : Math.min(...ours) <= goal.mostAtBest;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Markdown. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const head = ["| Row | TokenTray | MSAL Node | ratio | goal | met |", "| --- | --- | --- | --- | --- | --- |"];
  const lines = outcomes.map(({ row, line, ours, theirs, ratio, met }) =>
    [
      "",
      ` ${row.title}: ${line.name} `,
      ` ${spread(ours, line.unit)} `,
      ` ${spread(theirs, line.unit)} `,
      ` ${Number.isFinite(ratio) ? `${short(ratio)}×` : "–"} `,
      ` ${goalText(line.goal)} `,
      ` ${met === undefined ? "" : met ? "yes" : "no"} `,
      "",
    ].join("|"),
  );
  return [...head, ...lines].join("\n");
}

function spread(values: readonly number[], unit: string): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  const text = least === most ? short(middle) : `${short(middle)} (${short(least)}–${short(most)})`;
  return `${text} ${unit}`.trim();
}

export function short(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toFixed(5);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function goalText(goal: Goal | undefined): string {
  if (goal === undefined) return "";
  if ("ratio" in goal) return `≤ ${goal.ratio}×`;
  if ("ratioAtLeast" in goal) return `≥ ${goal.ratioAtLeast}×`;
  return "most" in goal ? `≤ ${goal.most}` : `≤ ${goal.mostAtBest} at best`;
}
