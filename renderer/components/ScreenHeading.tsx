// The one h1 of a screen. It takes the focus when the screen appears, so that it is read first.
import { useEffect, useRef, type ReactNode } from "react";
import { frameWords } from "../../shared/uiWords.ts";

interface ScreenHeadingProps {
  readonly title: string;
  /** False where the screen puts the focus into a field. */
  readonly takesFocus?: boolean;
  readonly children?: ReactNode;
}

export function ScreenHeading({ title, takesFocus = true, children }: ScreenHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = frameWords.title(title);
  }, [title]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  return (
    <div className="screenHeading">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
