// Runs the checks through the whole program and finds one result among them.
import { checkText } from "../../../shared/checkWords.ts";
import { createAuthorities } from "../../../electron/core/authority/authority.ts";
import { createConnections } from "../../../electron/core/connections.ts";
import { createChecks } from "../../../electron/core/diagnostics/checks.ts";
import { createHttp } from "../../../electron/core/http.ts";
import { createLog } from "../../../electron/core/log.ts";
import type { Fetch } from "../../../electron/core/ports.ts";
import { createStore } from "../../../electron/core/store.ts";
import type { Connection } from "../../../shared/connection.ts";
import type { CommandInput } from "../../../shared/contract.ts";
import { type CheckId, type CheckResult, firstSnapshot } from "../../../shared/snapshot.ts";
import type { TestApp } from "../../support/testApp.ts";

/** Every result of a run, by check. */
export type Results = Readonly<Record<CheckId, CheckResult>>;

export async function runChecks({ app }: TestApp, input: Partial<CommandInput<"runChecks">> = {}): Promise<Results> {
  const outcome = await app.handlers.runChecks({ connectionId: "practice", ...input });
  if (!outcome.ok)
    throw new Error(`the checks were not run: ${outcome.failure.kind} ${outcome.failure.evidence.field}`);
  const results = app.snapshot().checks?.results ?? [];
  return Object.fromEntries(results.map((result) => [result.id, result])) as unknown as Results;
}

/** State and finding in one text, such as "pass works". */
export function said({ state, finding }: CheckResult): string {
  return `${state} ${finding}`;
}

/** The whole text that a person reads. */
export function wordsOf(result: CheckResult): string {
  const { sentence, remedy } = checkText(result, "desktop");
  return [sentence, ...remedy].join(" ");
}

/** Sets up a connection to the practice tenant as if it were an authority of its own. */
export async function connectTo(
  { app, tenant }: TestApp,
  draft: Partial<Pick<Connection, "kind" | "authority" | "tenant" | "clientId" | "federation" | "mexAddress">> = {},
  connectionId?: string,
): Promise<string> {
  const outcome = await app.handlers.saveConnection({
    connectionId,
    draft: {
      label: "Own",
      colour: "blue",
      kind: "entra",
      authority: tenant.origin,
      tenant: tenant.domain,
      clientId: tenant.clientId,
      scopes: "User.Read",
      ...draft,
    },
  });
  if (!outcome.ok || !outcome.value.saved) throw new Error("the connection was refused");
  return outcome.value.connectionId;
}

export const entraConnection: Connection = {
  id: "entra",
  label: "Entra",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.onmicrosoft.com",
  clientId: "c11e7701-0000-4000-8000-000000000001",
  scopes: ["User.Read"],
};

/** Answers in place of an authority; `undefined` is a network that cannot find it. */
export type Answer = (url: string) => Response | undefined;

/** The checks alone, for connections and authorities that no form and no practice tenant would give. */
export async function checkOnly(
  { clock, secretStore, net }: TestApp,
  connection: Connection,
  answer: Answer = () => undefined,
  username?: string,
): Promise<{ readonly results: Results; readonly requests: readonly string[] }> {
  const about = { version: "0", host: "desktop", platform: "linux", tray: "shown", runtime: "test" } as const;
  const store = createStore({ ...firstSnapshot(about), connections: [connection] });
  const requests: string[] = [];
  const fetch: Fetch = (url) => {
    requests.push(url);
    const reply = answer(url);
    return reply === undefined
      ? Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }))
      : Promise.resolve(reply);
  };
  const practice = { start: () => Promise.reject(new Error("not here")), stop: nothing, forget: nothing };
  const http = createHttp(fetch, clock);
  const checks = createChecks({
    ports: { clock, secretStore, practice, desktop: { proxyFor: () => Promise.resolve(net.proxy) } },
    store,
    http,
    connections: createConnections(store),
    authorities: createAuthorities({ http, clock, practice }),
    accounts: { get: () => undefined },
    log: createLog({ write: () => undefined }, clock),
  });
  await checks.run({ connectionId: connection.id, username });
  const results = store.get().checks?.results ?? [];
  return { results: Object.fromEntries(results.map((result) => [result.id, result])) as unknown as Results, requests };
}

const nothing = (): Promise<void> => Promise.resolve();

export function json(
  body: object,
  { status = 200, headers = {} }: { status?: number; headers?: object } = {},
): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}
