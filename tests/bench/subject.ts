// One process of the benchmark: does one task with one library and says on standard output what came of it.
import type { Adapter, AdapterName } from "./adapters/adapter.ts";
import { tasks, type Job, type Task, type TaskName } from "./tasks.ts";

export interface Order extends Job {
  readonly adapter: AdapterName;
  readonly task: TaskName;
}

async function adapterNamed(name: AdapterName): Promise<Adapter> {
  if (name === "tokentray") return (await import("./adapters/tokentray.ts")).tokentray;
  const adapters = await import("./adapters/msal.ts");
  return adapters[name];
}

// The engine's own timers keep no process alive, and at times it waits for nothing else, such as another process's lock.
setInterval(() => undefined, 60_000);
const order = JSON.parse(process.argv[2] ?? "") as Order;
const task: Task = tasks[order.task];
const done = await task(await adapterNamed(order.adapter), order);
process.stdout.write(JSON.stringify(done), () => process.exit(0));
