// Runs tasks in fresh processes, with seeds made for them; what every row needs.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AdapterName, Person } from "./adapters/adapter.ts";
import { engineSeed, msalSeed, writeMsalSeed, type Freshness } from "./seeds.ts";
import { startTokenServer, type TokenServer } from "./serverControl.ts";
import type { Order } from "./subject.ts";
import { writePlain } from "./plain.ts";
import type { Done, TaskName } from "./tasks.ts";

export interface Start {
  readonly folder?: string;
  readonly seed?: string;
  readonly people: readonly Person[];
}

export interface Asked extends Partial<Start> {
  /** `plain` unless told. */
  readonly over?: "plain" | "tls" | "link";
  readonly startAt?: number;
}

export interface Bench {
  readonly server: TokenServer;
  run(adapter: AdapterName, task: TaskName, asked?: Asked): Promise<Done>;
  /** A cache on disk of so many accounts. `shared`: nothing changes it, so the same one serves every time. */
  disk(adapter: AdapterName, count: number, freshness: Freshness, shared?: boolean): Promise<Start>;
  /** The same in memory as far as the library can: the engine reads its records, MSAL a file that it never writes. */
  memory(adapter: AdapterName, count: number, freshness: Freshness): Promise<Start>;
  end(): void;
}

/** `engine` is the module measured: the built one, unless a test says otherwise. */
export async function createBench(engine: string): Promise<Bench> {
  const server = await startTokenServer();
  const scratch = mkdtempSync(join(tmpdir(), "tokentray-bench-run-"));
  const authority = join(scratch, "authority.pem");
  writeFileSync(authority, server.authority);
  const subject = writePlain(join(scratch, "plain"));
  const kept = new Map<string, Promise<Start>>();
  let sample: Promise<string> | undefined;

  const run: Bench["run"] = (adapter, task, { over = "plain", people = [], folder, seed, startAt } = {}) => {
    const setup = {
      origin: server[over],
      engine,
      library: `${import.meta.dirname}/`,
      ...(folder === undefined ? {} : { folder }),
      ...(seed === undefined ? {} : { seed }),
    };
    const order = { adapter, task, setup, people, ...(startAt === undefined ? {} : { startAt }) };
    return inProcess(subject, order, authority, scratch);
  };

  const grown = async (count: number, freshness: Freshness) => {
    sample ??= run("msal", "sample").then(({ texts }) => texts?.[0] ?? "");
    return msalSeed(await sample, count, freshness);
  };

  const make = async (adapter: AdapterName, count: number, freshness: Freshness): Promise<Start> => {
    const folder = mkdtempSync(join(scratch, "cache-"));
    if (adapter === "tokentray") return { folder, people: await engineSeed(folder, count, freshness) };
    const seed = await grown(count, freshness);
    writeMsalSeed(folder, seed);
    return { folder, people: seed.people };
  };

  return {
    server,
    run,
    disk(adapter, count, freshness, shared = false) {
      if (!shared) return make(adapter, count, freshness);
      const key = `${adapter} ${count} ${freshness}`;
      const start = kept.get(key) ?? make(adapter, count, freshness);
      kept.set(key, start);
      return start;
    },
    async memory(adapter, count, freshness) {
      if (adapter === "tokentray") return make(adapter, count, freshness);
      const { text, people } = await grown(count, freshness);
      const seed = join(mkdtempSync(join(scratch, "cache-")), "cache.json");
      writeFileSync(seed, text);
      return { seed, people };
    },
    end() {
      server.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function inProcess(subject: string, order: Order, authority: string, scratch: string): Promise<Done> {
  const args = ["--expose-gc", "--no-warnings", subject, JSON.stringify(order)];
  const env = { PATH: process.env["PATH"], HOME: scratch, TMPDIR: scratch, NODE_EXTRA_CA_CERTS: authority };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => {
      if (code === 0) resolve(JSON.parse(out) as Done);
      else reject(new Error(`${order.adapter} ${order.task} ended with ${code}: ${err.slice(0, 2000)}`));
    });
  });
}
