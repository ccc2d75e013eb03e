// Runs `tokentray` in this process: real core, real practice tenant, real files, a keyring that behaves.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ports } from "../../electron/core/ports.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { createKeyringStore } from "../../electron/node/keyringStore.ts";
import { memoryStore } from "../../electron/node/memoryStore.ts";
import { createEngine } from "../../electron/terminal/engine.ts";
import { run } from "../../electron/terminal/main.ts";
import { createFakeKeyring, type FakeKeyring } from "../support/fakeKeyring.ts";
import { fakeTerminal, type FakeTerminalOptions } from "./fakeTerminal.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly inputRead: number;
  readonly questions: readonly string[];
}

export interface CommandLine {
  readonly folder: string;
  /** One command in a “process” of its own: nothing but files and keyring outlives it. */
  tokentray(line: readonly string[], terminal?: FakeTerminalOptions, ports?: Partial<Ports>): Promise<Ran>;
  /** What the keyring is like for the commands that follow. */
  readonly ring: FakeKeyring;
  shutKeyring(shut: boolean): void;
  remove(): void;
}

export function commandLine({ keyring = true }: { readonly keyring?: boolean } = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-terminal-"));
  const ring = createFakeKeyring();
  const store = () =>
    keyring
      ? createKeyringStore({ files: createNodeFiles(folder), openEntry: ring.openEntry, limitMs: 400 })
      : memoryStore;
  return {
    folder,
    async tokentray(line, options, ports) {
      const fake = fakeTerminal(options);
      const code = await run(line, fake.terminal, (lasting) =>
        createEngine({
          dataFolder: folder,
          lasting,
          ports: { secretStore: store(), ...ports },
          tell: (text) => fake.terminal.err(`${text}\n`),
        }),
      );
      return { code, out: fake.out(), err: fake.err(), inputRead: fake.inputRead(), questions: fake.questions() };
    },
    ring,
    shutKeyring: (now) => (ring.mood = now ? "locked" : "open"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
