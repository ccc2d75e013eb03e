// Runs Electron until it ends, and reports how. What it complains about while coming up is held back, so that a failed
// start can be told in one sentence.
import { spawn } from "node:child_process";
import { type Ending, upAfterMs } from "./trouble.ts";

/** Passes interruptions on, and resolves when the app has ended; never rejects. */
export const runElectron = (executable: string, args: readonly string[]): Promise<Ending> => {
  const startedAt = performance.now();
  // Set by terminals inside Electron apps, it would turn Electron into plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(executable, args, { stdio: ["inherit", "inherit", "pipe"], env });
  const complaints = heldBack(upAfterMs);
  child.stderr.setEncoding("utf8").on("data", complaints.take);
  const interruptions = passOnInterruptions((signal) => child.kill(signal));
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      const interrupted = interruptions.end();
      resolve({ code, afterMs: performance.now() - startedAt, errorText: complaints.end(), interrupted });
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
  let interrupted = false;
  const note = () => {
    interrupted = true;
  };
  const pass = () => {
    interrupted = true;
    kill("SIGTERM");
  };
  process.on("SIGINT", note).on("SIGTERM", pass);
  return {
    /** Whether there was one. */
    end: (): boolean => {
      process.off("SIGINT", note).off("SIGTERM", pass);
      return interrupted;
    },
  };
};
