// The practice company's app registration, where what was refused is set right: a link on a page, opened by name on the desktop.
import { useEffect } from "react";
import { companyTenant } from "../../shared/practicePeople.ts";
import { useApp } from "../state/appContext.ts";
import { OutLink } from "./OutLink.tsx";

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
  return (
    <OutLink
      className={primary ? "button primary" : "button"}
      href={`${origin}/company/app`}
      onDesktop={() => void run("openPortal", { page: "appOverview" })}
    >
      {label}
    </OutLink>
  );
}
