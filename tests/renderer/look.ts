// Draws every screen in Chromium over the fake bridge, for people to look at: `node tests/renderer/look.ts FOLDER`, after a build.
// Says what axe finds and whether anything is wider than the window.
import { mkdirSync, readFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type Page } from "playwright";
import type { CommandInput, CommandName, Screen } from "../../shared/contract.ts";
import { prepareChromium } from "../support/chromium.ts";
import { fakeBridge } from "./fakeBridge.ts";
import { firstStart, fullDesk, wrongPassword } from "./samples.ts";
import type { Snapshot } from "../../shared/snapshot.ts";

const folder = process.argv[2] ?? "test-results/look";
const built = join(import.meta.dirname, "../../dist/renderer");
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; require-trusted-types-for 'script'";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

interface View {
  readonly name: string;
  readonly snapshot: (now: number) => Snapshot;
  readonly screen?: Screen;
  readonly act?: (page: Page) => Promise<void>;
}

const inBrowser = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  about: { ...snapshot.about, host: "browser", tray: "drawnInPage", runtime: "Node 24.21.0" },
  storage: { kind: "memoryOnly", backEnd: "", waiting: 0 },
});
const press = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();

const views: readonly View[] = [
  { name: "welcome", snapshot: firstStart },
  { name: "signIn-practice", snapshot: firstStart, screen: { name: "signIn" } },
  { name: "signIn", snapshot: fullDesk, screen: { name: "signIn" } },
  {
    name: "signIn-running",
    snapshot: fullDesk,
    screen: { name: "signIn" },
    act: async (page) => {
      await page.getByLabel("Password", { exact: true }).fill("hold");
      await page.locator("form button[type=submit]").click();
    },
  },
  {
    name: "signIn-failed",
    snapshot: fullDesk,
    screen: { name: "signIn" },
    act: async (page) => {
      await page.getByLabel("Password", { exact: true }).fill("wrong");
      await page.locator("form button[type=submit]").click();
      await page.getByText("Technical details").click();
    },
  },
  {
    name: "connection",
    snapshot: fullDesk,
    screen: { name: "connection", connectionId: "contoso" },
  },
  {
    name: "connection-problems",
    snapshot: fullDesk,
    screen: { name: "connection" },
    act: press("Save connection"),
  },
  { name: "accounts", snapshot: fullDesk },
  {
    name: "accounts-open",
    snapshot: fullDesk,
    act: async (page) => {
      await page.getByText("More", { exact: false }).first().click();
      await page.getByText("Show claims").first().click();
      await page.getByText("Manage account").first().click();
      await page.getByText("What happened").first().click();
    },
  },
  { name: "accounts-copyAs", snapshot: fullDesk, act: (page) => page.getByText("Copy as…").first().click() },
  {
    name: "accounts-signOut",
    snapshot: fullDesk,
    act: async (page) => {
      await page.getByText("Manage account").first().click();
      await press("Sign out…")(page);
    },
  },
  { name: "about", snapshot: fullDesk, screen: { name: "about" } },
  { name: "browser-accounts", snapshot: (now) => inBrowser(fullDesk(now)) },
];

async function open(browser: Browser, view: View, scheme: "light" | "dark", width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 720 },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => process.stdout.write(`  page error: ${error.message}\n`));
  page.on("console", (message) => message.type() === "error" && process.stdout.write(`  console: ${message.text()}\n`));
  await page.route("**/*", async (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(built, path === "/" ? "index.html" : path);
    const headers = { "Content-Security-Policy": policy, "Content-Type": types[extname(file)] ?? "" };
    await route.fulfill({ headers, body: readFileSync(file) });
  });
  const bridge = fakeBridge(view.snapshot(Date.now()));
  bridge.signInFailure = wrongPassword(Date.now());
  await page.exposeFunction("fakeCommand", async (name: CommandName, input: CommandInput<CommandName>) => {
    if (name === "signIn" && (input as CommandInput<"signIn">).password === "hold") bridge.holdSignIn();
    return bridge.command(name, input);
  });
  await page.exposeFunction("fakeSnapshot", () => bridge.current());
  await page.addInitScript(standInBridge);
  bridge.onSnapshot(
    (snapshot) =>
      void page.evaluate((next) => window.dispatchEvent(new CustomEvent("fakeSnapshot", { detail: next })), snapshot),
  );
  await page.goto("https://look.test/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (view.screen) {
    await page.evaluate(
      (screen) => window.dispatchEvent(new CustomEvent("fakeScreen", { detail: screen })),
      view.screen,
    );
  }
  await page.waitForTimeout(100);
  await view.act?.(page);
  await page.waitForTimeout(200);
  return page;
}

/** Runs in the page: hands everything to the fake bridge outside. */
function standInBridge(): void {
  const outside = window as unknown as { fakeCommand: (...call: unknown[]) => unknown; fakeSnapshot: () => unknown };
  const on = (name: string) => (listener: (value: unknown) => void) => {
    const hear = (event: Event): void => listener((event as CustomEvent).detail);
    window.addEventListener(name, hear);
    return () => window.removeEventListener(name, hear);
  };
  Object.assign(window, {
    tokentray: {
      command: (name: unknown, input: unknown) => outside.fakeCommand(name, input),
      snapshot: () => outside.fakeSnapshot(),
      onSnapshot: on("fakeSnapshot"),
      onScreen: on("fakeScreen"),
    },
  });
}

async function look(browser: Browser, view: View, scheme: "light" | "dark", width: number): Promise<void> {
  const page = await open(browser, view, scheme, width);
  const name = `${view.name}-${scheme}-${width}`;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.target.join(" ")).join("; ")}`,
  );
  const problems = [...found, ...(tooWide > 0 ? [`${tooWide} px too wide`] : [])];
  process.stdout.write(`${name}: ${problems.length === 0 ? "fine" : problems.join("\n  ")}\n`);
  await page.context().close();
}

mkdirSync(resolve(folder), { recursive: true });
const { executablePath, args, env, chromiumSandbox } = await prepareChromium();
const browser = await chromium.launch({ executablePath, args, env, chromiumSandbox });
const only = process.argv[3];
for (const view of views.filter(({ name }) => only === undefined || name.startsWith(only))) {
  const wide = view.name.startsWith("browser") ? 1100 : 480;
  await look(browser, view, "light", wide);
  await look(browser, view, "dark", wide);
  await look(browser, view, "light", 320);
}
await browser.close();
