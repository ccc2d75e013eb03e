// Draws every icon from electron/desktop/icons/tokentray.svg. Run by hand after a change of it: `node tests/support/drawIcons.ts`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright";
import { trayStates, type TrayState } from "../../shared/trayState.ts";
import { prepareChromium } from "./chromium.ts";
import { icoFile, type IcoPicture } from "./icoFile.ts";

const folder = join(import.meta.dirname, "../../electron/desktop/icons");
const drawing = readFileSync(join(folder, "tokentray.svg"), "utf8");

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

const browser = await chromium.launch(await prepareChromium());
try {
  const page = await browser.newPage();
  for (const state of trayStates) await drawState(page, state);
  save("app.png", await draw(page, 1024, "ok", appLook, true));
  save("app.ico", icoFile(await pictures(page, [16, 24, 32, 48, 64, 128, 256], "ok", appLook, true)));
} finally {
  await browser.close();
}

async function drawState(page: Page, state: TrayState): Promise<void> {
  save(`${state}Template.png`, await draw(page, 16, state, plain("#000000")));
  save(`${state}Template@2x.png`, await draw(page, 32, state, plain("#000000")));
  for (const [name, look] of Object.entries({ onDark, onLight })) {
    save(`${state}-${name}.png`, await draw(page, 24, state, look));
    save(`${state}-${name}@2x.png`, await draw(page, 48, state, look));
    save(`${state}-${name}.ico`, icoFile(await pictures(page, [16, 20, 24, 32, 48], state, look)));
  }
}

async function pictures(
  page: Page,
  sizes: readonly number[],
  state: TrayState,
  look: Look,
  app = false,
): Promise<IcoPicture[]> {
  const drawn: IcoPicture[] = [];
  for (const size of sizes) drawn.push({ size, png: await draw(page, size, state, look, app) });
  return drawn;
}

/** `app`: on a rounded plate of its own, as programs' icons are. */
async function draw(page: Page, size: number, state: TrayState, look: Look, app = false): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  const plate = app ? "background: linear-gradient(#2f6fde, #1b3f8f); border-radius: 22%; padding: 14%;" : "";
  await page.setContent(`<style>
    html, body { margin: 0; background: transparent; }
    div { box-sizing: border-box; width: ${size}px; height: ${size}px; ${plate} }
    svg { display: block; width: 100%; height: 100%; --ink: ${look.ink}; --mark: ${look.mark[state]}; }
    .state:not(.${state}) { display: none; }
  </style><div>${drawing}</div>`);
  return page.screenshot({ omitBackground: true });
}

function save(name: string, bytes: Buffer): void {
  writeFileSync(join(folder, name), bytes);
}
