// Who may import whom. Each room of the house names the rooms that it may use; everything else is a wall.
import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { type Import, importsOf } from "./support/imports.ts";

const repository = join(import.meta.dirname, "..");

interface Room {
  /** Folders and files; the first room with a match is where a file lives. */
  readonly at: readonly string[];
  readonly uses: readonly string[];
  /** Rooms that are only loaded on demand, or known by their types. */
  readonly lazily?: readonly string[];
  readonly node?: boolean;
  readonly electron?: boolean;
  readonly packages: readonly string[];
}

const rooms: Readonly<Record<string, Room>> = {
  shared: { at: ["shared"], uses: [], packages: ["zod"] },
  manifest: { at: ["package.json"], uses: [], packages: [] },
  // It brings an XML parser, which most people never need. Before the core, because the first that fits decides.
  federation: { at: ["electron/core/federation"], uses: ["core", "shared"], packages: ["saxes"] },
  core: {
    at: ["electron/core"],
    uses: ["shared"],
    lazily: ["federation"],
    packages: ["oauth4webapi", "zod"],
  },
  // What hosts have in common: Node's ports, and the rules of every loopback listener.
  node: {
    at: ["electron/node"],
    uses: ["core", "manifest", "shared"],
    lazily: ["loopback", "practice"],
    node: true,
    packages: ["@napi-rs/keyring", "zod"],
  },
  loopback: { at: ["electron/loopback"], uses: ["core", "shared"], node: true, packages: [] },
  practice: {
    at: ["electron/practice"],
    uses: ["loopback", "shared"],
    node: true,
    packages: ["saxes", "xml-crypto", "zod"],
  },
  // `tokentray serve` opens the browser host, so the command may load it, and it alone.
  terminal: {
    at: ["electron/terminal"],
    uses: ["core", "node", "shared"],
    lazily: ["browser", "practice"],
    node: true,
    packages: ["zod"],
  },
  browser: {
    at: ["electron/browser"],
    uses: ["core", "loopback", "node", "shared"],
    lazily: ["practice"],
    node: true,
    packages: ["zod"],
  },
  desktop: {
    at: ["electron/desktop", "electron/main.ts"],
    uses: ["core", "manifest", "node", "shared"],
    lazily: ["practice"],
    node: true,
    electron: true,
    packages: ["zod"],
  },
  preload: { at: ["electron/preload.ts"], uses: ["shared"], electron: true, packages: [] },
  launch: { at: ["electron/launch"], uses: ["shared"], node: true, packages: [] },
  renderer: { at: ["renderer"], uses: ["shared"], packages: ["@fontsource", "react", "react-dom", "zod", "uqr"] },
};

/** The rooms of every edge that the table above does not allow, as sentences. */
const violations = (file: string, imports: readonly Import[]): readonly string[] => {
  const home = roomOf(file);
  const room = home === undefined ? undefined : rooms[home];
  if (home === undefined || !room) return [`${file} lies in no room`];
  return imports
    .filter(
      (one) => !(one.specifier.startsWith(".") ? mayUseRoom(home, room, file, one) : mayUsePackage(room, file, one)),
    )
    .map(({ specifier, when }) => `${file} (${home}) must not import ${specifier} (${when})`);
};

const mayUseRoom = (home: string, room: Room, file: string, { specifier, when }: Import): boolean => {
  const target = roomOf(posix.join(posix.dirname(file), specifier));
  if (target === undefined) return false;
  if (target === home || room.uses.includes(target)) return true;
  return when !== "eager" && (room.lazily ?? []).includes(target);
};

const mayUsePackage = (room: Room, file: string, { specifier }: Import): boolean => {
  // The launcher loads what was built, whose address is only known there.
  if (specifier === "?") return file === "electron/launch/enter.mjs";
  if (/^electron($|\/)/.test(specifier)) return room.electron === true;
  if (isBuiltin(specifier)) return room.node === true;
  return room.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
};

const roomOf = (path: string): string | undefined =>
  Object.entries(rooms).find(([, { at }]) => at.some((place) => path === place || path.startsWith(`${place}/`)))?.[0];

const sources = globSync("{electron,renderer,shared}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}", { cwd: repository })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !file.endsWith(".d.ts"));

test("every module imports only what its room may use", () => {
  const imports = sources.map((file) => [file, importsOf(file, readFileSync(join(repository, file), "utf8"))] as const);
  expect(imports.flatMap(([file, found]) => violations(file, found))).toEqual([]);
  expect(imports.flatMap(([, found]) => found).length).toBeGreaterThan(sources.length);
});

test.each([
  ["shared/x.ts", `import { store } from "../electron/core/store.ts"`],
  ["shared/x.ts", `import type { Buffer } from "node:buffer"`],
  ["electron/core/x.ts", `import { app } from "electron"`],
  ["electron/core/x.ts", `import type { App } from "electron/main"`],
  ["electron/core/x.ts", `export { readFile } from "node:fs/promises"`],
  ["electron/core/x.ts", `import fs from "fs"`],
  ["electron/core/x.ts", `type Tray = import("../desktop/tray.ts").Tray`],
  ["electron/core/x.ts", `const tenant = await import("../practice/practiceTenant.ts")`],
  ["electron/core/x.ts", `const anything = await import(address)`],
  ["electron/core/x.ts", `import { left } from "left-pad"`],
  ["electron/core/x.ts", `import { SaxesParser } from "saxes"`],
  ["electron/core/x.ts", `import { readMex } from "./federation/mex.ts"`],
  ["electron/terminal/x.ts", `import { serve } from "../browser/serve.ts"`],
  ["electron/terminal/x.ts", `import { practice } from "../practice/practiceTenant.ts"`],
  ["electron/browser/x.ts", `import { tray } from "../desktop/tray.ts"`],
  ["electron/browser/x.ts", `import { clipboard } from "electron/main"`],
  ["electron/preload.ts", `import { createApp } from "./core/app.ts"`],
  ["renderer/screens/X.tsx", `import { createApp } from "../../electron/core/app.ts"`],
  ["renderer/x.ts", `import "node:path"`],
  ["electron/newRoom/x.ts", ""],
])("the rule bites: in %s, %s", (file, code) => {
  expect(violations(file, importsOf(file, code))).toHaveLength(1);
});

test.each([
  ["electron/main.ts", `import { app } from "electron/main"; import { createApp } from "./core/app.ts"`],
  ["electron/node/x.ts", `import type { Tenant } from "../practice/state.ts"; await import("../practice/state.ts")`],
  [
    "electron/core/tokens/x.ts",
    `import { first } from "../../../shared/snapshot.ts"; import * as oauth from "oauth4webapi"`,
  ],
  ["renderer/x.tsx", `import { createRoot } from "react-dom/client"; import "./styles.css"; const x = <p />`],
])("what is allowed stays allowed: in %s, %s", (file, code) => {
  expect(violations(file, importsOf(file, code))).toEqual([]);
});
