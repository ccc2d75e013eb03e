// The sign-in form. Its fields are the browser's: what is typed is read once, at submit, and the password field is emptied then.
import { lazy, Suspense, useEffect, useImperativeHandle, type SubmitEvent, type Ref } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { CommandInput } from "../../shared/contract.ts";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { takesPassword } from "../../shared/takesPassword.ts";
import { practiceWords, signInWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import type { SignInFormHandle } from "../state/useFormAgain.ts";
import { usePasswordPause } from "../state/usePasswordPause.ts";
import { usePrepareSignIn } from "../state/usePrepareSignIn.ts";
import { useSignInFields } from "../state/useSignInFields.ts";
import { ConnectionChoice } from "./ConnectionChoice.tsx";
import { OtherScopes } from "./OtherScopes.tsx";
import { OtherWays, type OnOtherWay, type OtherWay } from "./OtherWays.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { PasswordRest } from "./PasswordRest.tsx";
import { otherWayProblems, passwordProblems, scopesOf } from "./signInProblems.ts";
import { UsernameField } from "./UsernameField.tsx";

// Whoever never practises need not load the people.
const PracticePeople = lazy(async () => ({ default: (await import("./PracticePeople.tsx")).PracticePeople }));

export interface SignInFormProps {
  readonly connection: Connection;
  /** What the user name field begins with. */
  readonly username: string;
  readonly busy: boolean;
  /** Something else on the screen is the thing to press. */
  readonly quiet: boolean;
  readonly handle: Ref<SignInFormHandle>;
  readonly onChoose: (connectionId: string) => void;
  readonly onSubmit: (input: CommandInput<"signIn">) => void;
  readonly onOtherWay: OnOtherWay;
}

export function SignInForm({ connection, username, busy, quiet, handle, ...on }: SignInFormProps) {
  const { say } = useApp();
  const fields = useSignInFields(username);
  const { name, password, scopes, problems, read, refuse, focus, startAnew } = fields;
  const withPassword = takesPassword(connection.kind);
  const rest = usePasswordPause(connection.id, fields.typedName);
  const prepare = usePrepareSignIn(connection.id);
  useImperativeHandle(handle, () => ({ focus, startAnew }));
  useEffect(() => {
    if (username !== "") password.current?.focus();
  }, [username, password]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!withPassword) return takeOtherWay("signInWithBrowser");
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
    fields.fill(person.username, person.password);
    say(practiceWords.filled(person.name));
  };

  return (
    <>
      <form noValidate onInput={prepare} onSubmit={submit}>
        <ConnectionChoice chosen={connection} onChoose={on.onChoose} />
        <UsernameField ref={name} problem={problems.username} defaultValue={username} onType={fields.setTypedName} />
        {withPassword ? (
          <PasswordField
            handle={password}
            problem={problems.password && signInWords.passwordProblem[problems.password]}
          />
        ) : (
          <p className="hint">{signInWords.browserOnly}</p>
        )}
        <PasswordRest rest={rest} />
        <OtherScopes ref={scopes} problem={problems.scopes} usual={connection.scopes} />
        <button type="submit" className={quiet ? "wide" : "primary wide"} disabled={busy || rest !== undefined}>
          {withPassword ? signInWords.submit : signInWords.browser}
        </button>
        <OtherWays busy={busy} besideBrowser={!withPassword} onTake={takeOtherWay} />
      </form>
      {connection.kind === "practice" && (
        <Suspense>
          <PracticePeople tenant={connection.tenant} onUse={usePerson} />
        </Suspense>
      )}
    </>
  );
}
