// Why a password sign-in is advised against, what it cannot do and where it is right. Fetched when it is unfolded.
import { lazy, Suspense, useState } from "react";
import { passwordBadgeWords } from "../../shared/passwordBadgeWords.ts";

const PasswordAdviceText = lazy(async () => ({
  default: (await import("./PasswordAdviceText.tsx")).PasswordAdviceText,
}));

export function PasswordAdvice() {
  const [opened, setOpened] = useState(false);
  return (
    <details className="more" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{passwordBadgeWords.advice}</summary>
      {opened && (
        <Suspense>
          <PasswordAdviceText />
        </Suspense>
      )}
    </details>
  );
}
