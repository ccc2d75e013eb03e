// The authorization endpoint (RFC 6749 4.1, RFC 7636, OpenID Connect Core 3.1.2): reads a request and starts its pages.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { Apps } from "../apps.ts";
import { demandsSecondFactor } from "../claims.ts";
import { errorFields, isRefusal, type Refusal, refuse } from "../errors.ts";
import { type Form, queryForm, required } from "../form.ts";
import { refusalPage } from "../pages/refusalPage.ts";
import { mayRedirectTo, redirectAnswer } from "../redirects.ts";
import { type AskedScopes, readAllScopes } from "../scopes.ts";
import type { Exchange } from "../wire.ts";
import { type AskedApp, readAskedApp } from "./askedApp.ts";
import { beginSignIn, silentProgress } from "./flow.ts";
import type { Journey, PageName, Visit } from "./journey.ts";
import { nextStep } from "./next.ts";

export function authorize(segment: string, visit: Visit): LoopbackAnswer {
  const form = queryForm(visit.request.query);
  if (isRefusal(form)) return refusalPage(form, visit.exchange);
  const target = readTarget(segment, form, visit.services.apps);
  if (isRefusal(target)) return refusalPage(target, visit.exchange);
  const sendBack = (refusal: Refusal) => errorRedirect(target.redirectUri, form.get("state"), refusal, visit.exchange);
  const wish = readWish(form);
  if (isRefusal(wish)) return sendBack(wish);
  const journey = journeyFor(target, wish, form, visit);
  if (wish.prompt !== "none") return beginSignIn(journey, visit);
  const progress = silentProgress(journey, visit);
  const next = nextStep(progress, journey, visit.services);
  if (progress.account !== undefined && next === undefined) return journey.finish(progress.account, visit.exchange);
  return sendBack(
    typeof next === "object" ? { ...next, error: "interaction_required" } : silentRefusals[next ?? "signIn"],
  );
}

const silentRefusals: Readonly<Record<PageName, Refusal>> = {
  pick: refuse(50058),
  signIn: refuse(50058),
  number: refuse(50076, { error: "interaction_required" }),
  newPassword: refuse(50055, { error: "interaction_required" }),
  confirm: refuse(50058),
  consent: refuse(65001, { error: "consent_required" }),
  approval: refuse(90094, { error: "consent_required" }),
  approvalSent: refuse(90094, { error: "consent_required" }),
  notAdmin: refuse(90094, { error: "consent_required" }),
};

export interface Target extends AskedApp {
  readonly redirectUri: string;
}

/** What must be right before anything may be sent to the redirect URI: a fault here stays on our own page. */
export function readTarget(segment: string, form: Form, apps: Apps): Target | Refusal {
  const asked = readAskedApp(segment, form, apps);
  if (isRefusal(asked)) return asked;
  const redirectUri = required(form, "redirect_uri");
  if (isRefusal(redirectUri)) return redirectUri;
  if (!mayRedirectTo(redirectUri.value, asked.app.redirectUris)) return refuse(50011, { detail: redirectUri.value });
  return { ...asked, redirectUri: redirectUri.value };
}

interface Wish {
  readonly scope: string;
  readonly asked: readonly AskedScopes[];
  readonly challenge: string;
  readonly prompt: Journey["prompt"] | "none";
  readonly needsSecondFactor: boolean;
}

const prompts = ["login", "select_account", "consent", "none"] as const;

function readWish(form: Form): Wish | Refusal {
  const type = required(form, "response_type");
  if (isRefusal(type)) return type;
  if (type.value !== "code") return refuse(70005);
  if ((form.get("response_mode") ?? "query") !== "query") return refuse(70007);
  const scope = required(form, "scope");
  if (isRefusal(scope)) return scope;
  const asked = readAllScopes(scope.value);
  if (isRefusal(asked)) return asked;
  const challenge = required(form, "code_challenge");
  if (isRefusal(challenge)) return challenge;
  const isS256 = form.get("code_challenge_method") === "S256" && /^[\w-]{43}$/.test(challenge.value);
  if (!isS256) return refuse(501491);
  const prompt = prompts.find((each) => each === form.get("prompt"));
  if (prompt === undefined && form.has("prompt")) return refuse(90023, { detail: "'prompt'." });
  const needsSecondFactor = demandsSecondFactor(form.get("claims"));
  if (needsSecondFactor === undefined) return refuse(90023, { detail: "'claims'." });
  return { scope: scope.value, asked, challenge: challenge.value, prompt, needsSecondFactor };
}

function journeyFor({ tenant, app, redirectUri }: Target, wish: Wish, form: Form, { services }: Visit): Journey {
  const { asked, scope, challenge, needsSecondFactor, prompt } = wish;
  const state = form.get("state");
  return {
    kind: "browser",
    tenant,
    app,
    asked,
    loginHint: form.get("login_hint"),
    prompt: prompt === "none" ? undefined : prompt,
    needsSecondFactor,
    leadsTo: new URL(redirectUri).origin,
    finish({ username, secondFactor }) {
      const { clientId } = app;
      const nonce = form.get("nonce");
      const code = services.codes.issue({ clientId, redirectUri, challenge, username, scope, nonce, secondFactor });
      return redirectAnswer(redirectUri, { code, state });
    },
    stop: (refusal, exchange) => errorRedirect(redirectUri, state, { ...refusal, error: "access_denied" }, exchange),
  };
}

function errorRedirect(
  redirectUri: string,
  state: string | undefined,
  refusal: Refusal,
  exchange: Exchange,
): LoopbackAnswer {
  return redirectAnswer(redirectUri, { ...errorParameters(refusal, exchange), state });
}

/** The fields of an error that fit on a redirect. */
export function errorParameters(refusal: Refusal, exchange: Exchange) {
  const { error, error_description, error_uri } = errorFields(refusal, exchange).fields;
  return { error, error_description, error_uri, error_subcode: refusal.code === 65004 ? "cancel" : undefined };
}
