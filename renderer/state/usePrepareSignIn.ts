// Tells the program that a sign-in is coming, at the first key in each field: never what is typed.
import { useRef, type SyntheticEvent } from "react";
import { useApp } from "./appContext.ts";

/** For the form's `onInput`. A person may be slow, so the second field tells once more. */
export function usePrepareSignIn(connectionId: string): (event: SyntheticEvent<HTMLFormElement>) => void {
  const { ask } = useApp();
  const told = useRef(new Set<string>());
  return ({ target }) => {
    const field = target instanceof HTMLInputElement ? target.name : "";
    const first = `${connectionId} ${field}`;
    if (!["username", "password"].includes(field) || told.current.has(first)) return;
    told.current.add(first);
    void ask("prepareSignIn", { connectionId });
  };
}
