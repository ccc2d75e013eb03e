// The sign-in form. Its fields are the browser's: what is typed is read once, at submit, and the password field is emptied then.
import { useEffect, useImperativeHandle, useRef, useState, type SubmitEvent, type Ref } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { CommandInput } from "../../shared/contract.ts";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { practiceWords, signInWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { ConnectionChoice } from "./ConnectionChoice.tsx";
import { Field } from "./Field.tsx";
import { PasswordField, type PasswordHandle } from "./PasswordField.tsx";
import { PracticePeople } from "./PracticePeople.tsx";
import { textProblem, type TextProblem } from "./textProblem.ts";

export type SignInInput = CommandInput<"signIn">;
export interface SignInFormHandle {
  /** To the first field that waits for something. */
  focus: () => void;
  /** For another account: empties the user name and goes there. */
  startAnew: () => void;
}

interface SignInFormProps {
  readonly connection: Connection;
  /** What the user name field begins with. */
  readonly username: string;
  readonly busy: boolean;
  readonly handle: Ref<SignInFormHandle>;
  readonly onChoose: (connectionId: string) => void;
  readonly onSubmit: (input: SignInInput) => void;
}

interface Problems {
  readonly username?: TextProblem | undefined;
  readonly password?: TextProblem | undefined;
  readonly scopes?: TextProblem | undefined;
}

export function SignInForm({ connection, username, busy, handle, onChoose, onSubmit }: SignInFormProps) {
  const { say } = useApp();
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<PasswordHandle>(null);
  const scopes = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<Problems>({});

  const focus = (): void => (name.current?.value === "" ? name.current.focus() : password.current?.focus());
  const startAnew = (): void => {
    if (name.current) name.current.value = "";
    focus();
  };
  useImperativeHandle(handle, () => ({ focus, startAnew }));
  useEffect(() => {
    if (username !== "") password.current?.focus();
  }, [username]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (busy || !name.current || !password.current) return;
    const typed = {
      username: name.current.value,
      password: password.current.read(),
      scopes: scopes.current?.value ?? "",
    };
    const found = findProblems(typed);
    setProblems(found);
    if (found.username) return name.current.focus();
    if (found.password) return password.current.focus();
    if (found.scopes) return scopes.current?.focus();
    password.current.clear();
    const asked = typed.scopes.split(/[\s,]+/).filter((scope) => scope !== "");
    const { username, password: secret } = typed;
    onSubmit({ connectionId: connection.id, username, password: secret, ...(asked.length > 0 && { scopes: asked }) });
  };
  const usePerson = (person: PracticePerson): void => {
    if (name.current) name.current.value = person.username;
    password.current?.fill(person.password);
    setProblems({});
    say(practiceWords.filled(person.name));
    password.current?.focus();
  };

  return (
    <>
      <form noValidate onSubmit={submit}>
        <ConnectionChoice chosen={connection} onChoose={onChoose} />
        <Field
          label={signInWords.username}
          problem={problems.username && signInWords.usernameProblem[problems.username]}
        >
          {(ids) => (
            <input
              {...ids}
              ref={name}
              name="username"
              type="text"
              inputMode="email"
              autoComplete="username"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              defaultValue={username}
            />
          )}
        </Field>
        <PasswordField
          handle={password}
          problem={problems.password && signInWords.passwordProblem[problems.password]}
        />
        <details className="more" open={problems.scopes !== undefined || undefined}>
          <summary>{signInWords.otherScopes}</summary>
          <Field
            label={signInWords.otherScopesLabel}
            hint={signInWords.otherScopesHint(connection.scopes.join(" "))}
            problem={problems.scopes && signInWords.scopesProblem[problems.scopes]}
          >
            {(ids) => <input {...ids} ref={scopes} name="scopes" type="text" autoComplete="off" spellCheck={false} />}
          </Field>
        </details>
        <button type="submit" className="primary wide" disabled={busy}>
          {signInWords.submit}
        </button>
      </form>
      {connection.kind === "practice" && <PracticePeople onUse={usePerson} />}
    </>
  );
}

interface Typed {
  readonly username: string;
  readonly password: string;
  readonly scopes: string;
}

function findProblems({ username, password, scopes }: Typed): Problems {
  const inScopes = scopes === "" ? undefined : textProblem(scopes, 50_000);
  return {
    username: textProblem(username, 1024),
    password: textProblem(password, 10_000),
    scopes: inScopes ?? (tooManyScopes(scopes) ? "tooLong" : undefined),
  };
}

function tooManyScopes(text: string): boolean {
  const list = text.split(/[\s,]+/);
  return list.length > 100 || list.some((scope) => scope.length > 500);
}
