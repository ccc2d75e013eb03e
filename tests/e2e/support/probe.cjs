// Loaded before the app (`electron -r`): remembers what a driver cannot see or click, such as the tray's menu. Real Electron and
// the stand-in both take it.
const { Notification, Tray, clipboard, shell } = require("electron");

const seen = { menu: undefined, tooltip: "", notices: [], opened: [], loadedBeforeTray: undefined, clears: 0 };
globalThis.tokentrayProbe = seen;

const { setContextMenu, setToolTip } = Tray.prototype;
Tray.prototype.setContextMenu = function (menu) {
  seen.menu = menu;
  seen.loadedBeforeTray ??= Object.keys(require.cache);
  return setContextMenu.call(this, menu);
};
Tray.prototype.setToolTip = function (tooltip) {
  seen.tooltip = tooltip;
  return setToolTip.call(this, tooltip);
};

const { show } = Notification.prototype;
Notification.prototype.show = function () {
  seen.notices.push({ title: this.title, body: this.body });
  return show.call(this);
};

// The app clears it by what the system has for that, or by writing something that holds no text.
const { clear, write } = clipboard;
clipboard.clear = () => {
  seen.clears += 1;
  clear.call(clipboard);
};
clipboard.write = (items) => {
  if (!items.some(({ types }) => types.includes("text/plain"))) seen.clears += 1;
  return write.call(clipboard, items);
};

// No test opens a person's browser.
shell.openExternal = (url) => {
  seen.opened.push(url);
  return Promise.resolve();
};
