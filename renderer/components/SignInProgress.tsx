// The steps of a sign-in as they happen, what a person is to do elsewhere meanwhile, and a way out at each.
import { useEffect, useRef } from "react";
import type { SignIn } from "../../shared/snapshot.ts";
import { frameWords, signInStepWords, signInWords, stepStateWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { ConfirmPerson } from "./ConfirmPerson.tsx";
import { WaitForBrowser } from "./WaitForBrowser.tsx";
import { WaitForDevice } from "./WaitForDevice.tsx";

export function SignInProgress({ signIn }: { readonly signIn: SignIn }) {
  const { run } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const running = signIn.steps.find((step) => step.state === "running");
  const { waiting, question } = signIn;
  useEffect(() => heading.current?.focus(), []);

  if (question !== undefined) return <ConfirmPerson signInId={signIn.id} question={question} />;
  return (
    <section className="card" aria-labelledby="progressTitle">
      <h2 id="progressTitle" ref={heading} tabIndex={-1}>
        {signInWords.progressTitle(visible(signIn.username))}
      </h2>
      {waiting?.kind === "browser" && <WaitForBrowser waiting={waiting} />}
      {waiting?.kind === "device" && <WaitForDevice waiting={waiting} />}
      <ol className="steps">
        {signIn.steps.map((step) => (
          <li key={step.name} data-state={step.state} aria-current={step.state === "running" ? "step" : undefined}>
            <span>{signInStepWords[step.name]}</span> <span className="stepState">{stepStateWords[step.state]}</span>
          </li>
        ))}
      </ol>
      <output className="forEars">{running && signInStepWords[running.name]}</output>
      <div className="buttons">
        <button type="button" onClick={() => void run("cancelSignIn", {})}>
          {frameWords.cancel}
        </button>
      </div>
    </section>
  );
}
