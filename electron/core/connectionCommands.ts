// Commands about connections: save what the form holds, agree to a token endpoint elsewhere, trust an authority, remove one.
import { checkConnection, type Connection } from "../../shared/connection.ts";
import type { Handlers } from "../../shared/contract.ts";
import { done, failed } from "../../shared/failure.ts";
import { practiceConnection, sameAuthority, type Connections } from "./connections.ts";
import { ownFailure } from "./failures.ts";
import type { Clock } from "./ports.ts";
import type { SettingsKeeper } from "./settingsKeeper.ts";
import type { Accounts } from "./tokens/accounts.ts";

interface Deps {
  readonly connections: Connections;
  readonly accounts: Accounts;
  readonly settings: SettingsKeeper;
  readonly clock: Clock;
  readonly signOut: (accountId: string) => Promise<void>;
}

type ConnectionHandlers = Pick<
  Handlers,
  "saveConnection" | "removeConnection" | "confirmTokenOrigin" | "confirmAuthority"
>;

export function connectionHandlers({ connections, accounts, settings, clock, signOut }: Deps): ConnectionHandlers {
  const refuse = (field: string): ReturnType<typeof failed> => failed(ownFailure("badInput", clock.now(), { field }));
  return {
    saveConnection({ connectionId, draft }) {
      if (connectionId === practiceConnection.id) return Promise.resolve(refuse("connectionId"));
      const checked = checkConnection(draft);
      if (!checked.ok) return Promise.resolve(done({ saved: false, problems: checked.problems }));
      const before = connectionId === undefined ? undefined : connections.get(connectionId);
      if (connectionId !== undefined && before === undefined) return Promise.resolve(refuse("connectionId"));
      const id = before?.id ?? crypto.randomUUID();
      connections.put({ ...checked.connection, id, ...agreedBefore(before, checked.connection) });
      settings.store();
      return Promise.resolve(done({ saved: true, connectionId: id }));
    },

    async removeConnection({ connectionId }) {
      if (connectionId === practiceConnection.id) return refuse("connectionId");
      for (const { id, connection } of accounts.all()) if (connection.id === connectionId) await signOut(id);
      connections.remove(connectionId);
      settings.store();
      return done(null);
    },

    confirmTokenOrigin({ connectionId, origin }) {
      const connection = connections.get(connectionId);
      const url = URL.parse(origin);
      if (connection === undefined || url === null || url.origin !== origin) return Promise.resolve(refuse("origin"));
      connections.put({ ...connection, confirmedTokenOrigin: origin });
      settings.store();
      return Promise.resolve(done(null));
    },

    confirmAuthority({ connectionId, origin }) {
      const connection = connections.get(connectionId);
      // Only what the connection itself names can be trusted through it.
      const isOwn = connection !== undefined && URL.parse(connection.authority)?.origin === origin;
      if (!isOwn || connection.kind === "practice") return Promise.resolve(refuse("origin"));
      connections.put({ ...connection, confirmedAuthorityOrigin: origin });
      settings.store();
      return Promise.resolve(done(null));
    },
  };
}

/** What was agreed to about one authority says nothing about another, nor about another way for passwords to go. */
function agreedBefore(
  before: Connection | undefined,
  now: Omit<Connection, "id">,
): Pick<Connection, "confirmedTokenOrigin" | "confirmedAuthorityOrigin"> {
  if (before === undefined || !sameAuthority(before, now)) return {};
  const { confirmedTokenOrigin, confirmedAuthorityOrigin } = before;
  const sameWay = before.federation === now.federation && before.mexAddress === now.mexAddress;
  return {
    ...(sameWay && confirmedTokenOrigin !== undefined ? { confirmedTokenOrigin } : {}),
    ...(confirmedAuthorityOrigin === undefined ? {} : { confirmedAuthorityOrigin }),
  };
}
