// The sign-in form. Its fields are the browser's: what is typed is read once, at submit, and the password field is emptied then.
import { lazy, Suspense, useEffect, useImperativeHandle, useRef, useState, type SubmitEvent, type Ref } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { CommandInput } from "../../shared/contract.ts";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { practiceWords, signInWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { usePasswordPause } from "../state/usePasswordPause.ts";
import { usePrepareSignIn } from "../state/usePrepareSignIn.ts";
import type { FormWish } from "../state/useSigningIn.ts";
import { ConnectionChoice } from "./ConnectionChoice.tsx";
import { OtherScopes } from "./OtherScopes.tsx";
import { PasswordField, type PasswordHandle } from "./PasswordField.tsx";
import { PasswordRest } from "./PasswordRest.tsx";
import { otherWayProblems, passwordProblems, scopesOf, type SignInProblems, type Typed } from "./signInProblems.ts";
import { UsernameField } from "./UsernameField.tsx";

// Whoever never practises need not load the people.
const PracticePeople = lazy(async () => ({ default: (await import("./PracticePeople.tsx")).PracticePeople }));

/** A way that needs no password here. */
export type OtherWay = "signInWithBrowser" | "signInWithDeviceCode";
export type SignInFormHandle = Readonly<Record<FormWish, () => void>>;

interface SignInFormProps {
  readonly connection: Connection;
  /** What the user name field begins with. */
  readonly username: string;
  readonly busy: boolean;
  /** Something else on the screen is the thing to press. */
  readonly quiet: boolean;
  readonly handle: Ref<SignInFormHandle>;
  readonly onChoose: (connectionId: string) => void;
  readonly onSubmit: (input: CommandInput<"signIn">) => void;
  readonly onOtherWay: (way: OtherWay, input: CommandInput<"signInWithDeviceCode">) => void;
}

export function SignInForm({ connection, username, busy, quiet, handle, ...on }: SignInFormProps) {
  const { say } = useApp();
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<PasswordHandle>(null);
  const scopes = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<SignInProblems>({});
  const [typedName, setTypedName] = useState(username);
  const rest = usePasswordPause(connection.id, typedName);
  const prepare = usePrepareSignIn(connection.id);

  const putName = (text: string): void => {
    if (name.current) name.current.value = text;
    setTypedName(text);
  };
  const focus = (): void => (name.current?.value === "" ? name.current.focus() : password.current?.focus());
  const startAnew = (): void => (putName(""), focus());
  useImperativeHandle(handle, () => ({ focus, startAnew }));
  useEffect(() => {
    if (username !== "") password.current?.focus();
  }, [username]);

  const read = (): Typed => ({
    username: name.current?.value ?? "",
    password: password.current?.read() ?? "",
    scopes: scopes.current?.value ?? "",
  });
  /** True where there is a problem; the first field that has one gets the focus. */
  const refuse = (found: SignInProblems): boolean => {
    setProblems(found);
    if (found.username) name.current?.focus();
    else if (found.password) password.current?.focus();
    else if (found.scopes) scopes.current?.focus();
    return Object.keys(found).length > 0;
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (busy || rest !== undefined) return;
    const typed = read();
    if (refuse(passwordProblems(typed))) return;
    password.current?.clear();
    const { username, password: secret } = typed;
    on.onSubmit({ connectionId: connection.id, username, password: secret, ...scopesOf(typed.scopes) });
  };
  const takeOtherWay = (way: OtherWay): void => {
    const { password: _, ...typed } = read();
    if (busy || refuse(otherWayProblems(typed))) return;
    password.current?.clear();
    const whose = typed.username === "" ? {} : { username: typed.username };
    on.onOtherWay(way, { connectionId: connection.id, ...whose, ...scopesOf(typed.scopes) });
  };
  const usePerson = (person: PracticePerson): void => {
    putName(person.username);
    password.current?.fill(person.password);
    setProblems({});
    say(practiceWords.filled(person.name));
    password.current?.focus();
  };

  return (
    <>
      <form noValidate onInput={prepare} onSubmit={submit}>
        <ConnectionChoice chosen={connection} onChoose={on.onChoose} />
        <UsernameField ref={name} problem={problems.username} defaultValue={username} onType={setTypedName} />
        <PasswordField
          handle={password}
          problem={problems.password && signInWords.passwordProblem[problems.password]}
        />
        <PasswordRest rest={rest} />
        <OtherScopes ref={scopes} problem={problems.scopes} usual={connection.scopes} />
        <button type="submit" className={quiet ? "wide" : "primary wide"} disabled={busy || rest !== undefined}>
          {signInWords.submit}
        </button>
        <div className="otherWays">
          <p className="hint">{signInWords.otherWays}</p>
          <button type="button" disabled={busy} onClick={() => takeOtherWay("signInWithBrowser")}>
            {signInWords.browser}
          </button>
          <button type="button" disabled={busy} onClick={() => takeOtherWay("signInWithDeviceCode")}>
            {signInWords.deviceCode}
          </button>
        </div>
      </form>
      {connection.kind === "practice" && (
        <Suspense>
          <PracticePeople tenant={connection.tenant} onUse={usePerson} />
        </Suspense>
      )}
    </>
  );
}
