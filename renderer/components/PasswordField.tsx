// The password field: read once at submit, never held. React knows only whether to show it and what to hint at.
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type MouseEvent, type Ref } from "react";
import { signInWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { useShield } from "../state/useShield.ts";
import { Field } from "./Field.tsx";

export interface PasswordHandle {
  /** What is typed, exactly. */
  read: () => string;
  /** Empties the field and hides it again. */
  clear: () => void;
  fill: (text: string) => void;
  focus: () => void;
}

interface PasswordFieldProps {
  readonly problem: string | undefined;
  readonly handle: Ref<PasswordHandle>;
}

export function PasswordField({ problem, handle }: PasswordFieldProps) {
  const { say } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [blankAtEdge, setBlankAtEdge] = useState(false);

  useShield(shown);
  const look = (): void => setBlankAtEdge(/^\s|\s$/.test(input.current?.value ?? ""));
  const put = (text: string): void => {
    if (input.current) input.current.value = text;
    setShown(false);
    look();
  };
  useImperativeHandle(handle, () => ({
    read: () => input.current?.value ?? "",
    clear: () => put(""),
    fill: put,
    focus: () => input.current?.focus(),
  }));

  useEffect(() => {
    const hide = (): void => setShown(false);
    window.addEventListener("blur", hide);
    return () => window.removeEventListener("blur", hide);
  }, []);

  const watchCapsLock = (event: KeyboardEvent | MouseEvent): void => setCapsLock(event.getModifierState("CapsLock"));
  const toggle = (): void => {
    setShown(!shown);
    say(shown ? signInWords.hidden : signInWords.shown);
  };

  return (
    <>
      <Field label={signInWords.password} hint={signInWords.neverStored} problem={problem}>
        {(ids) => (
          <div className="withButton">
            <input
              {...ids}
              ref={input}
              name="password"
              type={shown ? "text" : "password"}
              autoComplete="current-password"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              onInput={look}
              onKeyDown={watchCapsLock}
              onKeyUp={watchCapsLock}
              onMouseDown={watchCapsLock}
              onBlur={() => setCapsLock(false)}
            />
            <button type="button" onClick={toggle} aria-controls={ids.id}>
              {shown ? signInWords.hide : signInWords.show}
            </button>
          </div>
        )}
      </Field>
      <div aria-live="polite" className="fieldHints">
        {capsLock && <p className="hint warn">{signInWords.capsLock}</p>}
        {blankAtEdge && <p className="hint">{signInWords.blankAtEdge}</p>}
      </div>
    </>
  );
}
