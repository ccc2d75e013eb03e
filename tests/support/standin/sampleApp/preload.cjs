// The sample's bridge.
const { contextBridge, ipcRenderer } = require("electron/renderer");

contextBridge.exposeInMainWorld("sample", {
  call: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  onNews: (listener) => {
    const forward = (_event, news) => listener(news);
    ipcRenderer.on("news", forward);
    return () => ipcRenderer.removeListener("news", forward);
  },
  canRequire: (name) => {
    try {
      return require(name) !== undefined;
    } catch (error) {
      return error.message;
    }
  },
});
globalThis.secretOfPreload = true;
