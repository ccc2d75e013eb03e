// Points in time, in words.

/** Local time of day to the second, with the date in its place where it is not today. */
export function timeInWords(at: number): string {
  const sameDay = new Date(at).toDateString() === new Date().toDateString();
  const style = sameDay ? ({ timeStyle: "medium" } as const) : ({ dateStyle: "medium", timeStyle: "short" } as const);
  return new Intl.DateTimeFormat("en-GB", style).format(at);
}
