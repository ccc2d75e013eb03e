// The device authorization endpoint (RFC 8628) and the page on which its code is typed.
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { JsonFields } from "../discovery.ts";
import { isRefusal, type Refusal, refuse } from "../errors.ts";
import { type Form, required } from "../form.ts";
import type { OneTime } from "../oneTime.ts";
import { deviceDeclinedPage, deviceDonePage, enterCodePage } from "../pages/devicePages.ts";
import { refusalPage, stalePage } from "../pages/refusalPage.ts";
import { type AskedScopes, readScopes } from "../scopes.ts";
import { readAskedApp } from "./askedApp.ts";
import { beginSignIn } from "./flow.ts";
import type { Journey, SignInServices, Visit } from "./journey.ts";

/** Begins a sign-in by device code; there is no `verification_uri_complete`, as there is none at Entra. */
export function beginDevice(
  segment: string,
  form: Form | Refusal,
  origin: string,
  { apps, deviceCodes }: Pick<SignInServices, "apps" | "deviceCodes">,
): JsonFields | Refusal {
  if (isRefusal(form)) return form;
  const found = readAskedApp(segment, form, apps);
  if (isRefusal(found)) return found;
  const scope = required(form, "scope");
  if (isRefusal(scope)) return scope;
  const asked = readScopes(scope.value);
  if (isRefusal(asked)) return asked;
  const { deviceCode, userCode } = deviceCodes.begin({
    clientId: found.app.clientId,
    tenant: found.tenant,
    scope: scope.value,
  });
  const uri = `${origin}/device`;
  return {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: uri,
    expires_in: deviceCodes.lifeSeconds,
    ...(deviceCodes.toldInterval !== undefined && { interval: deviceCodes.toldInterval }),
    message: practiceWords.device.message(uri, userCode),
  };
}

type Visitor = Visit & { readonly services: { readonly formTickets: OneTime<string> } };

export function devicePage({ services }: Visitor, problem?: string): LoopbackAnswer {
  return enterCodePage(services.formTickets.put("device"), problem);
}

/** Takes the typed code and goes on to the sign-in pages. */
export function takeUserCode(form: Form | Refusal, visit: Visitor): LoopbackAnswer {
  const { services } = visit;
  if (isRefusal(form) || services.formTickets.take(form.get("once")) !== "device") return stalePage();
  const userCode = form.get("code") ?? "";
  const request = services.deviceCodes.find(userCode);
  const app = request && services.apps.find(request.clientId, request.tenant);
  const asked = request && readScopes(request.scope);
  if (request === undefined || app === undefined || asked === undefined || isRefusal(asked)) {
    return devicePage(visit, practiceWords.device.wrong);
  }
  return beginSignIn(journeyFor(userCode, { tenant: request.tenant, app, asked: [asked] }, services), visit);
}

function journeyFor(
  userCode: string,
  wish: Pick<Journey, "tenant" | "app"> & { readonly asked: readonly AskedScopes[] },
  { deviceCodes }: Pick<SignInServices, "deviceCodes">,
): Journey {
  return {
    ...wish,
    kind: "device",
    loginHint: undefined,
    prompt: "select_account",
    needsSecondFactor: false,
    leadsTo: undefined,
    finish(account, exchange) {
      if (deviceCodes.find(userCode) === undefined) return refusalPage(refuse(70020), exchange);
      deviceCodes.answer(userCode, account);
      return deviceDonePage(wish.app.name);
    },
    stop(refusal) {
      const declined = refusal.code === 65004;
      deviceCodes.answer(userCode, declined ? { ...refusal, error: "authorization_declined" } : refusal);
      return deviceDeclinedPage();
    },
    refused: (refusal) => deviceCodes.answer(userCode, refusal),
  };
}
