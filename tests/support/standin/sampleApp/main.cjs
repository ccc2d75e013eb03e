// The smallest app that uses every part of the stand-in which tests of the real one rely on.
const electron = require("electron/main");
const { readFileSync, writeFileSync, mkdirSync } = require("node:fs");
const { join } = require("node:path");
const { app, BrowserWindow, clipboard, ClipboardItem, ipcMain, Menu, nativeImage, protocol, safeStorage, Tray } =
  electron;

const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
const types = { html: "text/html; charset=utf-8", js: "text/javascript" };
const dot =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
let tray;
let clicks = 0;
const secondStarts = [];

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
if (app.requestSingleInstanceLock({ from: "sample" })) void app.whenReady().then(start);
else app.exit(0);
app.on("second-instance", (_event, argv, _folder, data) => secondStarts.push({ argv, data }));
app.on("window-all-closed", () => undefined);

function start() {
  protocol.handle("app", serve);
  ipcMain.handle("echo", (event, value) => ({ value, origin: event.senderFrame.origin }));
  ipcMain.handle("fail", () => {
    throw new RangeError("too far");
  });
  ipcMain.handle("seal", async (_event, text) => writeSealed(await safeStorage.encryptStringAsync(text)));
  ipcMain.handle("open", () => safeStorage.decryptStringAsync(readFileSync(sealedFile())));
  ipcMain.handle("copy", (_event, text) =>
    clipboard.write([
      new ClipboardItem({
        "text/plain": text,
        'electron application/osclipboard;format="x-kde-passwordManagerHint"': "secret",
      }),
    ]),
  );
  ipcMain.handle("seconds", () => secondStarts);
  tray = new Tray(nativeImage.createFromDataURL(dot));
  redraw();
  const window = new BrowserWindow({ show: false, webPreferences: { preload: join(__dirname, "preload.cjs") } });
  window.webContents.on("will-navigate", (event) => event.preventDefault());
  window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  window.once("ready-to-show", () => window.show());
  void window.loadURL("app://bundle/index.html");
}

function redraw() {
  const count = {
    label: "Count",
    submenu: [
      {
        label: `Clicked ${clicks}`,
        id: "click",
        click: () => {
          clicks++;
          redraw();
        },
      },
    ],
  };
  tray.setContextMenu(
    Menu.buildFromTemplate([
      count,
      { label: "Pause", type: "checkbox" },
      { type: "separator" },
      { role: "quit", label: "Quit" },
    ]),
  );
}

function serve(request) {
  const name = new URL(request.url).pathname.slice(1);
  if (!["index.html", "page.js"].includes(name)) return new Response("not here", { status: 404 });
  const headers = { "content-type": types[name.split(".")[1]], "content-security-policy": policy };
  return new Response(readFileSync(join(__dirname, name)), { headers });
}

function sealedFile() {
  return join(app.getPath("userData"), "sealed");
}
function writeSealed(bytes) {
  mkdirSync(app.getPath("userData"), { recursive: true });
  writeFileSync(sealedFile(), bytes);
}
