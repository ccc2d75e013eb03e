// In the browser host: that this is a page in place of the desktop app, what that costs, and whether the host still answers.
import { browserHostWords } from "../../shared/uiWords.ts";
import type { HostLink } from "../bridge.ts";
import { useApp } from "../state/appContext.ts";

export function HostBanner({ link }: { readonly link: HostLink }) {
  const { snapshot } = useApp();
  if (snapshot.about.host !== "browser") return null;
  return (
    <>
      <p className="banner">
        <strong>{browserHostWords.banner}</strong> {browserHostWords.consequences} {snapshot.about.because}
      </p>
      <div role="alert">{link === "lost" && <p className="banner bad">{browserHostWords.lost}</p>}</div>
    </>
  );
}
