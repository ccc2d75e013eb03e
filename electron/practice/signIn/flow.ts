// Leads a person from page to page until whoever asked for the sign-in has its answer.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { accountsFor, chosenAccount } from "./accounts.ts";
import { showPage, showRefusal } from "./draw.ts";
import { type Journey, nobodyYet, type Progress, type Visit } from "./journey.ts";
import { nextStep } from "./next.ts";

/** The first page, or the answer at once where the browser is signed in already. */
export function beginSignIn(journey: Journey, visit: Visit): LoopbackAnswer {
  const start = { ...nobodyYet, typedName: journey.loginHint ?? "" };
  if (journey.prompt === "login") return showPage("signIn", start, journey, visit);
  const accounts = accountsFor(journey, visit);
  const account = chosenAccount(journey, accounts);
  if (account !== undefined) return goOn({ ...start, account }, journey, visit);
  const picks = accounts.length > 0 && (journey.loginHint === undefined || journey.prompt === "select_account");
  return showPage(picks ? "pick" : "signIn", start, journey, visit);
}

/** For `prompt=none`: how far the browser's own account gets without any page. */
export function silentProgress(journey: Journey, visit: Visit): Progress {
  return { ...nobodyYet, account: chosenAccount(journey, accountsFor(journey, visit)) };
}

/** Shows what is still missing, or ends the journey and remembers the account. */
export function goOn(progress: Progress, journey: Journey, visit: Visit): LoopbackAnswer {
  const next = nextStep(progress, journey, visit.services);
  if (typeof next === "string") return showPage(next, progress, journey, visit);
  if (next !== undefined) {
    journey.refused?.(next);
    return showRefusal(next, progress, journey, visit);
  }
  const { account } = progress;
  if (account === undefined) return showPage("signIn", progress, journey, visit);
  const answer = journey.finish(account, visit.exchange);
  return {
    ...answer,
    headers: { ...answer.headers, "Set-Cookie": visit.services.sessions.remember(visit.request, account) },
  };
}
