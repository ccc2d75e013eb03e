// Setting an app up at my company: each mistake happens for real, and goes away for real by the road that the guide names.
import { afterEach, expect, test } from "vitest";
import { companyPeople, companyTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import { goThrough } from "../support/personAtBrowser.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

let t: TestApp;
let connectionId = "";
afterEach(() => t.end());

const personNamed = (name: string): PracticePerson => {
  const found = companyPeople.find(({ username }) => username.startsWith(name));
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};
const uma = personNamed("uma");
const axel = personNamed("axel");

async function open(app: Partial<Parameters<TestApp["tenant"]["company"]["change"]>[0]> = {}): Promise<void> {
  t = await startTestApp();
  t.tenant.company.change(app);
  const saved = await t.app.handlers.saveConnection({
    draft: {
      label: "My company",
      colour: "orange",
      kind: "practice",
      authority: "",
      tenant: companyTenant.domain,
      clientId: companyTenant.clientId,
      scopes: "User.Read",
    },
  });
  connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
}
const signIn = ({ username, password } = uma) => t.app.handlers.signIn({ connectionId, username, password });
const ready = { publicClientFlows: true, redirectUris: ["http://localhost"] };

async function inBrowser<T>(
  begun: Promise<T>,
  person: PracticePerson,
  habit: "agrees" | "cancels" = "agrees",
): Promise<T> {
  const address = (): string | undefined => {
    const { signIn: running, adminConsent } = t.app.snapshot();
    const waiting = running?.waiting ?? adminConsent?.waiting;
    return waiting?.kind === "browser" ? waiting.address : undefined;
  };
  await until(() => address() !== undefined, "an address to open");
  await goThrough(t.tenant, address() ?? "", person, habit);
  return begun;
}

test("a client ID that nobody registered, and a switch that is off, are each told, and each mended at the registration", async () => {
  await open({ exists: false });
  expect(await signIn()).toMatchObject({ failure: { kind: "wrongClient", evidence: { codes: ["AADSTS700016"] } } });
  t.tenant.company.change({ exists: true });
  expect(await signIn()).toMatchObject({
    failure: { kind: "notPublicClient", evidence: { codes: ["AADSTS7000218"] } },
  });
  t.tenant.company.change({ publicClientFlows: true });
  expect(await signIn()).toMatchObject({ failure: { kind: "consentRequired" } });
});

test("road 1: the developer's own grant at the registration lets the developer in, and nobody else", async () => {
  await open(ready);
  t.tenant.company.grant(uma.username);
  expect(await signIn()).toMatchObject({ ok: true });
  expect(await signIn(axel)).toMatchObject({ ok: false, failure: { kind: "consentRequired" } });
});

test("road 2: the admin's grant at the registration lets everybody in", async () => {
  await open(ready);
  t.tenant.company.grant("everyone");
  expect(await signIn()).toMatchObject({ ok: true });
  expect(await signIn(axel)).toMatchObject({ ok: true });
});

test("road 3: one's own consent in the browser, with the token kept, and the password works from then on", async () => {
  await open(ready);
  const outcome = await inBrowser(
    t.app.handlers.signInWithBrowser({ connectionId, username: uma.username, prompt: "consent" }),
    uma,
  );
  expect(outcome).toMatchObject({ ok: true });
  const accountId = t.account().id;
  expect(await t.app.getToken({ accountId, scopes: ["User.Read"], forceRefresh: true })).toMatchObject({ ok: true });
  expect(await signIn()).toMatchObject({ ok: true, value: { accountId } });
});

test("road 4: an admin's consent from the app, and everybody's password works", async () => {
  await open({ ...ready, userConsent: "adminsOnly" });
  expect(await signIn()).toMatchObject({ failure: { kind: "consentRequired" } });
  const outcome = await inBrowser(t.app.handlers.askAdminConsent({ connectionId }), axel);
  expect(outcome).toMatchObject({ ok: true, value: { tenant: companyTenant.tenantId } });
  expect(t.app.snapshot().adminConsent?.result).toMatchObject({ ok: true });
  expect(await signIn()).toMatchObject({ ok: true });
});

test("an admin who declines is heard, and nothing is granted", async () => {
  await open(ready);
  const outcome = await inBrowser(t.app.handlers.askAdminConsent({ connectionId }), axel, "cancels");
  expect(outcome).toMatchObject({ ok: false, failure: { evidence: { error: "access_denied" } } });
  expect(await signIn()).toMatchObject({ failure: { kind: "consentRequired" } });
});

test("a redirect that is not registered never comes back, and is given up after two minutes", async () => {
  await open({ publicClientFlows: true });
  const begun = t.app.handlers.signInWithBrowser({ connectionId });
  await until(() => t.app.snapshot().signIn?.waiting !== undefined);
  const waiting = t.app.snapshot().signIn?.waiting;
  const page = await fetch(waiting?.kind === "browser" ? waiting.address : "");
  expect(await page.text()).toContain("AADSTS50011");
  await t.clock.advance(121_000);
  expect(await begun).toMatchObject({ ok: false, failure: { kind: "timeout" } });
});

test("the letter to the admin holds the address that lets everybody in", async () => {
  await open(ready);
  const outcome = await t.app.handlers.adminLetter({ connectionId });
  const letter = outcome.ok ? outcome.value : undefined;
  expect(letter?.body).toContain(letter?.address);
  expect(new URL(letter?.address ?? "").searchParams.get("client_id")).toBe(companyTenant.clientId);
  expect(await t.app.handlers.openAdminLetter({ connectionId })).toMatchObject({ ok: true });
  expect(t.opened[0]).toMatch(/^mailto:\?subject=/);
});

test("the guide's answers survive a restart, and are forgotten when it is done", async () => {
  await open();
  const draft = {
    label: "x",
    colour: "blue",
    kind: "entra",
    authority: "",
    tenant: "",
    clientId: "half",
    scopes: "",
  };
  const answers = { step: 3, place: "entra", draft, username: "a@b.test", knowsClientId: true, appName: "x" } as const;
  await t.app.handlers.keepSetup({ answers });
  t = await t.restart();
  expect(t.app.snapshot().setup).toEqual(answers);
  await t.app.handlers.keepSetup({});
  t = await t.restart();
  expect(t.app.snapshot().setup).toBeUndefined();
});

test("pages of the portal open in the cloud of the connection, and nowhere else", async () => {
  await open();
  const clientId = "11111111-2222-3333-4444-555555555555";
  await t.app.handlers.openPortal({ page: "authentication", host: "login.microsoftonline.us", clientId });
  await t.app.handlers.openPortal({ page: "apiPermissions" });
  expect(await t.app.handlers.openPortal({ page: "authentication", host: "evil.example" })).toMatchObject({
    ok: false,
  });
  expect(t.opened).toHaveLength(2);
  expect(new URL(t.opened[0] ?? "").host).toMatch(/\.(?:azure|microsoft)\.us$/);
  expect(t.opened[0]).toContain(`/Authentication/appId/${clientId}`);
  expect(t.opened[1]).toBe(`${t.tenant.origin}/company/app`);
});
