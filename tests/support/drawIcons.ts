// Draws every icon from electron/desktop/icons/tokentray.svg. Run by hand after a change of it: `node tests/support/drawIcons.ts`.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright";
import { trayStates, type TrayState } from "../../shared/trayState.ts";
import { prepareChromium } from "./chromium.ts";
import { icnsFile, icnsSizes } from "./icnsFile.ts";
import { icoFile, type IcoPicture } from "./icoFile.ts";

const desktop = join(import.meta.dirname, "../../electron/desktop");
const drawing = readFileSync(join(desktop, "icons/tokentray.svg"), "utf8");
/** Every file drawn, with its hash; a test compares them, so that none is drawn by hand or left behind. */
const drawn: Record<string, string> = { "icons/tokentray.svg": hashOf(drawing) };

interface Look {
  readonly ink: string;
  readonly mark: Readonly<Record<TrayState, string>>;
}
const plain = (ink: string): Look => ({ ink, mark: { ok: ink, refreshing: ink, needsYou: ink, signedOut: ink } });
const onDark: Look = {
  ink: "#ffffff",
  mark: { ok: "#ffffff", refreshing: "#6cb6ff", needsYou: "#ffb224", signedOut: "#b4bcc6" },
};
const onLight: Look = {
  ink: "#1f2328",
  mark: { ok: "#1f2328", refreshing: "#0a5fc2", needsYou: "#b35900", signedOut: "#656d76" },
};
const appLook: Look = { ...plain("#ffffff"), mark: { ...plain("#ffffff").mark, ok: "#ffcf56" } };
/** A rounded plate, as programs' icons have; macOS wants air around it. */
const plate = "background: linear-gradient(#2f6fde, #1b3f8f); border-radius: 22%; padding: 14%;";
const plateInAir = `${plate} inset: 10%;`;

const browser = await chromium.launch(await prepareChromium());
try {
  const page = await browser.newPage();
  for (const state of trayStates) await drawState(page, state);
  const drawApp = (size: number, style = plate): Promise<Buffer> => draw(page, size, "ok", appLook, style);
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
    save(`packaging/linux/${size}x${size}.png`, await drawApp(size));
  save("packaging/app.ico", icoFile(await pictures([16, 24, 32, 48, 64, 128, 256], drawApp)));
  const mac = await pictures(icnsSizes, (size) => drawApp(size, plateInAir));
  save("packaging/app.icns", icnsFile(new Map(mac.map(({ size, png }) => [size, png]))));
  writeFileSync(join(desktop, "icons/drawn.json"), `${JSON.stringify(drawn, null, 2)}\n`);
} finally {
  await browser.close();
}

async function drawState(page: Page, state: TrayState): Promise<void> {
  save(`icons/${state}Template.png`, await draw(page, 16, state, plain("#000000")));
  save(`icons/${state}Template@2x.png`, await draw(page, 32, state, plain("#000000")));
  for (const [name, look] of Object.entries({ onDark, onLight })) {
    save(`icons/${state}-${name}.png`, await draw(page, 24, state, look));
    save(`icons/${state}-${name}@2x.png`, await draw(page, 48, state, look));
    const sizes = await pictures([16, 20, 24, 32, 48], (size) => draw(page, size, state, look));
    save(`icons/${state}-${name}.ico`, icoFile(sizes));
  }
}

async function pictures(
  sizes: readonly number[],
  drawAt: (size: number) => Promise<Buffer>,
): Promise<readonly IcoPicture[]> {
  const drawn: IcoPicture[] = [];
  for (const size of sizes) drawn.push({ size, png: await drawAt(size) });
  return drawn;
}

async function draw(page: Page, size: number, state: TrayState, look: Look, style = "inset: 0;"): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>
    html, body { margin: 0; background: transparent; }
    div { box-sizing: border-box; position: absolute; inset: 0; ${style} }
    svg { display: block; width: 100%; height: 100%; --ink: ${look.ink}; --mark: ${look.mark[state]}; }
    .state:not(.${state}) { display: none; }
  </style><div>${drawing}</div>`);
  return page.screenshot({ omitBackground: true });
}

function save(name: string, bytes: Buffer): void {
  writeFileSync(join(desktop, name), bytes);
  drawn[name] = hashOf(bytes);
}

function hashOf(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
