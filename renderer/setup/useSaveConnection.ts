// Saves what the guide has gathered as a connection, or leads back to the first field with a problem.
import type { Connection, ConnectionDraft, ConnectionField, ConnectionProblems } from "../../shared/connection.ts";
import { scopeRules } from "../../shared/scopeRules.ts";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import { useApp } from "../state/appContext.ts";
import { fieldSteps } from "./fieldSteps.ts";
import { suggestedLabel } from "./places.ts";
import { listOf, setsOf } from "./scopeSets.ts";
import type { Guide } from "./useGuide.ts";

export function useSaveConnection(guide: Guide): () => Promise<void> {
  const { snapshot, run } = useApp();
  return async () => {
    const { answers } = guide;
    const draft = draftToSave(answers);
    const builtIn = builtInFor(answers, draft, snapshot.connections);
    if (builtIn !== undefined) return guide.toStep(4, { connectionId: builtIn.id });
    const known = snapshot.connections.find(({ id, kind }) => id === answers.connectionId && !isBuiltIn({ id, kind }));
    const outcome = await run("saveConnection", {
      draft: { ...furtherOf(known), ...draft },
      ...(known && { connectionId: known.id }),
    });
    if (!outcome.ok) return;
    const { value } = outcome;
    if (value.saved) return guide.toStep(4, { connectionId: value.connectionId });
    const step = firstStepOf(value.problems);
    if (step !== answers.step) guide.toStep(step);
    guide.refuse(value.problems);
  };
}

/** What the guide does not ask for stays as the form has it. */
function furtherOf(known: Connection | undefined): Pick<ConnectionDraft, "federation" | "mexAddress" | "caFile"> {
  if (known === undefined) return {};
  const { federation, mexAddress, caFile } = known;
  return { federation, mexAddress, caFile };
}

function draftToSave(answers: SetupAnswers): ConnectionDraft {
  const { draft } = answers;
  const label = draft.label.trim() === "" ? suggestedLabel(answers) : draft.label;
  return { ...draft, label, scopes: setsOf(draft.scopes)[0] ?? "" };
}

/** The practice tenant is there already, unless other scopes are wanted first. */
function builtInFor(
  { place }: SetupAnswers,
  { scopes }: ConnectionDraft,
  connections: readonly Connection[],
): Connection | undefined {
  if (place !== "practice") return undefined;
  const { same } = scopeRules("practice");
  return connections.find((connection) => isBuiltIn(connection) && same(connection.scopes, listOf(scopes)));
}

function isBuiltIn({ id, kind }: Pick<Connection, "id" | "kind">): boolean {
  return kind === "practice" && id === "practice";
}

function firstStepOf(problems: ConnectionProblems): number {
  const steps = Object.keys(problems).map((field) => fieldSteps[field as ConnectionField]);
  return Math.min(3, ...steps);
}
