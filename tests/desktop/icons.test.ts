// Every icon that the tray may ask for is there, in the sizes that each system takes.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trayIconFile } from "../../electron/desktop/trayIcon.ts";
import { trayStates } from "../../shared/trayState.ts";
import { icoFile, icoSizes } from "../support/icoFile.ts";

const folder = join(import.meta.dirname, "../../electron/desktop/icons");
const read = (name: string): Buffer => readFileSync(join(folder, name));

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
  it("is there for packing", () => {
    expect(pngSize(read("app.png"))).toEqual([1024, 1024]);
    expect(icoSizes(read("app.ico"))).toContain(256);
    expect(existsSync(join(folder, "tokentray.svg"))).toBe(true);
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
