// Whoever asks for one account's token does not wait for the records of all the others.
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp, type App } from "../../electron/core/app.ts";
import type { Files, Ports } from "../../electron/core/ports.ts";
import { createFakeSecretStore } from "../support/fakeSecretStore.ts";
import { startOpenIdApp } from "../support/openIdApp.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { clientId } from "./grants/asking.ts";
import { startRotatingServer, type RotatingServer } from "./rotatingServer.ts";

const scopes = ["api.read"];
let server: RotatingServer;
let ports: Ports;
let ids: readonly string[];
/** Records that cannot be read before this resolves. */
let held: ReadonlySet<string>;
let release: () => void;
let app: App;

const idOf = (name: string): string => /^vault\/(\w+)\.sealed$/.exec(name)?.[1] ?? "";

/** Three people signed in, and the next program about to start on their records. */
beforeEach(async () => {
  server = await startRotatingServer();
  const first = await startOpenIdApp(server.origin, { clientId }, createVirtualClock(Date.now()));
  const signedIn: string[] = [];
  for (const username of ["ann", "bob", "cy"]) {
    const outcome = await first.app.handlers.signIn({ connectionId: first.connectionId, username, password: "x" });
    if (!outcome.ok) throw new Error("sign-in failed");
    signedIn.push(outcome.value.accountId);
  }
  ids = signedIn;
  await first.app.stop();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  release = open;
  const files: Files = {
    ...first.files,
    read: async (name) => {
      if (held.has(idOf(name))) await gate;
      return first.files.read(name);
    },
  };
  ports = { ...first.ports, files };
  held = new Set();
});
afterEach(async () => {
  release();
  await app.stop();
});

const [ann, bob, cy] = [0, 1, 2];
const token = async (who: number): Promise<unknown> => {
  const outcome = await app.getToken({ accountId: ids[who] ?? "", scopes });
  return outcome.ok ? outcome.value.source : outcome.failure.kind;
};
const shown = (): readonly string[] =>
  app
    .snapshot()
    .accounts.map(({ id }) => id)
    .toSorted();

it("a token is there while other records are still being read, without a request", async () => {
  held = new Set([ids[ann] ?? "", ids[bob] ?? ""]);
  app = createApp(ports);
  const started = app.start();
  expect(await token(cy)).toBe("memory");
  expect(shown()).toEqual([ids[cy]]);
  release();
  await started;
  expect(shown()).toEqual([...ids].toSorted());
  expect(server.refreshes).toBe(0);
});

it("a record that is read twice meanwhile is one account, with what memory knows", async () => {
  held = new Set(ids);
  app = createApp(ports);
  const started = app.start();
  const both = Promise.all([token(ann), token(ann), token(bob)]);
  release();
  expect(await both).toEqual(["memory", "memory", "memory"]);
  await started;
  expect(shown()).toEqual([...ids].toSorted());
});

it("an account that is signed out while its record is being read does not come back", async () => {
  app = createApp(ports);
  await app.start();
  const next = createApp(ports);
  held = new Set([ids[ann] ?? ""]);
  const started = next.start();
  const asked = next.getToken({ accountId: ids[ann] ?? "", scopes });
  await app.handlers.signOut({ accountId: ids[ann] ?? "" });
  release();
  expect(await asked).toMatchObject({ ok: false, failure: { kind: "signInNeeded" } });
  await started;
  expect(next.snapshot().accounts).toHaveLength(2);
  await next.stop();
});

it("of an account that there is none of, the end is a failure, and so it is before the program has started", async () => {
  app = createApp(ports);
  expect(await token(ann)).toBe("signInNeeded");
  await app.start();
  expect(await app.getToken({ accountId: "nobody", scopes })).toMatchObject({ failure: { kind: "signInNeeded" } });
});

it("where the store is locked, that is what is said", async () => {
  const secretStore = createFakeSecretStore();
  app = createApp({ ...ports, secretStore: { ...secretStore, state: async () => ({ kind: "locked", backEnd: "x" }) } });
  await app.start();
  expect(await token(ann)).toBe("vaultLocked");
});
