// What installers are made, and the names that must never change: secrets, settings and start at login hang on them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readYaml } from "./support/yaml.ts";

const repository = join(import.meta.dirname, "..");
const readText = (name: string): string => readFileSync(join(repository, name), "utf8");

interface Target {
  readonly target: string;
  readonly arch: readonly string[];
}
type System = Readonly<Record<string, unknown>> & { readonly target: readonly Target[] };
const config = readYaml(join(repository, "electron-builder.yml")) as Readonly<Record<string, unknown>> & {
  readonly linux: System;
  readonly win: System;
  readonly mac: System;
};

test.each([
  ["linux", ["AppImage", "deb", "rpm"]],
  ["win", ["nsis"]],
  ["mac", ["dmg", "zip"]],
] as const)("%s gets its installers, for both kinds of processor", (system, targets) => {
  expect(config[system].target.map(({ target }) => target)).toEqual(targets);
  for (const { arch } of config[system].target) expect(arch).toEqual(["x64", "arm64"]);
});

test("Windows asks nobody and needs no administrator; what people keep stays", () => {
  expect(config["nsis"]).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
});

test("macOS gets the hardened runtime with one entitlement, and is notarised", () => {
  expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
  const entitlements = readText(String(config.mac["entitlements"]));
  expect(config.mac["entitlementsInherit"]).toBe(config.mac["entitlements"]);
  expect([...entitlements.matchAll(/<key>(.+)<\/key>/g)].map(([, key]) => key)).toEqual([
    "com.apple.security.cs.allow-jit",
  ]);
});

describe("names", () => {
  const manifest = JSON.parse(readText("package.json")) as Readonly<Record<string, unknown>>;
  const appId = "io.github.tokentray.TokenTray";

  test("are the same wherever they are written, and are these for good", () => {
    expect(config).toMatchObject({ appId, productName: "TokenTray" });
    expect(config.linux).toMatchObject({ executableName: "tokentray", syncDesktopName: true });
    expect(manifest).toMatchObject({ name: "tokentray", productName: "TokenTray", desktopName: `${appId}.desktop` });
    expect(readText("electron/main.ts")).toContain(`const appId = "${appId}";`);
    expect(readText("electron/main.ts")).toContain('app.setName("TokenTray");');
    expect(readText("electron/desktop/startAtLogin.ts")).toContain(`const fileName = "${appId}.desktop";`);
  });

  test("no protocol and no file type is registered, and nothing asks for one while it runs", () => {
    for (const place of [config, config.linux, config.win, config.mac]) {
      expect(Object.keys(place)).not.toContain("protocols");
      expect(Object.keys(place)).not.toContain("fileAssociations");
    }
    expect(readText("electron/main.ts")).not.toContain("setAsDefaultProtocolClient");
  });
});
