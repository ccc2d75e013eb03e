// A text made of another one, which knows for each of its characters where that came from.

export interface Traced {
  readonly text: string;
  /** For each UTF-16 unit of `text`, the part of the first text that it stands for: from here … */
  readonly from: readonly number[];
  /** … to before here. */
  readonly to: readonly number[];
}

/** From `from` to before `to`, as indices of the first text. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export function untouched(text: string): Traced {
  const from: number[] = [];
  const to: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    from.push(at);
    to.push(at + 1);
  }
  return { text, from, to };
}

/** Puts a traced text together out of pieces of another one. */
export interface Tracing {
  /** These units of the source, as they are. */
  copy(start: number, end: number): void;
  /** `text` in place of these units of the source. */
  put(text: string, start: number, end: number): void;
  done(): Traced;
}

export function tracing(source: Traced): Tracing {
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  return {
    copy(start, end) {
      if (start >= end) return;
      parts.push(source.text.slice(start, end));
      for (let at = start; at < end; at += 1) {
        from.push(source.from[at] ?? 0);
        to.push(source.to[at] ?? 0);
      }
    },
    put(text, start, end) {
      parts.push(text);
      for (let unit = 0; unit < text.length; unit += 1) {
        from.push(source.from[start] ?? 0);
        to.push(source.to[end - 1] ?? 0);
      }
    },
    done: () => ({ text: parts.join(""), from, to }),
  };
}

/** What the units from `start` to before `end` stand for. */
export function partOf({ from, to }: Traced, start: number, end: number): Part {
  return { from: from[start] ?? 0, to: to[end - 1] ?? 0 };
}
