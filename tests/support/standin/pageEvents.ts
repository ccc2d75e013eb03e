// Translates the DevTools events of one page into the few things that webContents reacts to.
import type { PausedRequest } from "./pageRequests.ts";
import { preloadWorldName, toMainBinding } from "./preloadScripts.ts";
import { mark } from "./record.ts";
import { fromWire } from "./wireAddress.ts";

export interface PageReactions {
  /** Execution contexts of the main frame's preload world, kept current here. */
  readonly preloadContexts: Set<number>;
  message(context: number, text: string): void;
  console(level: string, message: string): void;
  navigated(url: string): void;
  movedWithin(url: string): void;
  parsed(): void;
  loaded(): void;
  painted(): void;
  windowOpened(details: { readonly url: string; readonly frameName: string }): void;
  dialogOpened(): void;
  requested(paused: PausedRequest): void;
  crashed(): void;
}

type Handlers = Record<string, (parameters: Record<string, unknown>) => void>;

interface Frame {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
  readonly urlFragment?: string;
}

export function pageEventHandlers(react: PageReactions): Handlers {
  return { ...navigationHandlers(react), ...contextHandlers(react), ...otherHandlers(react) };
}

function navigationHandlers(react: PageReactions): Handlers {
  let showsApp = false; // false while the page is still the blank one it was opened with
  let painted = false;
  return {
    "Page.frameNavigated": (parameters) => {
      const frame = parameters["frame"] as Frame;
      if (frame.parentId !== undefined || frame.url === "about:blank") return;
      showsApp = true;
      painted = false;
      react.navigated(fromWire(frame.url + (frame.urlFragment ?? "")));
    },
    "Page.navigatedWithinDocument": ({ url }) => react.movedWithin(fromWire(String(url))),
    "Page.domContentEventFired": () => {
      if (showsApp) react.parsed();
    },
    "Page.loadEventFired": () => {
      if (!showsApp) return;
      mark("load");
      react.loaded();
    },
    "Page.lifecycleEvent": ({ name }) => {
      // Headless Chromium sometimes loads a page without reporting a paint.
      if (!showsApp || painted || !["firstPaint", "firstContentfulPaint", "load"].includes(String(name))) return;
      painted = true;
      mark("firstPaint");
      react.painted();
    },
  };
}

function contextHandlers(react: PageReactions): Handlers {
  return {
    "Runtime.executionContextCreated": (parameters) => {
      const context = parameters["context"] as { readonly id: number; readonly name: string };
      if (context.name === preloadWorldName) react.preloadContexts.add(context.id);
    },
    "Runtime.executionContextDestroyed": ({ executionContextId }) =>
      void react.preloadContexts.delete(executionContextId as number),
    "Runtime.executionContextsCleared": () => react.preloadContexts.clear(),
    "Runtime.bindingCalled": ({ name, executionContextId, payload }) => {
      if (name === toMainBinding) react.message(executionContextId as number, String(payload));
    },
    "Runtime.consoleAPICalled": ({ type, args }) => {
      const words = (args as { value?: string | number | boolean; description?: string }[]).map(
        ({ value, description }) => String(value ?? description),
      );
      react.console(type === "log" ? "info" : String(type), words.join(" "));
    },
  };
}

function otherHandlers(react: PageReactions): Handlers {
  return {
    "Page.windowOpen": ({ url, windowName }) =>
      react.windowOpened({ url: fromWire(String(url)), frameName: String(windowName) }),
    "Page.javascriptDialogOpening": () => react.dialogOpened(),
    "Fetch.requestPaused": (parameters) => react.requested(parameters as unknown as PausedRequest),
    "Inspector.targetCrashed": () => react.crashed(),
  };
}
