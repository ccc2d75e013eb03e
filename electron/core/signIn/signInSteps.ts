// How a sign-in looks in the picture: its steps as they happen, what it waits for, and how it ended.
import type { Outcome } from "../../../shared/failure.ts";
import type { SignIn, SignInStepName } from "../../../shared/snapshot.ts";
import type { SignInWay } from "./signInMethod.ts";

export function begun(
  id: string,
  { connectionId, username }: Pick<SignIn, "connectionId" | "username">,
  { method, steps }: SignInWay,
  now: number,
): SignIn {
  const names = ["authority", ...steps, "seal"] as const;
  return {
    id,
    method,
    connectionId,
    username,
    startedAt: now,
    steps: names.map((name) => ({ name, state: "waiting" })),
  };
}

export function atStep(signIn: SignIn, name: SignInStepName, skipped: boolean): SignIn {
  const steps = withStep(signIn.steps, name).map((step) => {
    if (step.name === name) return { ...step, state: skipped ? ("skipped" as const) : ("running" as const) };
    return step.state === "running" ? { ...step, state: "done" as const } : step;
  });
  return { ...signIn, steps };
}

/** What only some sign-ins need is shown from the moment on that this one does: where it stands. */
function withStep(steps: SignIn["steps"], name: SignInStepName): SignIn["steps"] {
  if (steps.some((step) => step.name === name)) return steps;
  const at = steps.findLastIndex(({ state }) => state !== "waiting") + 1;
  return [...steps.slice(0, at), { name, state: "waiting" }, ...steps.slice(at)];
}

export function waitingFor({ waiting: _, ...signIn }: SignIn, waiting: SignIn["waiting"]): SignIn {
  return waiting === undefined ? signIn : { ...signIn, waiting };
}

export function asking({ question: _, ...signIn }: SignIn, question: SignIn["question"]): SignIn {
  return question === undefined ? signIn : { ...signIn, question };
}

export function ended(signIn: SignIn, outcome: Outcome<{ readonly accountId: string }>): SignIn {
  const last = outcome.ok ? ("done" as const) : ("failed" as const);
  const steps = signIn.steps.map((step) => (step.state === "running" ? { ...step, state: last } : step));
  const result = outcome.ok
    ? { ok: true as const, accountId: outcome.value.accountId }
    : { ok: false as const, failure: outcome.failure };
  return { ...signIn, steps, result };
}
