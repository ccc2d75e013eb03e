// The way back from how a sign-in went to its form, and what the form does once it is there again.
import { type RefObject, useEffect, useRef } from "react";
import { useApp } from "./appContext.ts";
import type { FormWish } from "./useSigningIn.ts";
import type { NextSteps } from "./useWaysOn.ts";

export type SignInFormHandle = Readonly<Record<FormWish, () => void>>;

export interface FormAgain {
  readonly form: RefObject<SignInFormHandle | null>;
  /** Fills the form in for another account. */
  readonly startAnew: () => void;
  /** The next steps of a failure that lead to the form. */
  readonly steps: NextSteps;
}

/** `hidden`: the form is not to be seen, because a sign-in runs or has succeeded. */
export function useFormAgain(hidden: boolean): FormAgain {
  const { ask, signingIn } = useApp();
  const { forget, wish, takeWish } = signingIn;
  const form = useRef<SignInFormHandle>(null);
  // The form can take the focus only once the picture without the old sign-in has come and the form is there again.
  useEffect(() => {
    if (hidden || form.current === null) return;
    const next = takeWish();
    if (next !== undefined) form.current[next]();
  });
  const back = (next: FormWish) => (): void => {
    wish(next);
    forget();
    void ask("dismissSignIn", {});
  };
  const again = back("focus");
  const startAnew = back("startAnew");
  return {
    form,
    startAnew,
    steps: { tryAgain: again, signInAgain: again, unlockStorage: again, otherAccount: startAnew },
  };
}
