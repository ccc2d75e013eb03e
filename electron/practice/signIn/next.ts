// Decides what a sign-in still needs, in Entra's order: account, policy, password, second proof, consent.
import type { PracticePerson } from "../../../shared/practicePeople.ts";
import { isPasswordExpired, policyClaims } from "../directory.ts";
import { type Refusal, refuse } from "../errors.ts";
import { missingConsent, needsAdmin } from "../scopes.ts";
import { homeOf } from "../tenants.ts";
import type { Journey, PageName, Progress, SignInServices } from "./journey.ts";

/** The page to show next, a refusal that ends the sign-in here, or undefined when nothing is missing. */
export function nextStep(
  progress: Progress,
  journey: Journey,
  services: Pick<SignInServices, "directory" | "consents">,
): PageName | Refusal | undefined {
  const { account } = progress;
  const person = account && services.directory.find(account.username);
  if (account === undefined || person === undefined) return "signIn";
  const refusal = policyAgainst(person, journey);
  if (refusal !== undefined) return refusal;
  if (isPasswordExpired(person.situation)) return "newPassword";
  const needsSecondFactor = journey.needsSecondFactor || needsAlways(person);
  if (needsSecondFactor && !account.secondFactor) return "number";
  if (journey.kind === "device" && !progress.confirmed) return "confirm";
  return progress.consented ? undefined : consentStep(person, journey, services);
}

function policyAgainst(person: PracticePerson, { app, kind }: Journey): Refusal | undefined {
  if (person.situation === "guest") return refuse(50020);
  if (homeOf(person) !== app.home) return refuse(700016);
  if (person.situation === "conditionalAccess") return refuse(53003, { claims: policyClaims });
  return kind === "device" && person.situation === "deviceCodeBlocked" ? refuse(530035) : undefined;
}

function needsAlways({ situation }: PracticePerson): boolean {
  return situation === "mfaRequired" || situation === "mfaEnrolment";
}

function consentStep(
  person: PracticePerson,
  { kind, app, asked, prompt }: Journey,
  { consents }: Pick<SignInServices, "consents">,
): PageName | undefined {
  if (kind === "adminConsent") return person.admin === true ? "consent" : "notAdmin";
  const missing = asked.map((each) => missingConsent(each, app, person, consents)).filter((each) => each !== undefined);
  if (missing.length === 0 && prompt !== "consent") return undefined;
  return needsAdmin(app, missing.flat()) && person.admin !== true ? "approval" : "consent";
}
