// Draws the window, over the desktop's bridge or the browser host's.
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { desktopBridge } from "./bridge.ts";
import { ErrorBoundary } from "./components/ErrorBoundary.tsx";
import { HostGone } from "./components/HostGone.tsx";
import { placeIn } from "./state/usePlaces.ts";
import "./styles.css";

async function page(): Promise<ReactNode> {
  if (window.tokentray !== undefined) return <App bridge={desktopBridge(window.tokentray)} />;
  const { openBrowserHost } = await import("./browserHost.ts");
  const bridge = await openBrowserHost();
  const begin = placeIn(window.location.hash, window.history.state);
  return typeof bridge === "string" ? <HostGone link={bridge} /> : <App bridge={bridge} begin={begin} />;
}

const root = document.getElementById("root");
if (root !== null) {
  const drawn = await page();
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{drawn}</ErrorBoundary>
    </StrictMode>,
  );
}
