// Every icon that the tray may ask for is there, in the sizes that each system takes.
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trayIconFile } from "../../electron/desktop/trayIcon.ts";
import { trayStates } from "../../shared/trayState.ts";
import { icnsFile, icnsPictures } from "../support/icnsFile.ts";
import { icoFile, icoSizes } from "../support/icoFile.ts";

const desktop = join(import.meta.dirname, "../../electron/desktop");
const read = (name: string): Buffer => readFileSync(join(desktop, "icons", name));
const readPackaging = (name: string): Buffer => readFileSync(join(desktop, "packaging", name));

/** Width and height from the header chunk. https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(png: Buffer): readonly [number, number] {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe.each(trayStates)("the icon for %s", (state) => {
  it.each([true, false])("is there for Linux at both densities (dark bar: %s)", (darkBar) => {
    const name = trayIconFile(state, { platform: "linux", darkBar });
    expect(pngSize(read(name))).toEqual([24, 24]);
    expect(pngSize(read(name.replace(".png", "@2x.png")))).toEqual([48, 48]);
  });

  it.each([true, false])("is there for Windows in every size of its taskbar (dark bar: %s)", (darkBar) => {
    const ico = read(trayIconFile(state, { platform: "win32", darkBar }));
    expect(icoSizes(ico)).toEqual([16, 20, 24, 32, 48]);
  });

  it("is there for macOS as a template, whose name says that it is one", () => {
    const name = trayIconFile(state, { platform: "darwin", darkBar: false });
    expect(name).toMatch(/Template\.png$/);
    expect(pngSize(read(name))).toEqual([16, 16]);
    expect(pngSize(read(name.replace(".png", "@2x.png")))).toEqual([32, 32]);
  });

  it("differs in shape from the others, for those who cannot tell its colour", () => {
    const shapes = trayStates.map((other) => read(trayIconFile(other, { platform: "darwin", darkBar: false })));
    expect(shapes.filter((shape) => shape.equals(read(`${state}Template.png`)))).toHaveLength(1);
  });
});

describe("the app's icon", () => {
  it("is there for Windows, with the size that its settings show", () => {
    expect(icoSizes(readPackaging("app.ico"))).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it.each([16, 24, 32, 48, 64, 128, 256, 512])("is there for Linux at %i pixels", (size) => {
    expect(pngSize(readPackaging(`linux/${size}x${size}.png`))).toEqual([size, size]);
  });

  it("is there for macOS, each picture as large as its type says", () => {
    const sizes = [...icnsPictures(readPackaging("app.icns"))].map(([type, png]) => [type, pngSize(png)[0]]);
    expect(Object.fromEntries(sizes)).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });
});

describe("the one drawing", () => {
  it("is what every icon was drawn from, as drawIcons.ts left them", () => {
    const drawn = JSON.parse(read("drawn.json").toString()) as Record<string, string>;
    const icons = globSync(["icons/*.{png,ico,svg}", "packaging/**/*.{png,ico,icns}"], { cwd: desktop });
    const hashOf = (name: string): string =>
      createHash("sha256")
        .update(readFileSync(join(desktop, name)))
        .digest("hex");
    const found = Object.fromEntries(icons.map((name) => [name.replaceAll("\\", "/"), hashOf(name)]));
    expect(found).toEqual(drawn);
  });
});

describe("an .icns file", () => {
  it("holds each picture under its types, and its own length", () => {
    const pictures = [256, 32].map((size) => [size, Buffer.from(`picture of ${size}`)] as const);
    const file = icnsFile(new Map(pictures));
    expect(file.readUInt32BE(4)).toBe(file.length);
    expect([...icnsPictures(file)].map(([type, png]) => [type, png.toString()])).toEqual([
      ["ic08", "picture of 256"],
      ["ic13", "picture of 256"],
      ["ic11", "picture of 32"],
    ]);
    expect(icnsPictures(file.subarray(0, -1)).size).toBe(0);
  });
});

describe("an .ico file", () => {
  it("holds each picture where its entry says", () => {
    const pictures = [
      { size: 16, png: Buffer.from("first") },
      { size: 256, png: Buffer.from("second one") },
    ];
    const file = icoFile(pictures);
    expect(icoSizes(file)).toEqual([16, 256]);
    for (const [index, { png }] of pictures.entries()) {
      const entry = file.subarray(6 + 16 * index);
      const offset = entry.readUInt32LE(12);
      expect(file.subarray(offset, offset + entry.readUInt32LE(8))).toEqual(png);
    }
  });
});
