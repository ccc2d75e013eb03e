// The connections by ID: the built-in practice tenant and what the person has set up.
import type { Connection } from "../../shared/connection.ts";
import { practiceTenant } from "../../shared/practicePeople.ts";
import { authorityTypes } from "./authority/authorityType.ts";
import type { Store } from "./store.ts";

export interface Connections {
  get(connectionId: string): Connection | undefined;
  all(): readonly Connection[];
  /** Adds it or takes the place of the one with its ID. */
  put(connection: Connection): void;
  remove(connectionId: string): void;
}

export const practiceConnection: Connection = {
  id: "practice",
  label: practiceTenant.label,
  colour: "orange",
  kind: "practice",
  authority: "",
  tenant: practiceTenant.domain,
  clientId: practiceTenant.clientId,
  scopes: practiceTenant.scopes,
};

export function createConnections(store: Store): Connections {
  const replace = (change: (connections: readonly Connection[]) => readonly Connection[]): void =>
    store.update((snapshot) => ({ ...snapshot, connections: change(snapshot.connections) }));
  return {
    get: (connectionId) => store.get().connections.find(({ id }) => id === connectionId),
    all: () => store.get().connections,
    put: (connection) =>
      replace((connections) =>
        connections.some(({ id }) => id === connection.id)
          ? connections.map((old) => (old.id === connection.id ? connection : old))
          : [...connections, connection],
      ),
    remove: (connectionId) => replace((connections) => connections.filter(({ id }) => id !== connectionId)),
  };
}

/**
 * Is a refresh token got through `before` good for `now`? It is bound to client and authority; labels and scopes do not
 * matter, nor by which of a known cloud's names the authority is called. Names that are no more than alike are others.
 */
export function belongsTo(before: Connection, now: Connection): boolean {
  return (
    before.kind === now.kind &&
    sameAuthority(before, now) &&
    before.tenant.toLowerCase() === now.tenant.toLowerCase() &&
    before.clientId === now.clientId
  );
}

/** One authority, however it is written. */
export function sameAuthority(one: PlaceOfConnection, other: PlaceOfConnection): boolean {
  const { canonical } = authorityTypes[one.kind];
  return one.kind === other.kind && canonical(one.authority) === canonical(other.authority);
}

type PlaceOfConnection = Pick<Connection, "kind" | "authority">;
