// Builds every part of the app with `vite build --app`, and tells vitest where the tests are.
import { builtinModules, createRequire } from "node:module";
import { copyFileSync, globSync, mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import react from "@vitejs/plugin-react";
import type { EnvironmentOptions, Plugin, ViteBuilder } from "vite";
import { defineConfig } from "vitest/config";
import { apart } from "./tests/support/apart.ts";
import { fingerprint, leaveStamp } from "./electron/launch/freshBuild.mjs";

const repository = import.meta.dirname;
const dist = join(repository, "dist");
const outsideBundles = ["electron", "@napi-rs/keyring", ...builtinModules];
const external = [/^electron($|\/)/, /^node:/, ...outsideBundles];

interface Bundle {
  readonly entry: string;
  readonly format: "cjs" | "es";
  readonly oneFile?: boolean;
  /** See `leanBuiltins`; and the protocol library's Response and Headers are our own. */
  readonly lean?: boolean;
}

/** A bundle for Node 24 (Electron's main process or plain Node) that carries everything but the runtime with it. */
const nodeBundle = (name: string, { entry, format, oneFile = false, lean = false }: Bundle): EnvironmentOptions => {
  const extension = format === "cjs" ? "cjs" : "mjs";
  return {
    consumer: "server",
    resolve: { noExternal: true, external: outsideBundles, conditions: ["node", "import", "module", "default"] },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: "node24",
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: { [name]: join(repository, entry) },
        external: lean ? outsideBundles.filter((name) => !name.startsWith("node:")) : external,
        ...(lean ? { transform: { inject: lightWeb } } : {}),
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `${name}-[name]-[hash].${extension}`,
          // What is needed at the start comes in one file: each further one costs half a millisecond.
          codeSplitting: !oneFile && (lean ? { groups: [{ name: "core", test: entryOf(entry) }] } : true),
        },
      },
    },
  };
};

/** Takes the entry, and all that it cannot do without with it. */
function entryOf(entry: string): (id: string) => boolean {
  return (id) => id === join(repository, entry);
}

const lightWeb: Record<string, [string, string]> = {
  Headers: [join(repository, "electron/node/web/lightHeaders.ts"), "LightHeaders"],
  Response: [join(repository, "electron/node/web/lightResponse.ts"), "LightResponse"],
};

/**
 * `import` of one of Node's own modules reads every export of it, and some of those load much more: undici with `node:http`,
 * streams with `node:fs`, WebCrypto with `node:crypto`. This takes the exports that are used, and no other.
 */
function leanBuiltins(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: "lean-builtins",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "engine",
    // What the bundler adds by itself comes before all others.
    resolveId: (id) => (id.startsWith("node:") && id !== "node:module" ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith("\0node:")) return null;
      const names = Object.keys(require(id.slice(1)) as object).filter((name) => name !== "default");
      return [
        `const builtin = process.getBuiltinModule("${id.slice(1)}");`,
        ...names.map((name) => `export const ${name} = /* @__PURE__ */ ((of) => of.${name})(builtin);`),
        "export default builtin;",
      ].join("\n");
    },
  };
}

/** Builds all environments, then records what they were built from, by which a stale build is known. */
const buildApp = async (builder: ViteBuilder): Promise<void> => {
  const builtFrom = fingerprint(repository);
  rmSync(dist, { recursive: true, force: true });
  for (const environment of Object.values(builder.environments)) await builder.build(environment);
  copyTrayIcons();
  leaveStamp(repository, builtFrom);
};

// Electron tells a macOS template image by its file name, so these keep theirs.
const copyTrayIcons = (): void => {
  const icons = join(dist, "icons");
  mkdirSync(icons, { recursive: true });
  for (const icon of globSync(join(repository, "electron/desktop/icons/*.{png,ico}").replaceAll("\\", "/"))) {
    copyFileSync(icon, join(icons, basename(icon)));
  }
};

export default defineConfig({
  root: join(repository, "renderer"),
  base: "./",
  cacheDir: join(repository, "node_modules/.cache/vite"),
  plugins: [react(), leanBuiltins()],
  environments: {
    client: {
      build: { outDir: join(dist, "renderer"), emptyOutDir: true, target: "chrome150", modulePreload: false },
    },
    main: nodeBundle("main", { entry: "electron/main.ts", format: "cjs" }),
    preload: nodeBundle("preload", { entry: "electron/preload.ts", format: "cjs", oneFile: true }),
    engine: nodeBundle("engine", { entry: "electron/terminal/engine.ts", format: "es", lean: true }),
    launch: nodeBundle("launch", { entry: "electron/launch/launch.ts", format: "es", oneFile: true }),
  },
  builder: { sharedConfigBuild: true, buildApp },
  test: {
    // Tests wait more than they compute, so that one worker would leave a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A busy machine with two cores is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        root: repository,
        test: {
          name: "unit",
          environment: "node",
          setupFiles: "tests/support/fixedSeed.ts",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/e2e/**", "tests/renderer/**", ...Object.values(apart).flat()],
        },
      },
      ...Object.entries(apart).map(([name, include]) => ({
        extends: true as const,
        root: repository,
        test: { name, environment: "node", setupFiles: "tests/support/fixedSeed.ts", include: [...include] },
      })),
      {
        extends: true,
        root: repository,
        test: {
          name: "renderer",
          environment: "happy-dom",
          setupFiles: "tests/support/rendererSetup.ts",
          include: ["tests/renderer/**/*.test.{ts,tsx}"],
        },
      },
    ],
  },
});
