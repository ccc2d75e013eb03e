// Packs the built app as `electron-builder` would for a release, around an empty Electron.
import { fork } from "node:child_process";
import { join } from "node:path";
import { electronVersion, writeEmptyElectron, type PackedSystem } from "./emptyElectron.ts";
import type { Order } from "./runBuilder.ts";

const repository = join(import.meta.dirname, "../../..");

export interface Packed {
  /** Folder of the packed app; on macOS the `.app` itself. */
  readonly folder: string;
  readonly asar: string;
  /** The file that holds the fuses. */
  readonly executable: string;
  /** What the tools that make installers would have got, one for each target. */
  readonly computed: readonly unknown[];
}

const places: Readonly<Record<PackedSystem, { folder: string; resources: string; executable: string }>> = {
  linux: { folder: "linux-unpacked", resources: "resources", executable: "tokentray" },
  win: { folder: "win-unpacked", resources: "resources", executable: "TokenTray.exe" },
  mac: {
    folder: "mac/TokenTray.app",
    resources: "Contents/Resources",
    executable: "Contents/Frameworks/Electron Framework.framework/Electron Framework",
  },
};

/** `work` is an empty folder. `dir` packs without an installer. */
export async function pack(system: PackedSystem, work: string, targets: readonly string[] = ["dir"]): Promise<Packed> {
  const electronDist = join(work, "electron");
  const output = join(work, "release");
  writeEmptyElectron(system, electronDist);
  const config = {
    electronDist,
    electronVersion,
    directories: { output },
    extraMetadata: { homepage: "https://tokentray.example" },
  };
  const computed = await runBuilder({ system, targets, config, projectDir: repository });
  const { folder, resources, executable } = places[system];
  const unpacked = join(output, folder);
  return {
    folder: unpacked,
    asar: join(unpacked, resources, "app.asar"),
    executable: join(unpacked, executable),
    computed,
  };
}

function runBuilder(order: Order): Promise<readonly unknown[]> {
  const script = join(import.meta.dirname, "runBuilder.ts");
  const env = { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: "false", FORCE_COLOR: "0" };
  const child = fork(script, [JSON.stringify(order)], { env, silent: true, execArgv: [] });
  let said = "";
  let computed: readonly unknown[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.on("message", (message) => (computed = message as readonly unknown[]));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(computed) : reject(new Error(said))));
  });
}
