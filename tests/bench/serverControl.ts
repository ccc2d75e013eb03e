// Starts the token server and speaks with it.
import { fork } from "node:child_process";
import { join } from "node:path";

export interface ServerFacts {
  readonly plain: string;
  readonly tls: string;
  readonly link: string;
  /** PEM of who vouches for it. */
  readonly authority: string;
}

export interface Command {
  readonly latencyMs?: number;
  /** Begins to count anew. */
  readonly reset?: boolean;
}

export interface TokenServer extends ServerFacts {
  /** Answers how many requests came since the last `reset`. */
  tell(command: Command): Promise<number>;
  stop(): void;
}

export async function startTokenServer(): Promise<TokenServer> {
  const child = fork(join(import.meta.dirname, "tokenServer.ts"), { execArgv: [] });
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const lose = (): void => reject(new Error("the token server has ended"));
      child.once("exit", lose);
      child.once("message", (message) => {
        child.off("exit", lose);
        resolve(message as T);
      });
    });
  const facts = await next<ServerFacts>();
  return {
    ...facts,
    async tell(command) {
      const heard = next<{ readonly requests: number }>();
      child.send(command);
      return (await heard).requests;
    },
    stop: () => child.disconnect(),
  };
}
