// MSAL Node as its users have it: required from CommonJS, which loads quickest, with the account at hand.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as MsalModule from "@azure/msal-node";
import { cloud, clientId, scope, tenantId, usernameOf } from "../people.ts";
import type { Adapter, Setup } from "./adapter.ts";
import type { PluginKind } from "./msalCache.ts";

/** With a cache plugin that reads its file only when it has changed: the best that a plugin can do. */
export const msal: Adapter = (setup) => load(setup, "unlessUnchanged");

/** With a plugin as in the library's samples, which reads and writes the whole file each time. */
export const msalSample: Adapter = (setup) => load(setup, "always");

async function load({ origin, folder, seed, library }: Setup, kind: PluginKind): ReturnType<Adapter> {
  const own = globalThis.fetch;
  // The library's own client does the sending; only where to is changed.
  globalThis.fetch = (url, init) => own(origin + (url as string).slice(cloud.length), init);
  const { PublicClientApplication } = createRequire(library)("@azure/msal-node") as typeof MsalModule;
  const plugin = folder === undefined ? undefined : await pluginFor(join(folder, "msal.sealed"), kind);
  return {
    async open() {
      const app = new PublicClientApplication({
        auth: { clientId, authority: `${cloud}/${tenantId}` },
        ...(plugin === undefined ? {} : { cache: { cachePlugin: plugin } }),
      });
      if (seed !== undefined) app.getTokenCache().deserialize(readFileSync(seed, "utf8"));
      return {
        ready: () => Promise.resolve(),
        prepare: () => undefined,
        async signIn(index) {
          const asked = { scopes: [scope], username: usernameOf(index), password: "a password" };
          const answer = await (app as PasswordGrant).acquireTokenByUsernamePassword(asked);
          if (answer?.account === undefined) throw new Error("no account");
          return { index, account: answer.account };
        },
        async token({ account }, fresh = false) {
          const asked = { scopes: [scope], account: account as MsalModule.AccountInfo, forceRefresh: fresh };
          return (await app.acquireTokenSilent(asked)).accessToken;
        },
        serialize: () => app.getTokenCache().serialize(),
        close: () => Promise.resolve(),
      };
    },
  };
}

/** A plugin is part of what is loaded: the engine brings its own seal. */
async function pluginFor(file: string, kind: PluginKind): Promise<MsalModule.ICachePlugin> {
  const { cachePlugin } = await import("./msalCache.ts");
  return cachePlugin(file, kind);
}

/** Deprecated and still there; it is what is compared with. */
interface PasswordGrant {
  acquireTokenByUsernamePassword(
    asked: MsalModule.UsernamePasswordRequest,
  ): Promise<MsalModule.AuthenticationResult | null>;
}
