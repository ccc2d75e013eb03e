// The admin consent endpoint: an administrator agrees for everybody, and the app is told, without any token.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { isRefusal } from "../errors.ts";
import { queryForm, required } from "../form.ts";
import { refusalPage } from "../pages/refusalPage.ts";
import { redirectAnswer } from "../redirects.ts";
import { fullNames, readAllScopes } from "../scopes.ts";
import { homeOf, homeTenants } from "../tenants.ts";
import { errorParameters, readTarget } from "./authorize.ts";
import { beginSignIn } from "./flow.ts";
import type { Journey, Visit } from "./journey.ts";

/** The older address has no `scope`: it grants whatever the app's registration lists. */
export type AdminConsentVersion = "v1" | "v2";

export function adminConsent(segment: string, version: AdminConsentVersion, visit: Visit): LoopbackAnswer {
  const form = queryForm(visit.request.query);
  if (isRefusal(form)) return refusalPage(form, visit.exchange);
  const target = readTarget(segment, form, visit.services.apps);
  if (isRefusal(target)) return refusalPage(target, visit.exchange);
  const { tenant, app, redirectUri } = target;
  const state = form.get("state");
  const told = { admin_consent: "True", state };
  const sendBack: Journey["stop"] = (refusal, exchange) =>
    redirectAnswer(redirectUri, { ...errorParameters(refusal, exchange), ...told });
  const scope = version === "v1" ? { value: app.permissions.join(" ") } : required(form, "scope");
  const asked = isRefusal(scope) ? scope : readAllScopes(scope.value);
  if (isRefusal(asked)) return sendBack(asked, visit.exchange);
  const journey: Journey = {
    kind: "adminConsent",
    tenant,
    app,
    asked,
    loginHint: form.get("login_hint"),
    prompt: "select_account",
    needsSecondFactor: false,
    leadsTo: new URL(redirectUri).origin,
    finish: (account) =>
      redirectAnswer(redirectUri, {
        ...told,
        tenant: homeTenants[homeOf(account)].tenantId,
        scope: asked.flatMap((each) => fullNames(each, app)).join(" "),
      }),
    stop: (refusal, exchange) => sendBack({ ...refusal, error: "access_denied" }, exchange),
  };
  return beginSignIn(journey, visit);
}
