// Compares what the stand-in offers with electron.d.ts, so that it cannot teach the app an API that does not exist.
import { EventEmitter } from "node:events";
import type { Typings } from "./typings.ts";

export interface Offer {
  /** Name of the type in electron.d.ts. */
  readonly type: string;
  /** A prototype, a class (for its statics), an instance (for its fields) or a plain object. */
  readonly members: object;
  readonly events?: readonly string[];
}

const ofEveryObject = new Set([
  "constructor", "length", "name", "prototype", "_events", "_eventsCount", "_maxListeners",
  ...Object.getOwnPropertyNames(EventEmitter.prototype),
]); // prettier-ignore

/** How many names were compared, and a line for each that Electron lacks or that takes more arguments than there. */
export function compare(offers: readonly Offer[], typings: Typings): { compared: number; foreign: string[] } {
  let compared = 0;
  const foreign: string[] = [];
  for (const { type, members, events = [] } of offers) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
      const isFieldOfInstance = typeof members !== "function" && name === "name" && typings.member(type, name);
      if (ofEveryObject.has(name) && !isFieldOfInstance) continue;
      compared++;
      const problem = compareMember(type, name, descriptor.value, typings);
      if (problem) foreign.push(problem);
    }
    for (const event of events) {
      compared++;
      if (typings.event(type, event) === undefined) foreign.push(`${type} event '${event}'`);
    }
  }
  return { compared, foreign };
}

function compareMember(type: string, name: string, value: unknown, typings: Typings): string | undefined {
  const member = typings.member(type, name);
  if (!member) return `${type}.${name}`;
  if (typeof value !== "function" || member.overloads.length === 0) return undefined;
  const fits = member.overloads.some(({ most }) => value.length <= most);
  return fits ? undefined : `${type}.${name} takes ${value.length} arguments`;
}
