// From each practice person, by the way on that the card offers, to a working token or to an honest end.
import { afterEach, expect, test } from "vitest";
import { explain, type Action } from "../../shared/explain.ts";
import type { Failure } from "../../shared/failure.ts";
import { practicePeople, type PracticePerson, type PracticeSituation } from "../../shared/practicePeople.ts";
import { openBrowser, signInOnPages, type Page } from "../practice/browser.ts";
import { follow } from "../support/personAtBrowser.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

let t: TestApp;
afterEach(() => t.end());

/** Who ends without a token, and what they are told last. All others end with one. */
const honestEnds: Partial<Record<PracticeSituation, Failure["kind"]>> = {
  conditionalAccess: "policyBlocked",
  disabled: "accountDisabled",
  locked: "accountLocked",
  federatedLocked: "accountLocked",
  guest: "guestAccount",
  wrongPassword: "wrongCredentials",
};

test.each(practicePeople.map((person) => [person.username, person] as const))("%s", async (_, person) => {
  t = await startTestApp({ delay: () => Promise.resolve() });
  const { username, password, situation } = person;
  let outcome = await t.app.handlers.signIn({ connectionId: "practice", username, password });
  if (!outcome.ok) {
    const card = explain(outcome.failure, { username });
    const way = [card.action, ...card.otherActions].find((action) => action?.kind === "browserSignIn");
    if (way !== undefined) outcome = await byBrowser(person, way);
    else if (situation === "throttled") outcome = await later(person, outcome.failure);
  }
  const end = honestEnds[situation];
  expect(outcome.ok ? undefined : outcome.failure.kind).toBe(end);
  if (end !== undefined) return;
  const accountId = t.account().id;
  const token = await t.app.getToken({ accountId, scopes: ["User.Read"] });
  const me = await fetch(t.tenant.meUrl, {
    headers: { authorization: `Bearer ${token.ok ? token.value.token.reveal() : ""}` },
  });
  expect(me.status).toBe(200);
});

type Outcome = Awaited<ReturnType<TestApp["app"]["handlers"]["signIn"]>>;

async function byBrowser(person: PracticePerson, way: Action): Promise<Outcome> {
  const [attempt] = t.app.snapshot().attempts;
  const prompt = way.kind === "browserSignIn" ? way.prompt : undefined;
  const outcome = t.app.handlers.signInWithBrowser({
    connectionId: "practice",
    username: person.username,
    attemptId: attempt?.id,
    prompt,
  });
  await until(() => t.app.snapshot().signIn?.waiting !== undefined, "the browser");
  const waiting = t.app.snapshot().signIn?.waiting;
  const last = await visit(waiting?.kind === "browser" ? waiting.address : "", person);
  // A page without a way back is where the browser ends; the program waits its two minutes.
  if (last.location === undefined) await t.clock.advance(121_000);
  else await follow(last.location);
  const result = await outcome;
  const told = t.app.snapshot().attempts.find(({ grant }) => grant === "password")?.failure;
  return !result.ok && result.failure.kind === "timeout" && told !== undefined ? { ok: false, failure: told } : result;
}

/** Presses what a willing person would press, until a page leads back or offers nothing more. */
async function visit(address: string, person: PracticePerson): Promise<Page> {
  const browser = openBrowser(t.tenant);
  let page = await signInOnPages(browser, await browser.open(address), person);
  for (let pages = 0; pages < 5 && page.location === undefined; pages += 1) {
    const form = page.forms.find(({ buttons }) => buttons.some(({ text }) => willing.includes(text)));
    const button = form?.buttons.find(({ text }) => willing.includes(text))?.text;
    if (form === undefined || button === undefined) return page;
    const fields = Object.keys(form.values).filter((name) => /password|first|again/i.test(name));
    page = await browser.submit(page, Object.fromEntries(fields.map((name) => [name, "Quite-New-2026"])), button);
  }
  return page;
}

const willing: readonly string[] = ["Accept", "Save and sign in", "Go back to the app"];

async function later({ username, password }: PracticePerson, failure: Failure): Promise<Outcome> {
  await t.clock.advance((failure.retryAt ?? t.clock.now()) - t.clock.now() + 1_000);
  return t.app.handlers.signIn({ connectionId: "practice", username, password });
}
