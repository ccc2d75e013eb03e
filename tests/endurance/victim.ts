// The process that is killed: refreshes accounts at random until then, and writes down every token it was told of.
// Arguments: the data folder, the file to write to, where it is to believe that it runs, then the accounts to begin with.
import { openSync, writeSync } from "node:fs";
import type { App } from "../../electron/core/app.ts";
import type { Failure } from "../../shared/failure.ts";
import { createKeyedQueue } from "../../electron/core/keyedQueue.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { createNodeApp, scopes, signInAs } from "./nodeApp.ts";
import { hurriedClock, type Place, processIn } from "./places.ts";

/** One line of the file. A line that stands there was true before the kill. */
export type Said =
  | { readonly said: "ready"; readonly accounts: readonly string[]; readonly notices: readonly string[] }
  | { readonly said: "token"; readonly accessToken: string; readonly firstAfterMs?: number }
  | { readonly said: "signInNeeded"; readonly person: string }
  | { readonly said: "trouble"; readonly person: string; readonly failure: Failure }
  | { readonly said: "bug"; readonly message: string };

const atOnce = 10;
const [folder = "", diary = "", place = "here", ...first] = process.argv.slice(2);

const file = openSync(diary, "a");
const say = (line: Said): void => void writeSync(file, `${JSON.stringify(line)}\n`);

// The program's own timers keep no process alive, and waiting for a lock it waits for nothing else.
setInterval(() => undefined, 60_000);
/** A person signs in to one account at a time. */
const signIns = createKeyedQueue();

const app = createNodeApp(folder, {
  files: createNodeFiles(folder, processIn(place as Place)),
  ...(place === "here" ? {} : { clock: hurriedClock }),
});
process.on("unhandledRejection", (error) => say({ said: "bug", message: String(error) }));
await app.start();
const readyAt = performance.now();
const { accounts, notices } = app.snapshot();
const people = new Map(accounts.map(({ id, username }) => [id, username]));
say({ said: "ready", accounts: [...people.values()], notices: notices.map(({ kind }) => kind) });

await Promise.all(first.map((accountId) => refresh(app, accountId, true)));
const ids = [...people.keys()];
const work = async (): Promise<void> => {
  for (;;) await refresh(app, ids[Math.floor(Math.random() * ids.length)] ?? "");
};
if (ids.length > 0) await Promise.all(Array.from({ length: atOnce }, work));

async function refresh({ getToken, snapshot }: App, accountId: string, isFirst = false): Promise<void> {
  const person = people.get(accountId) ?? "";
  const outcome = await getToken({ accountId, scopes, forceRefresh: true });
  if (outcome.ok) {
    const accessToken = outcome.value.token.reveal();
    return say({ said: "token", accessToken, ...(isFirst ? { firstAfterMs: performance.now() - readyAt } : {}) });
  }
  if (outcome.failure.kind !== "refreshRejected") return say({ said: "trouble", person, failure: outcome.failure });
  say({ said: "signInNeeded", person });
  const connectionId = snapshot().accounts.find(({ id }) => id === accountId)?.connectionId;
  if (connectionId !== undefined) await signIns.run("", () => signInAs(app, connectionId, person));
}
