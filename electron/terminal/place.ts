// Which account and connection the options name. A connection that is new is set up on the way.
import type { Connection } from "../../shared/connection.ts";
import { practicePeople } from "../../shared/practicePeople.ts";
import type { Account } from "../../shared/snapshot.ts";
import { placeWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { findAccount } from "./findAccount.ts";
import { findConnection } from "./findConnection.ts";
import type { PlaceValues } from "./placeOptions.ts";
import { refuse, type Refused, sameName } from "./refused.ts";

export interface FoundPlace {
  readonly ok: true;
  readonly connection: Connection;
  /** As typed, else the only one there can be. */
  readonly username?: string;
  /** There where it is signed in. */
  readonly account?: Account;
}
export type Place = FoundPlace | Refused;

export async function findPlace(app: App, values: PlaceValues): Promise<Place> {
  if (values.account !== undefined) return placeOfAccount(app, values.account);
  const found = await findConnection(app, values);
  if (!found.ok) return found;
  const { connection } = found;
  const theirs = app.snapshot().accounts.filter(({ connectionId }) => connectionId === connection.id);
  const username = values.username ?? (values.practice === true ? worker : onlyOne(theirs)?.username);
  const account = theirs.find((candidate) => sameName(candidate.username, username ?? ""));
  return {
    ok: true,
    connection,
    ...(username !== undefined && { username }),
    ...(account !== undefined && { account }),
  };
}

function placeOfAccount(app: App, name: string): Place {
  const found = findAccount(app, name);
  if (!found.ok) return found;
  const { account } = found;
  const connection = app.snapshot().connections.find(({ id }) => id === account.connectionId);
  if (connection === undefined) return refuse(placeWords.noConnection(account.connectionId));
  return { ok: true, connection, account, username: account.username };
}

const worker = practicePeople.find(({ situation }) => situation === "works")?.username;

function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
