// Ctrl-C and its relatives as one signal, so that everything under way can end cleanly.

export type EndingSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** What a shell reports for a program that the signal ended: 128 and the signal's number. */
const signalExitCodes: Readonly<Record<EndingSignal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Aborts with the signal's exit code as reason. A second Ctrl-C finds no listener and ends the process at once. */
export function interruptionOf(emitter: NodeJS.Process = process): AbortSignal {
  const controller = new AbortController();
  for (const [signal, code] of Object.entries(signalExitCodes)) {
    emitter.once(signal as EndingSignal, () => controller.abort(code));
  }
  return controller.signal;
}

/** Resolves with the abort reason. */
export function interrupted(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve(signal.reason);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
  });
}
