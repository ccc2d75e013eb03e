// The letter that asks an admin for consent to a connection's scopes, once it was asked for.
import { useState } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { AdminLetter, CommandInput } from "../../shared/contract.ts";
import { useApp } from "./appContext.ts";

export interface LetterWish {
  readonly letter: AdminLetter;
  readonly input: CommandInput<"openAdminLetter">;
}

export interface LetterAsked {
  readonly letter: LetterWish | undefined;
  /** Undefined where nobody can approve by such a letter. */
  readonly write: (() => void) | undefined;
}

export function useLetter(connection: Connection | undefined, scopes: readonly string[] | undefined): LetterAsked {
  const { run } = useApp();
  const [letter, setLetter] = useState<LetterWish>();
  if (connection?.kind !== "entra" && connection?.kind !== "practice") return { letter: undefined, write: undefined };
  const input = { connectionId: connection.id, ...(scopes !== undefined && { scopes: [...scopes] }) };
  const write = async (): Promise<void> => {
    const outcome = await run("adminLetter", input);
    if (outcome.ok) setLetter({ letter: outcome.value, input });
  };
  return { letter, write: () => void write() };
}
