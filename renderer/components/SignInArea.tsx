// The sign-in form with what a password can do said before it, out of sight while there is something else to look at.
import { takesPassword } from "../../shared/takesPassword.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { ExternalLink } from "./ExternalLink.tsx";
import { PasswordAdvice } from "./PasswordAdvice.tsx";
import { SignInForm, type SignInFormProps } from "./SignInForm.tsx";

interface SignInAreaProps extends SignInFormProps {
  readonly hidden: boolean;
}

export function SignInArea({ hidden, ...form }: SignInAreaProps) {
  return (
    <div className="signIn" hidden={hidden}>
      {takesPassword(form.connection.kind) && (
        <>
          <p className="honest">
            {signInWords.honest} <ExternalLink link="passwordGrant">{signInWords.adviceLink}</ExternalLink>
          </p>
          <PasswordAdvice />
        </>
      )}
      <SignInForm {...form} />
    </div>
  );
}
