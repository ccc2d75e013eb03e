// What may be told of a bug: of which type it is and where in the program it was thrown. Its message may hold anything.

export interface BugFacts {
  /** `TypeError`, `AbortError`; `Error` where it calls itself anything else; what was thrown where it is no error. */
  readonly name: string;
  /** Functions and places, the innermost first, with those of what caused it; empty where nobody can tell for certain. */
  readonly where: string;
}

const mostFrames = 8;
const mostCauses = 3;

/** Never throws, whatever was thrown. */
export function bugFacts(thrown: unknown): BugFacts {
  const [first, ...causes] = chain(thrown);
  const frames = first?.frames.slice(0, mostFrames) ?? [];
  const behind = causes.map(
    ({ name, frames: [frame] }) => `caused by ${name}${frame === undefined ? "" : ` ${frame}`}`,
  );
  return { name: first?.name ?? "unknown", where: [...frames, ...behind].join(" | ") };
}

interface Link {
  readonly name: string;
  readonly frames: readonly string[];
}

/** The error, and what caused it or the first of what it bundles. */
function chain(thrown: unknown): readonly Link[] {
  const links: Link[] = [];
  let next: unknown = thrown;
  do {
    links.push({ name: nameOf(next), frames: framesOf(next) });
    next = read(next, "cause") ?? read(read(next, "errors"), "0");
  } while (next !== undefined && next !== null && links.length <= mostCauses);
  return links;
}

/** A getter, or a proxy, may throw. */
function read(from: unknown, name: string): unknown {
  try {
    return typeof from === "object" && from !== null ? (from as Readonly<Record<string, unknown>>)[name] : undefined;
  } catch {
    return undefined;
  }
}

function isError(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error;
  } catch {
    return false;
  }
}

/** A name can be set to anything: only one that is made like those of the platform is told. */
function nameOf(thrown: unknown): string {
  if (!isError(thrown)) return typeof thrown;
  const name = read(thrown, "name");
  return typeof name === "string" && /^[A-Z][A-Za-z]{0,40}(?:Error|Exception)$/.test(name) ? name : "Error";
}

interface CallSite {
  toString(): string;
  getFileName(): string | null | undefined;
  getFunctionName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

type Format = (error: unknown, sites: readonly CallSite[]) => unknown;

/**
 * From the engine itself, not from the text of the stack: that begins with the message, which may hold lines that look like
 * calls. Nothing where the text was made before, for then the engine no longer tells.
 */
function framesOf(thrown: unknown): readonly string[] {
  if (!isError(thrown)) return [];
  const engine = Error as unknown as { prepareStackTrace?: Format };
  const usual = engine.prepareStackTrace;
  let sites: readonly CallSite[] = [];
  try {
    engine.prepareStackTrace = (error, all) => {
      if (error === thrown) sites = all;
      return usual?.(error, all) ?? all.map((site) => `    at ${site.toString()}`).join("\n");
    };
    read(thrown, "stack");
    return sites.map(frame);
  } catch {
    return [];
  } finally {
    if (usual === undefined) delete engine.prepareStackTrace;
    else engine.prepareStackTrace = usual;
  }
}

/** The file's name alone: its folder may be named after the person. */
function frame(site: CallSite): string {
  const name = site.getFunctionName() ?? "";
  const file = /[^/\\?#]*(?=[?#]|$)/.exec((site.getFileName() ?? "").replace(/^.*[/\\]/, ""))?.[0] ?? "";
  const place = /^[\w.-]{1,80}$/.test(file) ? file : "elsewhere";
  return `at ${/^[\w$.]{1,60}$/.test(name) ? name : "anonymous"} (${place}:${site.getLineNumber()}:${site.getColumnNumber()})`;
}
