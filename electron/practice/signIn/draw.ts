// Draws the page of a step; its form brings back where the sign-in stands.
import { randomInt } from "node:crypto";
import { companyPeople, type PracticePerson, practicePeople } from "../../../shared/practicePeople.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { LoopbackAnswer } from "../../loopback/listener.ts";
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
import { homeTenants } from "../tenants.ts";
import { accountsFor } from "./accounts.ts";
import type { Journey, PageName, Progress, Step, Visit } from "./journey.ts";

/** `problem`: what was wrong with the form sent last. */
export function showPage(
  page: PageName,
  progress: Progress,
  journey: Journey,
  visit: Visit,
  problem?: string,
): LoopbackAnswer {
  const step: Step = { journey, progress, page, number: String(randomInt(10, 100)), back: refuse(90094) };
  const id = visit.services.steps.put(step);
  return drawings[page]({ step, visit, problem, frame: { id, leadsTo: journey.leadsTo } });
}

/** A device's sign-in is over by then; an app waits for the browser to come back. */
export function showRefusal(refusal: Refusal, progress: Progress, journey: Journey, visit: Visit): LoopbackAnswer {
  const { kind, leadsTo, app } = journey;
  const step: Step = { journey, progress, page: "refused", back: refusal, number: "" };
  const id = kind === "device" ? undefined : visit.services.steps.put(step);
  return refusalPage(refusal, visit.exchange, { app: app.name, username: progress.account?.username, id, leadsTo });
}

interface Drawing {
  readonly step: Step;
  readonly visit: Visit;
  readonly problem: string | undefined;
  readonly frame: { readonly id: string; readonly leadsTo: string | undefined };
}

const drawings: Readonly<Record<PageName, (drawing: Drawing) => LoopbackAnswer>> = {
  pick({ step: { journey }, visit, frame }) {
    const usernames = accountsFor(journey, visit).map(({ username }) => username);
    return pickPage({ ...frame, app: journey.app.name, tenant: placeOf(journey), usernames });
  },
  signIn({ step: { journey, progress }, problem, frame }) {
    const [app, tenant] = [journey.app.name, placeOf(journey)];
    return signInPage({ ...frame, app, tenant, username: progress.typedName, problem, people: peopleOf(journey) });
  },
  number({ step, visit, problem, frame }) {
    const enrols = personIn(step, visit)?.situation === "mfaEnrolment";
    return numberPage({ ...frame, username: nameIn(step), number: step.number, enrols, problem });
  },
  newPassword: ({ step, problem, frame }) => newPasswordPage({ ...frame, username: nameIn(step), problem }),
  confirm: ({ step, frame }) => confirmPage(frame.id, step.journey.app.name, nameIn(step)),
  consent({ step, visit, frame }) {
    const { app, asked, kind } = step.journey;
    const scopes = [...new Set(asked.flatMap((each) => [...each.openId, ...namesAsked(each, app)]))];
    const mayExtend = personIn(step, visit)?.admin === true ? "choice" : "never";
    const forEverybody = kind === "adminConsent" ? "always" : mayExtend;
    return consentPage({ ...frame, app: app.name, username: nameIn(step), scopes, forEverybody });
  },
  approval: (drawing) => drawApproval(drawing, "open"),
  approvalSent: (drawing) => drawApproval(drawing, "sent"),
  notAdmin: (drawing) => drawApproval(drawing, "notAdmin"),
};

function drawApproval({ step, frame }: Drawing, state: "open" | "sent" | "notAdmin"): LoopbackAnswer {
  const admins = peopleOf(step.journey).flatMap(({ admin, username }) => (admin === true ? [username] : []));
  return approvalPage({ ...frame, app: step.journey.app.name, username: nameIn(step), state, admins });
}

function nameIn({ progress }: Step): string {
  return progress.account?.username ?? "";
}

function personIn(step: Step, { services }: Visit): PracticePerson | undefined {
  return services.directory.find(nameIn(step));
}

function placeOf({ tenant }: Journey): string {
  return tenant === "practice" || tenant === "company" ? homeTenants[tenant].label : practiceWords.somewhere;
}

function peopleOf({ app }: Journey): readonly PracticePerson[] {
  return app.home === "company" ? companyPeople : practicePeople;
}
