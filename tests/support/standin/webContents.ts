// webContents: one page, its navigation rules, its IPC and its life.
import { complain } from "./complain.ts";
import { emittedEvent } from "./emittedEvent.ts";
import { IpcMain } from "./ipcMain.ts";
import { pageEventHandlers } from "./pageEvents.ts";
import { receiveFromPreload, requireCloneable, sendToPreload } from "./pageIpc.ts";
import { answerRequest, type PausedRequest } from "./pageRequests.ts";
import { openPage, type Page } from "./pageTarget.ts";
import { record } from "./record.ts";
import type { Session } from "./session.ts";
import { StrictEmitter } from "./strictModule.ts";
import { WebFrameMain } from "./webFrameMain.ts";
import type { WebPreferences } from "./webPreferences.ts";
import { fromWire, toWire } from "./wireAddress.ts";

/** What the window around a page wants to know of it. */
export interface WindowOfPage {
  firstPainted(): void;
  /** The renderer crashed; the window stays, empty. */
  rendererGone(details: { readonly reason: string; readonly exitCode: number }): void;
}

type WindowOpenHandler = (details: object) => { readonly action: "allow" | "deny" };
interface Load {
  readonly url: string;
  resolve(): void;
  reject(error: Error): void;
}

const events = [
  "will-navigate",
  "will-frame-navigate",
  "will-redirect",
  "will-attach-webview",
  "did-navigate",
  "did-navigate-in-page",
  "did-finish-load",
  "did-fail-load",
  "dom-ready",
  "render-process-gone",
  "preload-error",
  "before-input-event",
  "console-message",
  "destroyed",
] as const;

const all = new Map<number, WebContents>();
let lastId = 0;

/** Ends a page on behalf of its window. */
export let endPage: (contents: WebContents) => void;

export class WebContents extends StrictEmitter {
  static {
    endPage = (contents) => {
      if (contents.#destroyed) return;
      contents.#destroyed = true;
      all.delete(contents.id);
      contents.#load?.reject(new Error(`ERR_ABORTED (-3) loading '${contents.#load.url}'`));
      contents.#page.then((page) => page.close()).catch(() => undefined); // it never opened
      contents.emit("destroyed");
    };
  }

  readonly id = ++lastId;
  readonly ipc = new IpcMain();
  readonly session: Session;
  readonly mainFrame: WebFrameMain;
  readonly #window: WindowOfPage;
  readonly #preferences: WebPreferences;
  readonly #page: Promise<Page>;
  readonly #preloadContexts = new Set<number>();
  #openedPage: Page | undefined;
  #url = "";
  #load: Load | undefined;
  #destroyed = false;
  #windowOpen: WindowOpenHandler = () => ({ action: "allow" });

  constructor(
    window: WindowOfPage,
    preferences: WebPreferences,
    session: Session,
    size: { readonly width: number; readonly height: number },
  ) {
    super("WebContents", events);
    this.#window = window;
    this.#preferences = preferences;
    this.session = session;
    this.mainFrame = new WebFrameMain(this);
    all.set(this.id, this);
    const handlers = this.#pageEvents();
    this.#page = openPage({
      ...size,
      preload: preferences.preload,
      onEvent: (method, parameters) => handlers[method]?.(parameters),
    });
    this.#page.then(
      (page) => (this.#openedPage = page),
      (error: unknown) => {
        if (!this.#destroyed) complain("stand-in: a window could not be opened", error);
      },
    );
  }

  getURL(): string {
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpen = handler;
  }

  async loadURL(url: string, _options?: object): Promise<void> {
    const loaded = this.#expectLoad(url);
    const page = await this.#page;
    const { errorText } = (await page.send("Page.navigate", { url: toWire(url) })) as { errorText?: string };
    if (errorText === undefined) return loaded;
    this.#load = undefined;
    this.emit("did-fail-load", emittedEvent(), -2, errorText, url, true);
    throw new Error(`${errorText} (-2) loading '${url}'`);
  }

