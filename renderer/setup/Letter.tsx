// The letter to an admin, to be read before it is copied or handed to the mail program.
import { useEffect, useRef } from "react";
import type { AdminLetter, CommandInput } from "../../shared/contract.ts";
import { consentStepWords } from "../../shared/setupUiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CopyLine } from "./CopyLine.tsx";

interface LetterProps {
  readonly letter: AdminLetter;
  readonly input: CommandInput<"openAdminLetter">;
}

export function Letter({ letter, input }: LetterProps) {
  const { run, toast } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const open = async (): Promise<void> => {
    const outcome = await run("openAdminLetter", input);
    if (outcome.ok) toast(consentStepWords.mailOpened);
  };
  return (
    <section className="letter" aria-label={consentStepWords.letterTitle}>
      <h3 ref={heading} tabIndex={-1}>
        {consentStepWords.letterTitle}
      </h3>
      <CopyLine label={consentStepWords.letterAddress} text={letter.address} labelled />
      <CopyLine label={consentStepWords.letterSubject} text={letter.subject} labelled />
      <CopyLine label={consentStepWords.letterBody} text={letter.body} labelled />
      {letter.mail !== "whole" && <p className="hint">{consentStepWords.mail[letter.mail]}</p>}
      {letter.mail !== "tooLong" && (
        <button type="button" onClick={() => void open()}>
          {consentStepWords.openMail}
        </button>
      )}
    </section>
  );
}
