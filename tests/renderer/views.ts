// Every screen of the window over the fake bridge, drawn in a real browser from the built files, under the desktop's policy.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { BrowserContext, Page } from "playwright";
import { veiled } from "../../electron/core/lock/veil.ts";
import { contentSecurityPolicy } from "../../electron/desktop/contentSecurityPolicy.ts";
import type { CommandInput, CommandName, Screen } from "../../shared/contract.ts";
import type { FailureKind } from "../../shared/failure.ts";
import { failureWords } from "../../shared/failureWords.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { fakeBridge, type FakeBridge } from "./fakeBridge.ts";
import { attempt, attempts, endedSignIn, firstStart, fullDesk, pause, wrongPassword } from "./samples.ts";
import { rareViews } from "./rareViews.ts";
import { setupViews } from "./setupViews.ts";

const built = join(import.meta.dirname, "../../dist/renderer");
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

export interface View {
  readonly name: string;
  readonly snapshot: (now: number) => Snapshot;
  readonly screen?: Screen;
  /** In pixels; 480 unless told. */
  readonly width?: number;
  readonly act?: (page: Page) => Promise<void>;
  /** In place of the plain one. */
  readonly bridge?: (snapshot: Snapshot) => FakeBridge;
}

const inBrowser = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  about: { ...snapshot.about, host: "browser", tray: "drawnInPage", runtime: "Node 24.21.0" },
  storage: { kind: "memoryOnly", backEnd: "", waiting: 0 },
});
const press = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();

export const views: readonly View[] = [
  { name: "welcome", snapshot: firstStart, screen: { name: "welcome" } },
  { name: "signIn-practice", snapshot: firstStart, screen: { name: "signIn" } },
  { name: "signIn", snapshot: fullDesk, screen: { name: "signIn" } },
  {
    name: "signIn-running",
    snapshot: fullDesk,
    screen: { name: "signIn" },
    act: async (page) => {
      await page.getByLabel("User name", { exact: true }).fill("ben@contoso.onmicrosoft.com");
      await page.getByLabel("Password", { exact: true }).fill("hold");
      await page.locator("form button[type=submit]").click();
    },
  },
  {
    name: "signIn-failed",
    snapshot: fullDesk,
    screen: { name: "signIn" },
    act: async (page) => {
      await page.getByLabel("User name", { exact: true }).fill("ben@contoso.onmicrosoft.com");
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
  { name: "locked", snapshot: (now) => veiled({ ...fullDesk(now), lock: { because: "idle", at: now } }) },
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
  {
    name: "signIn-browser",
    snapshot: fullDesk,
    screen: { name: "signIn" },
    act: async (page) => {
      await press("Sign in with the browser")(page);
      await page.getByText("Show the address").click();
    },
  },
  {
    name: "signIn-device",
    snapshot: fullDesk,
    screen: { name: "signIn" },
    act: async (page) => {
      await press("Use a device code")(page);
      await page.getByRole("figure", { name: /^QR code/ }).waitFor();
    },
  },
  {
    name: "signIn-paused",
    snapshot: (now) => ({ ...fullDesk(now), passwordPauses: [pause(now)] }),
    screen: { name: "signIn" },
  },
  {
    name: "signIn-secondStep",
    snapshot: (now) => ({ ...fullDesk(now), signIn: endedSignIn(now), attempts: attempts(now) }),
    screen: { name: "signIn" },
  },
  { name: "accounts-needsYou", snapshot: (now) => fullDesk(now), act: (page) => page.mouse.wheel(0, 500) },
  {
    name: "diagnostics",
    snapshot: (now) => ({ ...fullDesk(now), attempts: attempts(now) }),
    screen: { name: "diagnostics" },
    act: async (page) => {
      await press("Run checks")(page);
      await press("Show the report")(page);
      await page.getByRole("textbox", { name: "The report" }).waitFor();
    },
  },
  {
    name: "diagnostics-attempt",
    snapshot: (now) => ({ ...fullDesk(now), attempts: attempts(now) }),
    screen: { name: "diagnostics", attemptId: "t1" },
    act: async (page) => {
      await page.getByText("What was sent and answered").first().click();
      await page.getByText("Technical details").first().click();
    },
  },
  { name: "about", snapshot: fullDesk, screen: { name: "about" } },
  { name: "browser-accounts", width: 1100, snapshot: (now) => inBrowser(fullDesk(now)) },
  ...setupViews,
  ...rareViews,
];

/** The card of every kind of failure, for people to read; too many to test one by one. */
export const cardViews: readonly View[] = (Object.keys(failureWords) as FailureKind[]).map((kind) => ({
  name: `card-${kind}`,
  snapshot: (now) => ({
    ...fullDesk(now),
    notices: [],
    attempts: [attempt(now, { failure: { kind, at: now, evidence: { grant: "password", status: 400 } } })],
  }),
  screen: { name: "diagnostics", attemptId: "t1" },
}));

/** Opens a view in a page of its own; `onTrouble` hears of errors on the page, refusals of the policy among them. */
export async function openView(
  context: BrowserContext,
  view: View,
  onTrouble: (trouble: string) => void,
): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => onTrouble(error.message));
  page.on("console", (message) => message.type() === "error" && onTrouble(message.text()));
  await page.route("**/*", async (route) => {
    const path = new URL(route.request().url()).pathname;
    const name = path === "/" ? "/index.html" : path;
    const headers = { "Content-Security-Policy": contentSecurityPolicy, "Content-Type": types[extname(name)] ?? "" };
    await route.fulfill({ headers, body: builtFile(name) });
  });
  const bridge = (view.bridge ?? fakeBridge)(view.snapshot(Date.now()));
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

const kept = new Map<string, Buffer>();

// Read once: a build that is made anew under a running test would mix two builds on one page.
function builtFile(name: string): Buffer {
  if (kept.size === 0) {
    for (const file of readdirSync(built, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      kept.set(path.slice(built.length).replaceAll("\\", "/"), readFileSync(path));
    }
  }
  const file = kept.get(name);
  if (file === undefined) throw new Error(`The built page has no ${name}.`);
  return file;
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
