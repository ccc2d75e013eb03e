// Starts the desktop host: connects the program to Electron, tray first.
import { join } from "node:path";
import { app, dialog, protocol } from "electron/main";
import type { CommandCall } from "../shared/commandCall.ts";
import { runCall } from "../shared/commandCall.ts";
import { createApp, type App } from "./core/app.ts";
import { disarmed } from "./desktop/disarming.ts";
import { denyPermissions, guardPages, withholdCertificates } from "./desktop/hardening.ts";
import { connectWindows } from "./desktop/ipc.ts";
import {
  answerStarts,
  catchBugs,
  followPower,
  liveWithoutWindows,
  quitOnPurpose,
  setApplicationMenu,
} from "./desktop/lifecycle.ts";
import { scheme } from "./desktop/origin.ts";
import { createPorts } from "./desktop/os.ts";
import { servePages } from "./desktop/pageFiles.ts";
import { hidden } from "./desktop/startAtLogin.ts";
import { showTray } from "./desktop/tray.ts";
import { announceTray, showAtFirstStart } from "./desktop/trayPresence.ts";
import { createWindows, type Windows } from "./desktop/windows.ts";
import { systemClock } from "./node/clock.ts";

const appId = "io.github.tokentray.TokenTray";
const { platform } = process;
const dist = import.meta.dirname;
/** As for a command that is not understood. */
const exitCodeRefused = 2;

// The order matters: each of these must be done before Electron is ready, and the name before any path is asked for.
app.setName("TokenTray");
if (platform === "win32") app.setAppUserModelId(appId);
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
app.enableSandbox();
const { argv, env } = process;
const isSelfTest = argv.includes("--selftest");
// A checkout may be looked into: that is what it is for.
const refusal = app.isPackaged
  ? disarmed({ argv, env, platform, hasSwitch: (name) => app.commandLine.hasSwitch(name) })
  : undefined;
if (refusal !== undefined) end(refusal);
else if (isSelfTest) {
  void import("./desktop/selfTest/selfTest.ts").then(({ selfTest, endBadly }) =>
    selfTest(dist, platform).catch(endBadly),
  );
} else if (app.requestSingleInstanceLock()) begin();
else app.exit(0);

/** Nothing was opened or read yet. Where a program has no terminal, a box says why it ends. */
function end(because: string): void {
  process.stderr.write(`${because}\n`);
  if (platform !== "linux" && !isSelfTest) dialog.showErrorBox("TokenTray", because);
  app.exit(exitCodeRefused);
}

function begin(): void {
  const windows = createWindows(join(dist, "preload.cjs"), app.isPackaged, (error) => void program.reportBug(error));
  const program = createApp(createPorts((screen) => windows.show(screen)));
  guardPages();
  withholdCertificates();
  catchBugs(program);
  liveWithoutWindows();
  setApplicationMenu(platform);
  answerStarts(windows);
  app
    .whenReady()
    .then(() => run(program, windows))
    .catch((error: unknown) => void program.reportBug(error));
}

async function run(program: App, windows: Windows): Promise<void> {
  const redraw = showTray({
    clock: systemClock,
    icons: join(dist, "icons"),
    platform,
    snapshot: () => program.snapshot(),
    run: (call) => void runFromTray(program, windows, call),
    openWindow: () => windows.show(),
  });
  program.subscribe(redraw);
  quitOnPurpose(program, platform);
  followPower(program, platform, redraw);
  denyPermissions();
  protocol.handle(scheme, servePages(join(dist, "renderer")));
  connectWindows(program, windows, systemClock);
  const isHidden = argv.includes(hidden);
  if (!isHidden) windows.show();
  await Promise.all([
    program.start(),
    announceTray(program, windows, platform),
    isHidden ? showAtFirstStart(program, windows) : undefined,
  ]);
}

/** A menu has no place for a failure, so the account's card in the window says what happened, or the lock's page. */
async function runFromTray(program: App, windows: Windows, call: CommandCall): Promise<void> {
  try {
    const outcome = await runCall(program.handlers, call);
    if (outcome.ok) return;
    const { kind, evidence } = outcome.failure;
    if (kind === "cancelled" && evidence.systemError === undefined) return;
  } catch (error) {
    program.reportBug(error);
  }
  const accountId = "accountId" in call.input ? call.input.accountId : undefined;
  windows.show({ name: "accounts", accountId });
}
