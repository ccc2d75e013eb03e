// Where a connection is edited: in its form, unless the guide is open on it and has the field in one of its steps.
import { createContext, use } from "react";
import type { Connection, ConnectionField } from "../../shared/connection.ts";
import { useApp } from "./appContext.ts";

/** Undefined where there is nothing that could be edited, or where the guide leaves it to the form. */
type Edit = (connection: Connection, field?: ConnectionField) => (() => void) | undefined;

export const GuideEditContext = createContext<Edit>(() => undefined);

export function useEditConnection(): Edit {
  const { go } = useApp();
  const inGuide = use(GuideEditContext);
  return (connection, field) => {
    const step = inGuide(connection, field);
    if (step !== undefined || connection.kind === "practice") return step;
    return () => go({ name: "connection", connectionId: connection.id, field });
  };
}
