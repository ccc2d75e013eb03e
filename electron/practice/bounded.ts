// Keeps what is remembered only for a while from growing without end.
/** Forgets the entries put in first, until no more than `most` are left. */
export function forgetOldest(kept: Map<string, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
