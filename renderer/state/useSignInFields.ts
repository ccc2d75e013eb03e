// The fields of the sign-in form: the browser's own, read once when something is asked for, and never kept.
import { type RefObject, useRef, useState } from "react";
import type { PasswordHandle } from "../components/PasswordField.tsx";
import type { SignInProblems, Typed } from "../components/signInProblems.ts";
import type { SignInFormHandle } from "./useFormAgain.ts";

export interface SignInFields extends SignInFormHandle {
  readonly name: RefObject<HTMLInputElement | null>;
  readonly password: RefObject<PasswordHandle | null>;
  readonly scopes: RefObject<HTMLInputElement | null>;
  readonly problems: SignInProblems;
  readonly typedName: string;
  readonly setTypedName: (text: string) => void;
  readonly read: () => Typed;
  /** True where there is a problem; the first field that has one gets the focus. */
  readonly refuse: (found: SignInProblems) => boolean;
  readonly fill: (username: string, password: string) => void;
}

export function useSignInFields(username: string): SignInFields {
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<PasswordHandle>(null);
  const scopes = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<SignInProblems>({});
  const [typedName, setTypedName] = useState(username);

  const putName = (text: string): void => {
    if (name.current) name.current.value = text;
    setTypedName(text);
  };
  const focus = (): void => (name.current?.value === "" ? name.current.focus() : password.current?.focus());
  return {
    name,
    password,
    scopes,
    problems,
    typedName,
    setTypedName,
    focus,
    startAnew: () => (putName(""), focus()),
    read: () => ({
      username: name.current?.value ?? "",
      password: password.current?.read() ?? "",
      scopes: scopes.current?.value ?? "",
    }),
    refuse: (found) => {
      setProblems(found);
      if (found.username) name.current?.focus();
      else if (found.password) password.current?.focus();
      else if (found.scopes) scopes.current?.focus();
      return Object.keys(found).length > 0;
    },
    fill: (text, secret) => {
      putName(text);
      password.current?.fill(secret);
      setProblems({});
      password.current?.focus();
    },
  };
}
