// As much of Electron's distribution for each system as the packer looks at: a program with nine fuses, licences, languages.
import { appendFileSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export type PackedSystem = "linux" | "win" | "mac";

export const electronVersion = "45.4.1";

/** Makes the folder. What a real one does when it is started, nobody can see in it. */
export function writeEmptyElectron(system: PackedSystem, folder: string): void {
  writers[system](folder);
}

/** https://github.com/electron/fuses: sentinel, version of the schema, number of fuses, their states as Electron ships them. */
const wire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100011"),
]);

const writers: Readonly<Record<PackedSystem, (folder: string) => void>> = {
  linux: (folder) => {
    writeFiles(folder, [...common, "chrome-sandbox", "locales/en-US.pak", "locales/sv.pak"]);
    writeFileSync(join(folder, "electron"), wire, { mode: 0o755 });
  },
  win: (folder) => {
    writeFiles(folder, [...common, "locales/en-US.pak", "locales/sv.pak"]);
    // A real program is needed, whose resources can be edited; this one comes with the packer.
    const winstaller = dirname(createRequire(import.meta.url).resolve("electron-winstaller/package.json"));
    copyFileSync(join(winstaller, "vendor/Squirrel.exe"), join(folder, "electron.exe"));
    appendFileSync(join(folder, "electron.exe"), wire);
  },
  mac: (folder) => {
    writeFiles(folder, common);
    const contents = join(folder, "Electron.app/Contents");
    writeBundle(contents, "Electron");
    writeFiles(contents, ["Resources/electron.icns", "Resources/en.lproj/locale.pak", "Resources/sv.lproj/locale.pak"]);
    for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) {
      writeBundle(join(contents, `Frameworks/Electron Helper${kind}.app/Contents`), `Electron Helper${kind}`);
    }
    const framework = join(contents, "Frameworks/Electron Framework.framework");
    const version = join(framework, "Versions/A");
    writeFiles(version, ["Resources/en.lproj/locale.pak", "Resources/sv.lproj/locale.pak"]);
    writeFileSync(join(version, "Electron Framework"), wire);
    symlinkSync("A", join(framework, "Versions/Current"));
    for (const name of ["Electron Framework", "Resources"]) {
      symlinkSync(`Versions/Current/${name}`, join(framework, name));
    }
  },
};

const common = ["version", "LICENSE", "LICENSES.chromium.html", "resources/"];

/** Empty files, and folders where the name ends so. */
function writeFiles(folder: string, names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name.endsWith("/") ? name : dirname(name)), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(join(folder, name), name === "version" ? electronVersion : "");
  }
}

function writeBundle(contents: string, name: string): void {
  mkdirSync(join(contents, "MacOS"), { recursive: true });
  writeFileSync(join(contents, "MacOS", name), "", { mode: 0o755 });
  const keys = { CFBundleExecutable: name, CFBundleName: name, CFBundleIdentifier: `com.github.${name}` };
  const entries = Object.entries(keys).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  writeFileSync(
    join(contents, "Info.plist"),
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${entries.join("")}</dict></plist>`,
  );
}
