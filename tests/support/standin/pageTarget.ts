// One page of Chromium, opened blank, with the bridge and the preload waiting for its first document.
import { browser } from "./browser.ts";
import type { EventListener } from "./chromiumPipe.ts";
import { pageWorldScript, preloadWorldName, preloadWorldScript, toMainBinding } from "./preloadScripts.ts";

export interface Page {
  readonly targetId: string;
  send(method: string, parameters?: object): Promise<Record<string, unknown>>;
  close(): void;
}

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  readonly preload: string | undefined;
  readonly onEvent: EventListener;
}

export async function openPage({ width, height, preload, onEvent }: PageOptions): Promise<Page> {
  const devTools = await browser();
  const { targetId } = (await devTools.send("Target.createTarget", {
    url: "about:blank",
    width,
    height,
    newWindow: true,
  })) as { targetId: string };
  const { sessionId } = (await devTools.send("Target.attachToTarget", { targetId, flatten: true })) as {
    sessionId: string;
  };
  devTools.listen(sessionId, onEvent);
  const send = (method: string, parameters: object = {}): Promise<Record<string, unknown>> =>
    devTools.send(method, parameters, sessionId);
  await Promise.all([
    send("Page.enable"),
    send("Page.setLifecycleEventsEnabled", { enabled: true }),
    send("Runtime.addBinding", { name: toMainBinding, executionContextName: preloadWorldName }),
    send("Page.addScriptToEvaluateOnNewDocument", { source: pageWorldScript() }),
    send("Page.addScriptToEvaluateOnNewDocument", { source: preloadWorldScript(preload), worldName: preloadWorldName }),
    send("Runtime.enable"),
    send("Inspector.enable"),
    send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
  ]);
  const close = (): void => {
    devTools.ignore(sessionId);
    devTools.send("Target.closeTarget", { targetId }).catch(() => undefined); // may be closed already
  };
  return { targetId, send, close };
}
