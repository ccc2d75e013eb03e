// What a person agreed to about a connection lasts only as long as what they agreed about.
import { expect, test } from "vitest";
import { connectionHandlers } from "../../electron/core/connectionCommands.ts";
import { createConnections } from "../../electron/core/connections.ts";
import { createStore } from "../../electron/core/store.ts";
import { firstSnapshot } from "../../shared/snapshot.ts";
import type { ConnectionDraft } from "../../shared/connection.ts";
import { createVirtualClock } from "../support/virtualClock.ts";

const draft: ConnectionDraft = {
  label: "Contoso",
  colour: "blue",
  kind: "entra",
  authority: "https://login.contoso.example",
  tenant: "contoso.com",
  clientId: "a-client",
  scopes: "User.Read",
  federation: "ownMex",
  mexAddress: "https://sts.contoso.example/mex",
};
const tokenOrigin = "https://sts.contoso.example";
const authorityOrigin = "https://login.contoso.example";

/** After both confirmations: what a further save of the form leaves of them. */
async function afterSaving(changes: Partial<ConnectionDraft>) {
  const about = { version: "0", host: "desktop", platform: "linux", tray: "unknown", runtime: "test" } as const;
  const connections = createConnections(createStore(firstSnapshot(about)));
  const handlers = connectionHandlers({
    connections,
    accounts: { all: () => [] } as never,
    settings: { store: () => {} } as never,
    clock: createVirtualClock(),
    signOut: () => Promise.resolve(),
  });
  const saved = await handlers.saveConnection({ draft });
  const connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
  await handlers.confirmTokenOrigin({ connectionId, origin: tokenOrigin });
  await handlers.confirmAuthority({ connectionId, origin: authorityOrigin });
  await handlers.saveConnection({ connectionId, draft: { ...draft, ...changes } });
  const { confirmedTokenOrigin, confirmedAuthorityOrigin } = connections.get(connectionId) ?? {};
  return { confirmedTokenOrigin, confirmedAuthorityOrigin };
}

test.each([
  ["another name", { label: "Contoso at work" }],
  ["other scopes", { scopes: "Mail.Read" }],
  ["a certificate authority", { caFile: "/etc/company.pem" }],
] as const)("%s changes nothing of it", async (_, changes) => {
  expect(await afterSaving(changes)).toEqual({
    confirmedTokenOrigin: tokenOrigin,
    confirmedAuthorityOrigin: authorityOrigin,
  });
});

test.each([
  ["another address of the federation service", { mexAddress: "https://sts.contoso.example/other" }],
  ["another way to check passwords", { federation: "federated" }],
  ["the usual way to check passwords", { federation: "automatic" }],
] as const)("%s wants a new word about where passwords go, not about the authority", async (_, changes) => {
  expect(await afterSaving(changes)).toEqual({
    confirmedTokenOrigin: undefined,
    confirmedAuthorityOrigin: authorityOrigin,
  });
});

test("another authority ends all of it", async () => {
  expect(await afterSaving({ authority: "https://login.elsewhere.example" })).toEqual({});
});
