// While somebody types, the connection to the authority is opened, and nothing else leaves the computer.
import { expect, test } from "vitest";
import { practiceConnection } from "../../../electron/core/connections.ts";
import { prepareSignIn } from "../../../electron/core/signIn/prepareSignIn.ts";
import type { Connection } from "../../../shared/connection.ts";

const contoso: Connection = {
  ...practiceConnection,
  id: "contoso",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.example",
};

function opened(connection: Connection, connectionId = connection.id): readonly unknown[] {
  const calls: unknown[] = [];
  const connections = {
    get: (id: string) => (id === connection.id ? connection : undefined),
    all: () => [connection],
    put: () => undefined,
    remove: () => undefined,
  };
  prepareSignIn({ connect: (...call) => void calls.push(call) }, connections)({ connectionId });
  prepareSignIn({}, connections)({ connectionId });
  return calls;
}

test("the authority's own origin is opened, without tenant or path, trusting what the connection trusts", () => {
  expect(opened(contoso)).toEqual([["https://login.microsoftonline.com", undefined]]);
  const own = {
    ...contoso,
    kind: "adfs",
    authority: "https://sts.contoso.example:8443/adfs",
    caFile: "/ca.pem",
  } as const;
  expect(opened(own)).toEqual([["https://sts.contoso.example:8443", "/ca.pem"]]);
});

test.each([
  ["the practice tenant, which may not run yet", practiceConnection, "practice"],
  ["an authority in clear", { ...contoso, authority: "http://127.0.0.1:5000" }, "contoso"],
  ["an authority that is no address", { ...contoso, authority: "contoso" }, "contoso"],
  ["a connection that is not there", contoso, "fabrikam"],
])("nothing is opened for %s", (_, connection, asked) => {
  expect(opened(connection, asked)).toEqual([]);
});
