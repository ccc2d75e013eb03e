// `tokentray` against a network that is a function: somebody signs in on every page and types every code at once.
import { onTestFinished } from "vitest";
import type { Clock } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { bearer, clientId, createWhoNet, idTokenWith, type Fields, type WhoNet } from "../support/whoApp.ts";
import { commandLine, type Ran } from "./commandLine.ts";
import type { FakeTerminalOptions } from "./fakeTerminal.ts";

export interface WhoLine {
  readonly net: WhoNet;
  /** From now on, this person signs in, whoever is asked for; undefined: the server does not say who. */
  comes(claims: Fields | undefined, more?: Fields): void;
  run(args: string, options?: FakeTerminalOptions): Promise<Ran>;
}

/** Timers run a hundred times as fast, so that nobody waits for polls. */
const hurried: Clock = { now: () => Date.now(), after: (ms, then) => systemClock.after(ms / 100, then) };

/** What to type for a connection to its server. */
export const atWhoServer = `--authority https://id.test/realms/lab --kind openid --client-id ${clientId} --scope api.read`;

/** Files and keyring are gone when the test ends. */
export function whoLine(): WhoLine {
  const line = commandLine();
  onTestFinished(() => line.remove());
  const net = createWhoNet("openid", systemClock, { revocation_endpoint: "https://id.test/realms/lab/revoke" });
  return {
    net,
    comes(claims, more = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = () => ({ iss: net.issuer, aud: clientId, iat: now, exp: now + 3_600, nonce: net.nonce });
      net.answer = () =>
        bearer({ ...(claims === undefined ? {} : { id_token: idTokenWith({ ...usual(), ...claims }) }), ...more });
    },
    async run(args, options = {}) {
      let visited = false;
      const onErr = (text: string): void => {
        const address = /^ {4}(https:\S+redirect_uri\S+)$/m.exec(text)?.[1];
        if (address === undefined || visited) return;
        visited = true;
        void net.visit(address).catch(() => undefined);
      };
      const clock = args.includes("--device-code") ? hurried : systemClock;
      return line.tokentray(args.split(" "), { ...options, onErr }, { fetch: net.fetch, clock });
    },
  };
}
