// Sessions: permission handlers, proxy settings, own protocol handlers and fetch. Cookies, cache and downloads are not offered.
import { createFetch, type NetFetch } from "./net.ts";
import { createProtocol, type Protocol } from "./protocolModule.ts";
import { resolveProxy, type ProxyConfig } from "./proxyRules.ts";
import { requireReady } from "./readiness.ts";
import { StrictEmitter, strict } from "./strictModule.ts";
import { WebRequest } from "./webRequest.ts";

type PermissionRequestHandler = (
  webContents: object | null,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type PermissionCheckHandler = (
  webContents: object | null,
  permission: string,
  origin: string,
  details: object,
) => boolean;
type DevicePermissionHandler = (details: object) => boolean;

let systemProxy = "DIRECT";

/** What the operating system's proxy settings answer from now on. */
export function setSystemProxy(answer: string): void {
  systemProxy = answer;
}

/** What the app's handlers answer to a page that asks for `permission`. Electron grants everything where no handler is set. */
export let askPermission: (
  session: Session,
  permission: string,
  origin: string,
) => Readonly<Record<"requested" | "checked" | "device", boolean>>;
/** What the session's protocol handlers answer; undefined where there is none. */
export let serveFrom: (session: Session, request: Request) => Promise<Response> | undefined;

export class Session extends StrictEmitter {
  static {
    serveFrom = (session, request) => session.#serve(request);
    askPermission = (session, permission, origin) => {
      let requested = session.#request === null;
      const details = { requestingUrl: origin, isMainFrame: true };
      session.#request?.(null, permission, (granted) => (requested = granted), details);
      return {
        requested,
        checked: session.#check?.(null, permission, origin, {}) ?? true,
        device: session.#device?.({ deviceType: permission, origin, device: {} }) ?? true,
      };
    };
  }

  readonly protocol: Protocol;
  readonly webRequest = new WebRequest();
  readonly fetch: NetFetch;
  readonly #partition: string;
  readonly #serve: (request: Request) => Promise<Response> | undefined;
  #proxy: ProxyConfig = {};
  #request: PermissionRequestHandler | null = null;
  #check: PermissionCheckHandler | null = null;
  #device: DevicePermissionHandler | null = null;

  constructor(partition: string) {
    super("Session", ["will-download"]);
    this.#partition = partition;
    const { protocol, serve } = createProtocol();
    this.protocol = protocol;
    this.#serve = serve;
    this.fetch = createFetch(serve);
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(handler: DevicePermissionHandler | null): void {
    this.#device = handler;
  }

  setProxy(config: ProxyConfig): Promise<void> {
    this.#proxy = config;
    return Promise.resolve();
  }

  resolveProxy(url: string): Promise<string> {
    return Promise.resolve(resolveProxy(this.#proxy, url, systemProxy));
  }

  forceReloadProxyConfig(): Promise<void> {
    return Promise.resolve();
  }

  /** A hint that changes nothing but the time taken. */
  preconnect(_options: { readonly url: string; readonly numSockets?: number }): void {}

  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }

  clearStorageData(_options?: object): Promise<void> {
    return Promise.resolve();
  }

  /** Kept for the type's sake: Node verifies the certificates here, so the procedure is never asked. */
  setCertificateVerifyProc(_proc: ((request: object, callback: (code: number) => void) => void) | null): void {}

  setSpellCheckerEnabled(_enable: boolean): void {}

  isPersistent(): boolean {
    return this.#partition === "" || this.#partition.startsWith("persist:");
  }
}

export const defaultSession = new Session("");
const partitions = new Map<string, Session>([["", defaultSession]]);

export const session = strict("session", {
  get defaultSession() {
    requireReady("Session can only be received when app is ready");
    return defaultSession;
  },
  fromPartition(partition: string, _options?: object): Session {
    requireReady("Session can only be received when app is ready");
    const known = partitions.get(partition) ?? new Session(partition);
    partitions.set(partition, known);
    return known;
  },
});