  reload(): void {
    void this.#expectLoad(this.#url);
    void this.#page.then((page) => page.send("Page.reload"));
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
    requireCloneable(args);
    for (const context of this.#preloadContexts)
      if (this.#openedPage) sendToPreload(this.#openedPage, context, channel, args);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.#page;
    const answer = await page.send("Runtime.evaluate", {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    const { exceptionDetails, result } = answer as { exceptionDetails?: { text: string }; result: { value?: unknown } };
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  }

  forcefullyCrashRenderer(): void {
    void this.#page.then((page) => page.send("Page.crash")).catch(() => undefined); // a crash is not answered
  }

  openDevTools(_options?: object): void {
    throw new Error("stand-in: developer tools are not for this app");
  }

  static getAllWebContents(): WebContents[] {
    return [...all.values()];
  }

  static fromId(id: number): WebContents | undefined {
    return all.get(id);
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...all.values()].find((contents) => contents.#openedPage?.targetId === targetId);
  }

  #expectLoad(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve, reject) => {
      this.#load = { url: url.replace(/#.*$/s, ""), resolve, reject };
    });
    loaded.catch(() => undefined); // Electron does not insist on a listener either
    return loaded;
  }

  #pageEvents(): ReturnType<typeof pageEventHandlers> {
    return pageEventHandlers({
      preloadContexts: this.#preloadContexts,
      message: (context, text) => {
        const end = {
          sender: this,
          ipc: this.ipc,
          mainFrame: this.mainFrame,
          preloadFailed: (message: string, stack: string) => this.#preloadFailed(message, stack),
        };
        if (this.#openedPage) void receiveFromPreload(end, this.#openedPage, context, text);
      },
      console: (level, message) =>
        this.emit(
          "console-message",
          emittedEvent({ level, message, lineNumber: 0, sourceId: "", frame: this.mainFrame }),
        ),
      navigated: (url) => {
        this.#url = url;
        this.emit("did-navigate", emittedEvent(), url, 200, "OK");
      },
      movedWithin: (url) => {
        this.#url = url;
        this.emit("did-navigate-in-page", emittedEvent(), url, true, 0, 0);
      },
      parsed: () => this.emit("dom-ready", emittedEvent()),
      loaded: () => {
        this.emit("did-finish-load", emittedEvent());
        this.#load?.resolve();
        this.#load = undefined;
      },
      painted: () => this.#window.firstPainted(),
      windowOpened: (details) => this.#windowOpened(details),
      dialogOpened: () =>
        void this.#openedPage?.send("Page.handleJavaScriptDialog", { accept: true }).catch(() => undefined),
      requested: (paused) => void this.#requested(paused),
      crashed: () => this.#crashed(),
    });
  }

  #windowOpened(details: { readonly url: string; readonly frameName: string }): void {
    const rest = {
      features: "",
      disposition: "foreground-tab",
      referrer: { url: "", policy: "strict-origin-when-cross-origin" },
    };
    if (this.#windowOpen({ ...details, ...rest }).action === "allow") {
      record.ipcErrors.push(`window.open was allowed for ${details.url}; the stand-in has no child windows`);
    }
  }

  async #requested(paused: PausedRequest): Promise<void> {
    const page = await this.#page;
    const allowed = paused.resourceType !== "Document" || this.#mayNavigate(paused, page.targetId);
    // The page may be closed while its request is being answered.
    await answerRequest(page, this.session, paused, allowed).catch(() => undefined);
  }

  /** Asks the app, except for what the app itself loads. */
  #mayNavigate(paused: PausedRequest, mainFrameId: string): boolean {
    const url = fromWire(paused.request.url);
    const isMainFrame = paused.frameId === mainFrameId;
    if (isMainFrame && this.#load?.url === url && paused.redirectedRequestId === undefined) return true;
    const event = emittedEvent({
      url,
      isSameDocument: false,
      isMainFrame,
      frame: this.mainFrame,
      initiator: this.mainFrame,
    });
    if (paused.redirectedRequestId !== undefined) this.emit("will-redirect", event, url);
    else {
      this.emit("will-frame-navigate", event);
      if (isMainFrame) this.emit("will-navigate", event, url);
    }
    return !event.defaultPrevented;
  }

  #preloadFailed(message: string, stack: string): void {
    complain("Unable to load preload script:", stack);
    record.ipcErrors.push(`preload: ${message}`);
    this.emit("preload-error", emittedEvent(), this.#preferences.preload, Object.assign(new Error(message), { stack }));
  }

  #crashed(): void {
    const details = { reason: "crashed", exitCode: 5 };
    this.emit("render-process-gone", emittedEvent(), details);
    this.#window.rendererGone(details);
  }
}
