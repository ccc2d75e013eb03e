// Carries what structured clone carries as text, since messages between page and main travel as JSON. Also injected into pages: keep it free of imports.

export interface Codec {
  /** Throws "An object could not be cloned." for functions, symbols and the like, as Electron does. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** A value JSON cannot hold, marked with its kind; objects are numbered in order so that `again` can point back. */
type Tagged = { readonly kind: string; readonly value?: unknown; readonly name?: string };

export function structuredCloneCodec(): Codec {
  const cloneError = "An object could not be cloned.";
  const scope = globalThis as unknown as Record<string, new (...given: unknown[]) => unknown>;
  const toBase64 = (bytes: Uint8Array): string => {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const fromBase64 = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;

  const writePrimitive = (value: unknown): unknown => {
    if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))) {
      return { kind: "number", value: Object.is(value, -0) ? "-0" : String(value) };
    }
    if (value === undefined) return { kind: "undefined" };
    return typeof value === "bigint" ? { kind: "bigint", value: String(value) } : value;
  };

  const writeObject = (value: object, write: (inner: unknown) => unknown): Tagged => {
    if (Array.isArray(value)) return { kind: "array", value: Array.from(value, write) };
    if (value instanceof Date) return { kind: "date", value: write(value.getTime()) };
    if (value instanceof RegExp) return { kind: "pattern", value: [value.source, value.flags] };
    if (value instanceof Map)
      return { kind: "map", value: Array.from(value, ([key, held]) => [write(key), write(held)]) };
    if (value instanceof Set) return { kind: "set", value: Array.from(value, write) };
    if (value instanceof Error) return { kind: "error", name: value.name, value: [value.message, value.stack] };
    if (value instanceof ArrayBuffer) return { kind: "buffer", value: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return { kind: "view", name: value.constructor.name, value: toBase64(bytes) };
    }
    if (Object.prototype.toString.call(value) !== "[object Object]") throw new Error(cloneError);
    return { kind: "object", value: Object.entries(value).map(([key, held]) => [key, write(held)]) };
  };

  const encode = (input: unknown): string => {
    let clone: unknown;
    try {
      clone = structuredClone(input);
    } catch {
      throw new Error(cloneError);
    }
    const numbers = new Map<object, number>();
    const write = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null) return writePrimitive(value);
      const known = numbers.get(value);
      if (known !== undefined) return { kind: "again", value: known };
      numbers.set(value, numbers.size);
      return writeObject(value, write);
    };
    return JSON.stringify(write(clone));
  };

  const decode = (text: string): unknown => {
    const objects: unknown[] = [];
    const keep = <T>(made: T): T => {
      objects.push(made);
      return made;
    };
    const pairs = (value: unknown): [unknown, unknown][] => value as [unknown, unknown][];
    const readLeaf = ({ kind, name = "", value }: Tagged): unknown => {
      const [first, second] = value as [string, string];
      if (kind === "pattern") return keep(new RegExp(first, second));
      if (kind === "buffer") return keep(fromBase64(value as string));
      // Electron hands a Buffer to pages as the Uint8Array it is.
      if (kind === "view")
        return keep(new (scope[name === "Buffer" ? "Uint8Array" : name] ?? Uint8Array)(fromBase64(value as string)));
      const ErrorType = /^[A-Z]\w*Error$/.test(name) ? (scope[name] ?? Error) : Error;
      return keep(Object.assign(new ErrorType(first) as Error, { stack: second }));
    };
    const read = (input: unknown): unknown => {
      if (typeof input !== "object" || input === null) return input;
      const tagged = input as Tagged;
      switch (tagged.kind) {
        case "undefined":
          return undefined;
        case "number":
          return Number(tagged.value);
        case "bigint":
          return BigInt(tagged.value as string);
        case "again":
          return objects[tagged.value as number];
        case "date":
          return keep(new Date(read(tagged.value) as number));
        case "array": {
          const array = keep<unknown[]>([]);
          for (const item of tagged.value as unknown[]) array.push(read(item));
          return array;
        }
        case "map": {
          const map = keep(new Map());
          for (const [key, held] of pairs(tagged.value)) map.set(read(key), read(held));
          return map;
        }
        case "set": {
          const set = keep(new Set());
          for (const item of tagged.value as unknown[]) set.add(read(item));
          return set;
        }
        case "object": {
          const object = keep<Record<string, unknown>>({});
          for (const [key, held] of pairs(tagged.value)) object[key as string] = read(held);
          return object;
        }
        default:
          return readLeaf(tagged);
      }
    };
    return read(JSON.parse(text));
  };
  return { encode, decode };
}
