// Where the practice company's app registration is. Looking its domain up starts the practice tenant, if it does not run.
import { useEffect } from "react";
import { companyTenant } from "../../shared/practicePeople.ts";
import { useApp } from "./appContext.ts";

export function useCompanyPage(wanted: boolean): string | undefined {
  const { snapshot, ask } = useApp();
  const { origin } = snapshot.practice;
  const missing = wanted && origin === undefined;
  useEffect(() => {
    if (missing) void ask("lookUp", { text: companyTenant.domain });
  }, [ask, missing]);
  return wanted && origin !== undefined ? `${origin}/company/app` : undefined;
}
