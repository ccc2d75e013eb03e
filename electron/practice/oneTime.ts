// Things to be fetched once, by an ID that nobody can guess: what a form carries, so that no other page can post it.
import { randomBytes } from "node:crypto";
import { forgetOldest } from "./bounded.ts";

export interface OneTime<T> {
  put(value: T): string;
  /** Gives the value out and forgets it; undefined when it was fetched before, is too old, or never was. */
  take(id: string | undefined): T | undefined;
}

/** Each value is kept for `lifeMs`, and only the latest `most` of them. */
export function createOneTime<T>(now: () => number, lifeMs: number, most = 500): OneTime<T> {
  const kept = new Map<string, { readonly value: T; readonly endsAt: number }>();
  return {
    put(value) {
      const id = randomBytes(24).toString("base64url");
      kept.set(id, { value, endsAt: now() + lifeMs });
      forgetOldest(kept, most);
      return id;
    },
    take(id) {
      const found = id === undefined ? undefined : kept.get(id);
      if (id === undefined || found === undefined) return undefined;
      kept.delete(id);
      return now() < found.endsAt ? found.value : undefined;
    },
  };
}
