// Runs Electron until it ends, and reports how. What it complains about while coming up is held back, so that a failed
// start can be told in one sentence.
import { spawn } from "node:child_process";
import { type Ending, upAfterMs } from "./trouble.ts";

/** Passes interruptions on, and resolves when the app has ended; never rejects. */
export const runElectron = (executable: string, args: readonly string[]): Promise<Ending> => {
  const startedAt = performance.now();
  const child = spawn(executable, args, { stdio: ["inherit", "inherit", "pipe"] });
  const complaints = heldBack(upAfterMs);
  child.stderr.setEncoding("utf8").on("data", complaints.take);
  const release = passOnInterruptions((signal) => child.kill(signal));
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      release();
      resolve({ code, afterMs: performance.now() - startedAt, errorText: complaints.end() });
    };
    child.on("error", (error) => {
      complaints.take(`error: ${error.message}`);
      end(null);
    });
    child.on("close", end);
  });
};

const heldBack = (untilMs: number) => {
  let held = "";
  let open = false;
  const letGo = () => {
    open = true;
    process.stderr.write(held);
  };
  const timer = setTimeout(letGo, untilMs);
  return {
    take: (text: string) => {
      if (open) process.stderr.write(text);
      else held += text;
    },
    end: () => {
      clearTimeout(timer);
      return held;
    },
  };
};

// Ctrl-C reaches the app by itself, being in the same group; this process must outlive it. A plain kill reaches only
// this process, so it is passed on.
const passOnInterruptions = (kill: (signal: NodeJS.Signals) => void) => {
  const ignore = () => undefined;
  const pass = () => kill("SIGTERM");
  process.on("SIGINT", ignore).on("SIGTERM", pass);
  return () => process.off("SIGINT", ignore).off("SIGTERM", pass);
};
