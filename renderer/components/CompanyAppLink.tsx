// The practice company's app registration, where what was refused is set right: a link on a page, opened by name on the desktop.
import { useEffect, type MouseEvent } from "react";
import { companyTenant } from "../../shared/practicePeople.ts";
import { frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

interface CompanyAppLinkProps {
  readonly label: string;
  readonly primary: boolean;
}

export function CompanyAppLink({ label, primary }: CompanyAppLinkProps) {
  const { snapshot, ask, run } = useApp();
  const { origin } = snapshot.practice;
  const missing = origin === undefined;
  useEffect(() => {
    // Looking its domain up starts the practice tenant.
    if (missing) void ask("lookUp", { text: companyTenant.domain });
  }, [ask, missing]);
  if (origin === undefined) return null;
  const open = (event: MouseEvent): void => {
    if (snapshot.about.host === "browser") return;
    event.preventDefault();
    void run("openPortal", { page: "appOverview" });
  };
  return (
    <a
      className={primary ? "button primary" : "button"}
      href={`${origin}/company/app`}
      target="_blank"
      rel="noopener noreferrer"
      onClick={open}
    >
      {label}
      <span className="forEars"> ({frameWords.opensInBrowser})</span>
    </a>
  );
}
