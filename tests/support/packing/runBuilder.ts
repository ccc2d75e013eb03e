// Runs the packer in a process of its own, because it changes the process it runs in. What it would hand to the tools
// that make installers is sent instead: those tools come from the network.
import { readFileSync } from "node:fs";
import { Arch, build, Platform, type Configuration } from "electron-builder";
import type { PackedSystem } from "./emptyElectron.ts";

export interface Order {
  readonly system: PackedSystem;
  /** `dir` packs without an installer. */
  readonly targets: readonly string[];
  readonly config: Configuration;
  readonly projectDir: string;
}

const { system, targets, config, projectDir } = JSON.parse(process.argv[2] ?? "{}") as Order;
const platform = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[system];

const computed: unknown[] = [];
await build({
  projectDir,
  targets: platform.createTarget([...targets], Arch.x64),
  config,
  publish: "never",
  effectiveOptionComputed: (options: unknown) => {
    computed.push(Array.isArray(options) ? withTexts(options[0] as readonly string[]) : options);
    return Promise.resolve(true);
  },
});
// The packer listens to the channel, which would keep this process alive.
process.send?.(computed, () => process.disconnect());

/** What fpm would be called with. The files that the packer wrote for it are gone afterwards, so their texts are taken. */
function withTexts(fpm: readonly string[]): object {
  const textAfter = (name: string): string => readFileSync(fpm[fpm.indexOf(name) + 1] ?? "", "utf8");
  const [from = "", to] = fpm.find((each) => each.endsWith(".desktop"))?.split("=") ?? [];
  return {
    fpm,
    afterInstall: textAfter("--after-install"),
    afterRemove: textAfter("--after-remove"),
    desktop: readFileSync(from, "utf8"),
    desktopFile: to,
  };
}
