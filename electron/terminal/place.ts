// Which account and connection the options name. A connection that is new is set up on the way.
import type { Connection } from "../../shared/connection.ts";
import { isKnownAs, sameUserName, signInName } from "../../shared/displayNames.ts";
import { practicePeople } from "../../shared/practicePeople.ts";
import type { Account } from "../../shared/snapshot.ts";
import { placeWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { findAccount } from "./findAccount.ts";
import { findConnection } from "./findConnection.ts";
import type { PlaceValues } from "./placeOptions.ts";
import { refuse, type Refused } from "./refused.ts";
import type { WayValues } from "./wayOptions.ts";

export interface FoundPlace {
  readonly ok: true;
  readonly connection: Connection;
  /** As typed, else the only one there can be. */
  readonly username?: string;
  /** There where it is signed in. */
  readonly account?: Account;
}
export type Place = FoundPlace | Refused;

export async function findPlace(app: App, values: PlaceValues & Pick<WayValues, "any-account">): Promise<Place> {
  if (values.account !== undefined) return placeOfAccount(app, values.account);
  const found = await findConnection(app, values);
  if (!found.ok) return found;
  const { connection } = found;
  const theirs = app.snapshot().accounts.filter(({ connectionId }) => connectionId === connection.id);
  const named = values.username ?? (values.practice === true ? worker : undefined);
  const called = named === undefined ? undefined : accountCalled(theirs, named);
  const anyWillDo = named === undefined || values["any-account"] === true;
  const account = called ?? (anyWillDo ? onlyOne(theirs) : undefined);
  const username = named ?? (account && signInName(account));
  return {
    ok: true,
    connection,
    ...(username !== undefined && { username }),
    ...(account !== undefined && { account }),
  };
}

/** What the server calls somebody counts before what they were asked for as; of two people of one name, the last to sign in. */
function accountCalled(accounts: readonly Account[], name: string): Account | undefined {
  const newest = accounts.toSorted((a, b) => b.signedInAt - a.signedInAt);
  return newest.find((account) => sameUserName(account.username, name)) ?? newest.find((one) => isKnownAs(one, name));
}

function placeOfAccount(app: App, name: string): Place {
  const found = findAccount(app, name);
  if (!found.ok) return found;
  const { account } = found;
  const connection = app.snapshot().connections.find(({ id }) => id === account.connectionId);
  if (connection === undefined) return refuse(placeWords.noConnection(account.connectionId));
  return { ok: true, connection, account, username: signInName(account) };
}

const worker = practicePeople.find(({ situation }) => situation === "works")?.username;

function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
