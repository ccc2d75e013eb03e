// Sign-ins begun from anywhere in the window: what the command itself answered, and what the form is to do afterwards.
import { useCallback, useMemo, useRef, useState } from "react";
import type { CommandInput } from "../../shared/contract.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Ask } from "./appContext.ts";

export type SignInCommand = "signIn" | "signInWithBrowser" | "signInWithDeviceCode";
/** `focus`: to the first field that waits for something. `startAnew`: for another account, with an empty user name. */
export type FormWish = "focus" | "startAnew";

export interface SigningIn {
  readonly sending: boolean;
  /** What the command answered: there before, or without, a result in the picture. */
  readonly answered: Failure | undefined;
  readonly begin: <N extends SignInCommand>(name: N, input: CommandInput<N>) => void;
  readonly forget: () => void;
  /** What the form is to do once it is there. */
  readonly wish: (wish: FormWish) => void;
  readonly takeWish: () => FormWish | undefined;
}

export function useSigningIn(ask: Ask): SigningIn {
  const [sending, setSending] = useState(false);
  const [answered, setAnswered] = useState<Failure>();
  const wished = useRef<FormWish>(undefined);
  const newest = useRef(0);

  const begin = useCallback(
    <N extends SignInCommand>(name: N, input: CommandInput<N>): void => {
      newest.current += 1;
      const mine = newest.current;
      setSending(true);
      setAnswered(undefined);
      void ask(name, input).then((outcome) => {
        // The answer of a sign-in whose place another one took is of no interest.
        if (mine !== newest.current) return;
        setSending(false);
        if (!outcome.ok) setAnswered(outcome.failure);
      });
    },
    [ask],
  );
  const forget = useCallback(() => setAnswered(undefined), []);
  const wish = useCallback((next: FormWish) => {
    wished.current = next;
  }, []);
  const takeWish = useCallback(() => {
    const taken = wished.current;
    wished.current = undefined;
    return taken;
  }, []);
  return useMemo(
    () => ({ sending, answered, begin, forget, wish, takeWish }),
    [sending, answered, begin, forget, wish, takeWish],
  );
}
