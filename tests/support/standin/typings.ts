// Reads electron.d.ts as text (TypeScript 7 has no compiler API for scripts): which members and events exist, with how many arguments, on which platforms.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Member {
  /** Least and most arguments of each overload; empty for a property. `most` is Infinity for rest parameters. */
  readonly overloads: readonly { readonly least: number; readonly most: number }[];
  readonly platforms: readonly string[] | undefined;
}

export interface Typings {
  /** Looks through base types too. `type` is a class or interface of the Electron namespace, such as `BrowserWindow`. */
  member(type: string, name: string): Member | undefined;
  /** The platforms of an event: `undefined` when there is no such event, `'all'` when it is not limited. */
  event(type: string, name: string): readonly string[] | "all" | undefined;
}

interface Declared {
  readonly base: string | undefined;
  readonly members: Map<string, { readonly signatures: string[]; platforms: readonly string[] | undefined }>;
  readonly events: Map<string, readonly string[] | "all">;
}

export function readElectronTypings(): Typings {
  const manifest = createRequire(import.meta.url).resolve("electron/package.json");
  return parseElectronTypings(readFileSync(join(dirname(manifest), "electron.d.ts"), "utf8"));
}

function parseElectronTypings(text: string): Typings {
  const types = declaredTypes(text.split("\n"));
  const find = <T>(type: string, pick: (declared: Declared) => T | undefined): T | undefined => {
    for (let name: string | undefined = type; name !== undefined; name = types.get(name)?.base) {
      const declared = types.get(name);
      const found = declared && pick(declared);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    member(type, name) {
      const found = find(type, (declared) => declared.members.get(name));
      return found && { overloads: found.signatures.map(countParameters), platforms: found.platforms };
    },
    event: (type, name) => find(type, (declared) => declared.events.get(name)),
  };
}

const typeLine = /^ {2}(?:interface|class) (\w+)(?: extends ([\w.]+))?/;
const eventLine = /^ {4}on\(event: '([\w-]+)'/;
const memberLine = /^ {4}(?:static )?(?:readonly )?(\w+)\??(?:<[^>]*>)?([(:].*)$/;
const platformLine = /@platform ([\w,]+)/;

function declaredTypes(lines: readonly string[]): Map<string, Declared> {
  const types = new Map<string, Declared>();
  let current: Declared | undefined;
  let platforms: readonly string[] | undefined;
  for (const line of lines) {
    const type = typeLine.exec(line);
    if (type?.[1]) {
      current = types.get(type[1]) ?? { base: type[2], members: new Map(), events: new Map() };
      types.set(type[1], current);
      platforms = undefined;
      continue;
    }
    if (line.startsWith("    /**")) platforms = undefined;
    platforms = platformLine.exec(line)?.[1]?.split(",") ?? platforms;
    if (!current) continue;
    if (/^ {2}}/.test(line)) current = undefined;
    else addDeclaration(current, line, platforms);
  }
  return types;
}

function addDeclaration(current: Declared, line: string, platforms: readonly string[] | undefined): void {
  const event = eventLine.exec(line)?.[1];
  if (event) current.events.set(event, platforms ?? "all");
  const [, name, rest] = memberLine.exec(line) ?? [];
  if (!name || !rest) return;
  const member = current.members.get(name) ?? { signatures: [], platforms: event ? undefined : platforms };
  if (rest.startsWith("(")) member.signatures.push(rest);
  current.members.set(name, member);
}

function countParameters(signature: string): { least: number; most: number } {
  const parameters = topLevelParts(signature);
  const rest = parameters.filter((parameter) => parameter.startsWith("...")).length;
  const optional = parameters.filter((parameter) => /^\w+\?/.test(parameter)).length;
  return { least: parameters.length - rest - optional, most: rest > 0 ? Infinity : parameters.length };
}

/** The parameters between the first `(` and its partner, split at commas outside any bracket. */
function topLevelParts(signature: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (let index = 0; index < signature.length; index++) {
    const character = signature[index] ?? "";
    const isArrow = character === ">" && signature[index - 1] === "=";
    if ("([{<".includes(character)) depth++;
    if (")]}>".includes(character) && !isArrow) depth--;
    if (depth === 0) break;
    if (depth === 1 && character === ",") {
      parts.push(part);
      part = "";
    } else if (index > 0) part += character;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== "");
}
