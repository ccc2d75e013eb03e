// The practice company's app registration, where what was refused is set right: a link on a page, opened by name on the desktop.
import { useApp } from "../state/appContext.ts";
import { useCompanyPage } from "../state/useCompanyPage.ts";
import { OutLink } from "./OutLink.tsx";

export function CompanyAppLink({ label }: { readonly label: string }) {
  const { run } = useApp();
  const page = useCompanyPage(true);
  if (page === undefined) return null;
  return (
    <OutLink className="button primary" href={page} onDesktop={() => void run("openPortal", { page: "appOverview" })}>
      {label}
    </OutLink>
  );
}
