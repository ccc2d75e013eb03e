// The built engine, with its own network, files and seal; the keyring is a constant key.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as EngineModule from "../../../electron/terminal/engine.ts";
import type { Ports } from "../../../electron/core/ports.ts";
import type { Outcome } from "../../../shared/failure.ts";
import { benchKey } from "../benchKey.ts";
import { cloud, clientId, scope, tenantId, usernameOf } from "../people.ts";
import type { Adapter, Client } from "./adapter.ts";
import { createNoDisk } from "./noDisk.ts";

export const tokentray: Adapter = async ({ origin, folder, engine }) => {
  const { createEngine, nodeConnect, nodeFetch } = (await import(engine)) as typeof EngineModule;
  const here = (url: string): string => origin + url.slice(cloud.length);
  const ports: Partial<Ports> = {
    fetch: (url, init) => nodeFetch(here(url), init),
    connect: (url) => nodeConnect(here(url)),
    ...(folder === undefined ? { files: createNoDisk(), log: { write: () => undefined } } : {}),
  };
  return {
    async open() {
      const { app } = createEngine({
        dataFolder: folder ?? mkdtempSync(join(tmpdir(), "tokentray-bench-")),
        ports,
        openKeyring: () =>
          folder === undefined
            ? Promise.reject(new Error("no keyring"))
            : Promise.resolve({
                getSecret: () => Promise.resolve(benchKey),
                setSecret: () => Promise.resolve(),
                deleteCredential: () => Promise.resolve(true),
              }),
      });
      // A program waits for what it needs, and not for every record there is.
      const started = app.start();
      let connectionId: string | undefined;
      const connection = async (): Promise<string> => {
        if (connectionId !== undefined) return connectionId;
        await started;
        const saved = value(await app.handlers.saveConnection({ draft }));
        if (!saved.saved) throw new Error("the connection was refused");
        return (connectionId = saved.connectionId);
      };
      const client: Client = {
        ready: () => started,
        prepare: () => void connection().then((id) => app.handlers.prepareSignIn({ connectionId: id })),
        async signIn(index) {
          const input = { connectionId: await connection(), username: usernameOf(index), password: "a password" };
          return { index, account: value(await app.handlers.signIn(input)).accountId };
        },
        async token({ account }, fresh = false) {
          const got = value(await app.getToken({ accountId: String(account), scopes: [scope], forceRefresh: fresh }));
          return got.token.reveal();
        },
        serialize: () => "",
        close: () => app.stop(),
      };
      return client;
    },
  };
};

const draft = {
  label: "Bench",
  colour: "blue",
  kind: "entra",
  authority: cloud,
  tenant: tenantId,
  clientId,
  scopes: scope,
  // Who checks the password is known, so nothing is looked up by the user name; MSAL Node never looks.
  federation: "managed",
};

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.failure)}`);
  return outcome.value;
}
