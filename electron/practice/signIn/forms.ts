// What each page's form does when it is sent.
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { everyone } from "../consents.ts";
import { isRefusal, type Refusal, refuse } from "../errors.ts";
import type { Form } from "../form.ts";
import { problemWords, stalePage } from "../pages/refusalPage.ts";
import { namesAsked } from "../scopes.ts";
import { accountsFor } from "./accounts.ts";
import { showPage } from "./draw.ts";
import { goOn } from "./flow.ts";
import { nobodyYet, type Step, type Visit } from "./journey.ts";

type Handler = (form: Form, step: Step, visit: Visit) => LoopbackAnswer | Promise<LoopbackAnswer>;

/** Answers a form of any of the pages; each can be sent once. */
export async function takeForm(form: Form | Refusal, visit: Visit): Promise<LoopbackAnswer> {
  const step = isRefusal(form) ? undefined : visit.services.steps.take(form.get("once"));
  if (isRefusal(form) || step === undefined) return stalePage();
  const { journey, page, back } = step;
  const action = form.get("action");
  if (action === "cancel") return journey.stop(refuse(65004), visit.exchange);
  if (action === "another") return showPage("signIn", nobodyYet, journey, visit);
  if (action === "back") return journey.stop(back, visit.exchange);
  return handlers[page](form, step, visit);
}

const handlers: Readonly<Record<Step["page"], Handler>> = {
  pick(form, { journey, progress }, visit) {
    const account = accountsFor(journey, visit).find(({ username }) => username === form.get("account"));
    return goOn({ ...progress, account }, journey, visit);
  },
  async signIn(form, { journey, progress }, visit) {
    const { directory, pause } = visit.services;
    const typedName = (form.get("username") ?? "").trim();
    await pause(directory.find(typedName));
    const person = directory.checkOnPage(typedName, form.get("password") ?? "", journey.tenant);
    const tried = { ...progress, typedName };
    if (isRefusal(person)) return showPage("signIn", tried, journey, visit, problemWords(person));
    return goOn({ ...tried, account: { username: person.username, secondFactor: false } }, journey, visit);
  },
  number(form, { journey, progress, number }, visit) {
    const { account } = progress;
    const person = account && visit.services.directory.find(account.username);
    if (account === undefined || person === undefined) return stalePage();
    if (form.get("number") !== number) {
      return showPage("number", progress, journey, visit, practiceWords.number.wrong);
    }
    if (person.situation === "mfaEnrolment") visit.services.directory.enrol(person);
    return goOn({ ...progress, account: { ...account, secondFactor: true } }, journey, visit);
  },
  newPassword(form, { journey, progress }, visit) {
    const { directory } = visit.services;
    const person = directory.find(progress.account?.username ?? "");
    if (person === undefined) return stalePage();
    const first = form.get("first") ?? "";
    const problem = passwordProblem(first, form.get("again") ?? "", directory.isPasswordOf(person, first));
    if (problem !== undefined) return showPage("newPassword", progress, journey, visit, problem);
    directory.changePassword(person, first);
    return goOn(progress, journey, visit);
  },
  confirm: (_form, { journey, progress }, visit) => goOn({ ...progress, confirmed: true }, journey, visit),
  consent(form, { journey, progress }, visit) {
    const { directory, consents } = visit.services;
    const person = directory.find(progress.account?.username ?? "");
    if (person === undefined) return stalePage();
    const forEverybody = journey.kind === "adminConsent" || form.get("forEverybody") === "yes";
    const who = person.admin === true && forEverybody ? everyone : person.username;
    const { app } = journey;
    for (const each of journey.asked) consents.grant(app.clientId, who, each.resource, namesAsked(each, app));
    return goOn({ ...progress, consented: true }, journey, visit);
  },
  approval: (_form, { journey, progress }, visit) => showPage("approvalSent", progress, journey, visit),
  approvalSent: () => stalePage(),
  notAdmin: () => stalePage(),
  refused: () => stalePage(),
};

function passwordProblem(first: string, again: string, isOld: boolean): string | undefined {
  const words = practiceWords.newPassword;
  if (first.length < 8) return words.short;
  if (isOld) return words.same;
  return first === again ? undefined : words.different;
}
