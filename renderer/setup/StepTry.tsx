// Step 5: the first sign-in with it, the other scope sets, and what makes one at home.
import { tryStepWords } from "../../shared/setupUiWords.ts";
import { trayPlaceWords, trayStateWords } from "../../shared/uiWords.ts";
import { ExternalLink } from "../components/ExternalLink.tsx";
import { ComfortSettings } from "../settings/ComfortSettings.tsx";
import { StartAtLogin } from "../settings/StartAtLogin.tsx";
import { useApp } from "../state/appContext.ts";
import { StepButtons } from "./StepButtons.tsx";
import { TrySignIn } from "./TrySignIn.tsx";
import type { Guide } from "./useGuide.ts";
import { useGuideSignIn } from "./useGuideSignIn.ts";

export function StepTry({ guide }: { readonly guide: Guide }) {
  const { snapshot, go } = useApp();
  const { account } = useGuideSignIn(guide.answers.connectionId ?? "");
  const done = (): void => {
    guide.finish();
    go({ name: snapshot.accounts.length === 0 ? "welcome" : "accounts" });
  };
  return (
    <>
      <TrySignIn guide={guide} />
      <section className="card" aria-label={tryStepWords.settle}>
        <h2>{tryStepWords.settle}</h2>
        <StartAtLogin />
        <ComfortSettings />
      </section>
      <TrayPlace />
      <StepButtons guide={guide} next={tryStepWords.done} onNext={done} quiet={account === undefined} />
    </>
  );
}

function TrayPlace() {
  const { platform, tray } = useApp().snapshot.about;
  const known = platform === "win32" || platform === "darwin" ? platform : "linux";
  return (
    <section aria-label={tryStepWords.tray}>
      <h2>{tryStepWords.tray}</h2>
      <p>{tray === "shown" || tray === "unknown" ? trayPlaceWords[known] : trayStateWords[tray]}</p>
      {tray === "missing" && known === "linux" && <ExternalLink link="gnomeTray" />}
    </section>
  );
}
