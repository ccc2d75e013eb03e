// Leads a person from page to page until whoever asked for the sign-in has its answer.
import { randomInt } from "node:crypto";
import { companyPeople, practicePeople, type PracticePerson } from "../../../shared/practicePeople.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { LoopbackRequest } from "../../loopback/request.ts";
import { type Refusal, refuse } from "../errors.ts";
import { approvalPage } from "../pages/approvalPage.ts";
import { consentPage } from "../pages/consentPage.ts";
import { confirmPage } from "../pages/devicePages.ts";
import { newPasswordPage } from "../pages/newPasswordPage.ts";
import { numberPage } from "../pages/numberPage.ts";
import { pickPage } from "../pages/pickPage.ts";
import { refusalPage } from "../pages/refusalPage.ts";
import { signInPage } from "../pages/signInPage.ts";
import { namesAsked } from "../scopes.ts";
import type { BrowserAccount } from "../sessions.ts";
import { admits, homeOf, homeTenants } from "../tenants.ts";
import type { Exchange } from "../wire.ts";
import type { Journey, PageName, Progress, SignInServices, Step } from "./journey.ts";
import { nextStep } from "./next.ts";

/** One request of the browser, with what answers it. */
export interface Visit {
  readonly request: LoopbackRequest;
  readonly exchange: Exchange;
  readonly services: SignInServices;
}

export const nobodyYet: Progress = { account: undefined, typedName: "", confirmed: false, consented: false };

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

/** The browser's accounts that belong where this journey leads. */
export function accountsFor({ tenant }: Journey, { request, services }: Visit): readonly BrowserAccount[] {
  return services.sessions.accounts(request).filter((each) => admits(tenant, homeOf(each)));
}

function chosenAccount(
  { loginHint, prompt }: Journey,
  accounts: readonly BrowserAccount[],
): BrowserAccount | undefined {
  if (prompt === "select_account") return undefined;
  if (loginHint !== undefined) return accounts.find(({ username }) => username === loginHint.toLowerCase());
  return accounts.length === 1 ? accounts[0] : undefined;
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

/** A device's sign-in is over by then; an app waits for the browser to come back. */
function showRefusal(refusal: Refusal, progress: Progress, journey: Journey, visit: Visit): LoopbackAnswer {
  const { kind, leadsTo, app } = journey;
  const step: Step = { journey, progress, page: "refused", back: refusal, number: "" };
  const id = kind === "device" ? undefined : visit.services.steps.put(step);
  return refusalPage(refusal, visit.exchange, { app: app.name, username: progress.account?.username, id, leadsTo });
}

/** Draws a page; its form will bring back where the sign-in stands. */
export function showPage(
  page: PageName,
  progress: Progress,
  journey: Journey,
  visit: Visit,
  problem?: string,
): LoopbackAnswer {
  const { services } = visit;
  const number = String(randomInt(10, 100));
  const id = services.steps.put({ journey, progress, page, number, back: refuse(90094) });
  const { app, leadsTo, asked, tenant } = journey;
  const username = progress.account?.username ?? "";
  const person = services.directory.find(username);
  const place = tenant === "practice" || tenant === "company" ? homeTenants[tenant].label : practiceWords.somewhere;
  switch (page) {
    case "pick": {
      const usernames = accountsFor(journey, visit).map((each) => each.username);
      return pickPage({ id, leadsTo, app: app.name, tenant: place, usernames });
    }
    case "signIn": {
      const people = peopleOf(journey);
      return signInPage({ id, leadsTo, app: app.name, tenant: place, username: progress.typedName, problem, people });
    }
    case "number": {
      return numberPage({ id, leadsTo, username, number, enrols: person?.situation === "mfaEnrolment", problem });
    }
    case "newPassword": {
      return newPasswordPage({ id, leadsTo, username, problem });
    }
    case "confirm": {
      return confirmPage(id, app.name, username);
    }
    case "consent": {
      const scopes = [...new Set(asked.flatMap((each) => [...each.openId, ...namesAsked(each, app)]))];
      const mayExtend = person?.admin === true ? "choice" : "never";
      const forEverybody = journey.kind === "adminConsent" ? "always" : mayExtend;
      return consentPage({ id, leadsTo, app: app.name, username, scopes, forEverybody });
    }
    case "approval":
    case "approvalSent":
    case "notAdmin": {
      const state = ({ approval: "open", approvalSent: "sent", notAdmin: "notAdmin" } as const)[page];
      const admins = peopleOf(journey).flatMap((each) => (each.admin === true ? [each.username] : []));
      return approvalPage({ id, leadsTo, app: app.name, username, state, admins });
    }
  }
}

function peopleOf({ app }: Journey): readonly PracticePerson[] {
  return app.home === "company" ? companyPeople : practicePeople;
}
