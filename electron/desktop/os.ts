// The operating system as the program's ports.
import { join } from "node:path";
import { shell } from "electron/common";
import {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  nativeTheme,
  Notification,
  powerMonitor,
  safeStorage,
  session,
  systemPreferences,
  type Session,
} from "electron/main";
import type { Screen } from "../../shared/contract.ts";
import type { Ports } from "../core/ports.ts";
import { findHistories } from "../node/clipboardHistories.ts";
import { checkoutCommand } from "../node/commandStart.ts";
import { systemClock } from "../node/clock.ts";
import { createNodeFiles } from "../node/files.ts";
import { createLogFile } from "../node/logFile.ts";
import { createPractice } from "../node/practice.ts";
import { nodeRedirects } from "../node/redirects.ts";
import { createCaFileFetch } from "./caFileFetch.ts";
import { createClipboard } from "./clipboard.ts";
import { createFetch } from "./fetch.ts";
import { refuseBadCertificates } from "./hardening.ts";
import { createNotifier } from "./notifications.ts";
import { openAddress } from "./openAddress.ts";
import { createPresence } from "./presence.ts";
import { proxyIn } from "./proxyIn.ts";
import { loginSystem, startAtLogin } from "./startAtLogin.ts";
import { saveText } from "./saveText.ts";
import { createSecretStore } from "./secretStore.ts";

/** Nothing is opened, read or asked for yet: that is for when Electron is ready. */
export function createPorts(showScreen: (screen: Screen) => void): Ports {
  const { platform, versions } = process;
  const dataFolder = join(app.getPath("userData"), "data");
  const files = createNodeFiles(dataFolder);
  // A session of its own, in memory: no cookie and no cached answer outlives a request.
  let made: Session | undefined;
  const apiSession = (): Session => (made ??= refuseBadCertificates(session.fromPartition("api", { cache: false })));
  const caFileFetch = createCaFileFetch((url) => apiSession().resolveProxy(url));
  return {
    about: {
      version: app.getVersion(),
      host: "desktop",
      platform,
      dataFolder,
      tray: "unknown",
      runtime: `Electron ${versions.electron}`,
      command: app.isPackaged ? "tokentray" : checkoutCommand,
    },
    clock: systemClock,
    // Chromium opens none with further authorities.
    connect: (url, caFile) => void (caFile === undefined && apiSession().preconnect({ url, numSockets: 1 })),
    fetch: (url, init) => (init.caFile === undefined ? createFetch(apiSession())(url, init) : caFileFetch(url, init)),
    files,
    secretStore: createSecretStore(safeStorage, platform, files),
    clipboard: createClipboard({ clipboard, ClipboardItem }, platform, findHistories),
    desktop: {
      openAddress: (url, unseen) => openAddress(url, (checked) => shell.openExternal(checked), unseen),
      openDataFolder: async () => void (await shell.openPath(dataFolder)),
      showScreen,
      ...createNotifier(Notification, ({ accountId }) => showScreen({ name: "accounts", accountId })),
      quit: () => app.quit(),
      saveText,
      proxyFor: async (url) => proxyIn(await apiSession().resolveProxy(url)),
      startAtLogin: (wished) => startAtLogin(wished, loginSystem()),
      idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
      ...createPresence(systemPreferences, platform),
      shieldScreen: (on) => BrowserWindow.getAllWindows().forEach((window) => window.setContentProtection(on)),
      useTheme: (theme) => void (nativeTheme.themeSource = theme),
    },
    redirects: nodeRedirects,
    practice: createPractice(files, { lasting: true }),
    log: createLogFile(join(dataFolder, "logs")),
    random: Math.random,
  };
}
