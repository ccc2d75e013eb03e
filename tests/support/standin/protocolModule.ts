// The protocol module: which schemes are privileged, and which handler serves each.
import { requireNotReady, requireReady } from "./readiness.ts";
import { strict } from "./strictModule.ts";

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

export interface Protocol {
  registerSchemesAsPrivileged(customSchemes: readonly { readonly scheme: string }[]): void;
  handle(scheme: string, handler: SchemeHandler): void;
  unhandle(scheme: string): void;
  isProtocolHandled(scheme: string): boolean;
}

let privileged: readonly string[] | undefined;

export function privilegedSchemes(): readonly string[] {
  return privileged ?? [];
}

/** Each session has its own. `serve` answers undefined where no handler is registered. */
export function createProtocol(): { protocol: Protocol; serve: (request: Request) => Promise<Response> | undefined } {
  const handlers = new Map<string, SchemeHandler>();
  const needsReady = "protocol module can only be used after app is ready";
  const protocol = strict<Protocol>("protocol", {
    registerSchemesAsPrivileged(customSchemes) {
      requireNotReady("protocol.registerSchemesAsPrivileged should be called before app is ready");
      if (privileged)
        throw new Error("stand-in: registerSchemesAsPrivileged replaces what an earlier call registered; call it once");
      privileged = customSchemes.map(({ scheme }) => scheme);
    },
    handle(scheme, handler) {
      requireReady(needsReady);
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme) {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
  });
  const serve = (request: Request): Promise<Response> | undefined => {
    const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
    return handler && Promise.resolve().then(() => handler(request));
  };
  return { protocol, serve };
}
