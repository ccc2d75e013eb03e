// Reads which of Electron's fuses are set, out of the program file. https://github.com/electron/fuses#usage
import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";

/** In the order of the wire, with what is shipped. A fuse that a later Electron adds has no name here. */
export const shippedFuses = {
  runAsNode: false,
  cookieEncryption: false,
  nodeOptions: false,
  nodeCliInspect: false,
  asarIntegrity: true,
  onlyLoadFromAsar: true,
  browserSnapshot: false,
  fileProtocolPrivileges: false,
  wasmTrapHandlers: true,
} as const;

export type Fuses = Readonly<Record<string, boolean>>;

const sentinel = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX");
/** Version and length follow the sentinel, then one character per fuse. */
const headerLength = sentinel.length + 2;
const longestWire = headerLength + 255;
const enabled = "1".charCodeAt(0);

/** Undefined where the file holds no fuses, as where no Electron is. */
export async function readFuses(file: string): Promise<Fuses | undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const at = bytes.indexOf(sentinel);
    if (at >= 0 && bytes.length >= at + longestWire) return fusesAt(bytes.subarray(at));
    rest = bytes.subarray(at >= 0 ? at : Math.max(0, bytes.length - sentinel.length));
  }
  return rest.indexOf(sentinel) === 0 ? fusesAt(rest) : undefined;
}

/** On macOS the fuses are in the framework, not in the small program before it. */
export function fileWithFuses(executable: string, platform: NodeJS.Platform): string {
  const framework = "../Frameworks/Electron Framework.framework/Electron Framework";
  return platform === "darwin" ? join(dirname(executable), framework) : executable;
}

function fusesAt(wire: Buffer): Fuses | undefined {
  const count = wire[sentinel.length + 1] ?? 0;
  const states = [...wire.subarray(headerLength, headerLength + count)];
  if (count === 0 || states.length < count) return undefined;
  const names = Object.keys(shippedFuses);
  return Object.fromEntries(states.map((state, index) => [names[index] ?? `fuse${index}`, state === enabled]));
}
