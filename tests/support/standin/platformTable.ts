// Refuses what electron.d.ts marks as belonging to another platform, so that a forgotten platform check fails here and not at a user's desk.
import { readElectronTypings } from "./typings.ts";

const typings = readElectronTypings();

/** Events that simply never fire elsewhere; listening for them on every platform is common practice and loses nothing. */
const harmlessElsewhere = new Set(["App:activate", "App:open-url", "Notification:failed"]);

export function refuseForeignEvent(type: string, event: string): void {
  const platforms = typings.event(type, event);
  if (platforms === undefined || platforms === "all" || harmlessElsewhere.has(`${type}:${event}`)) return;
  if (!platforms.includes(process.platform)) throw new Error(refusal(`${type} event '${event}'`, platforms));
}

/**
 * Wraps the methods of `members` that are marked with `@platform`; each call looks at the platform of that moment.
 * Properties are left alone: where they do not exist, the stand-in's own getters answer `undefined`.
 */
export function guardPlatforms(type: string, members: object): void {
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
    const platforms = typings.member(type, name)?.platforms;
    const method: unknown = descriptor.value;
    if (!platforms || typeof method !== "function") continue;
    const guarded = function (this: unknown, ...given: unknown[]): unknown {
      if (!platforms.includes(process.platform)) throw new Error(refusal(`${type}.${name}`, platforms));
      return Reflect.apply(method, this, given);
    };
    Object.defineProperty(guarded, "length", { value: method.length });
    Object.defineProperty(members, name, { ...descriptor, value: guarded });
  }
}

function refusal(what: string, platforms: readonly string[]): string {
  return `stand-in: electron ${what} exists on ${platforms.join(", ")} only, and this is ${process.platform}`;
}
