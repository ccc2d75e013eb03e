// In which step of the guide a field of the connection is.
import type { Connection, ConnectionField } from "../../shared/connection.ts";
import type { Guide } from "./useGuide.ts";

export const fieldSteps: Readonly<Record<ConnectionField, number>> = {
  kind: 1,
  authority: 1,
  tenant: 1,
  label: 2,
  colour: 2,
  clientId: 2,
  scopes: 3,
  federation: 1,
  mexAddress: 1,
  caFile: 1,
};

/** These the guide does not ask for: only the form has them. */
const formOnly: readonly ConnectionField[] = ["colour", "federation", "mexAddress", "caFile"];

/** The way to the step that has the field, for the connection that the guide is about. */
export function guideEdit({ answers, toStep }: Guide) {
  return ({ id }: Connection, field: ConnectionField = "authority"): (() => void) | undefined => {
    const mine = id === answers.connectionId && answers.place !== "practice";
    return mine && !formOnly.includes(field) ? () => toStep(fieldSteps[field]) : undefined;
  };
}
