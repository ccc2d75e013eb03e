// A program with one account at a server whose answers can be spoilt: asks, and tells whether anything was changed by that.
import { onTestFinished } from "vitest";
import type { App } from "../../electron/core/app.ts";
import { secondTryAfterMs } from "../../electron/core/http.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import type { FailureKind, Outcome } from "../../shared/failure.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";
import { connectTo, createNodeApp, scopes, signInAs } from "./nodeApp.ts";
import { startRawServer, type Asked, type RawServer, type Spoil } from "./rawServer.ts";

export interface FaultedApp {
  readonly server: RawServer;
  readonly clock: VirtualClock;
  /**
   * What came of an answer that is spoilt like this. Throws where a failure touched the account's record, or where anything
   * but a question for metadata was sent twice. `stepMs`: how fast time passes meanwhile.
   */
  ask(how: Spoil, stepMs?: number): Promise<FailureKind | "succeeded">;
  /** Asks with nothing spoilt, for a new token and with the refresh token that was had before all faults. Throws where that fails. */
  goesOn(): Promise<void>;
}

/** Stops when the test ends. */
export async function startFaultedApp(asked: Asked): Promise<FaultedApp> {
  const server = await startRawServer();
  const clock = createVirtualClock(Date.now());
  const files = createMemoryFiles();
  const first = createNodeApp("", { files, clock });
  await first.start();
  const connectionId = await connectTo(first, server.origin);
  const accountId = await signInAs(first, connectionId, "ann");
  await first.stop();
  // This one has asked nothing yet. Where the metadata is not to be spoilt, it is got before.
  const app = createNodeApp("", { files, clock });
  await app.start();
  if (asked !== "discovery") await refreshOf(app, accountId);
  onTestFinished(async () => {
    await app.stop();
    await server.close();
  });

  const record = async (): Promise<string> =>
    Buffer.from((await files.read(`vault/${accountId}.sealed`)) ?? []).toString("base64");
  const asking: Readonly<Record<Asked, () => Promise<Outcome<unknown>>>> = {
    discovery: () => refreshOf(app, accountId),
    refresh: () => refreshOf(app, accountId),
    password: () => app.handlers.signIn({ connectionId, username: "ann", password: "a password" }),
    deviceCode: () => app.handlers.signInWithDeviceCode({ connectionId }),
  };

  return {
    server,
    clock,
    async ask(how, stepMs = asked === "discovery" ? secondTryAfterMs : 0) {
      server.spoil = { asked, how };
      const before = await record();
      const heardBefore = server.forms.length;
      const outcome = await whileTimePasses(clock, asking[asked](), stepMs);
      server.spoil = undefined;
      const heard = server.forms.slice(heardBefore).filter((form) => form.asked === asked);
      if (asked !== "discovery" && heard.length !== 1) throw new Error(`asked ${heard.length} times`);
      if (outcome.ok) return "succeeded";
      if ((await record()) !== before) throw new Error("a failed request changed the account's record");
      return outcome.failure.kind;
    },
    async goesOn() {
      // A server that failed is left alone for five seconds.
      await clock.advance(5_000);
      const sentBefore = server.forms.findLast((form) => form.asked === "refresh")?.form.get("refresh_token");
      const outcome = await whileTimePasses(clock, refreshOf(app, accountId), secondTryAfterMs);
      if (!outcome.ok) throw new Error(`nothing is spoilt, and yet: ${outcome.failure.kind}`);
      const sent = server.forms.at(-1)?.form.get("refresh_token");
      if (asked === "refresh" && sent !== sentBefore) throw new Error("another refresh token was sent");
    },
  };
}

/** A little at a time, so that loopback always answers first. */
async function whileTimePasses<T>(clock: VirtualClock, work: Promise<T>, stepMs: number): Promise<T> {
  const state = { over: stepMs === 0 };
  void work.finally(() => (state.over = true)).catch(() => undefined);
  while (!state.over) {
    await new Promise((resolve) => void setTimeout(resolve, 1));
    if (!state.over) await clock.advance(stepMs);
  }
  return work;
}

function refreshOf(app: App, accountId: string): ReturnType<App["getToken"]> {
  return app.getToken({ accountId, scopes, forceRefresh: true });
}
