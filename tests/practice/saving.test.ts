// Saving: done before the answer that rests on it goes out, one at a time, and enough to go on after a crash.
import { expect, test, vi } from "vitest";
import { startPracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { parsePracticeState, type PracticeState } from "../../electron/practice/state.ts";
import { companyPeople } from "../../shared/practicePeople.ts";
import { openTenant, personWho, refresh, signIn, textOf } from "./asker.ts";
import { openBrowser } from "./browser.ts";
import { redeem, walk } from "./journeys.ts";

const ada = personWho("works");

/** Keeps what was saved as JSON text, as a file would. */
function disk() {
  const texts: string[] = [];
  return {
    save: async (state: PracticeState) => void texts.push(JSON.stringify(state)),
    saves: () => texts.length,
    read: () => parsePracticeState(JSON.parse(texts.at(-1) ?? "null")),
  };
}

async function afterCrash(saved: PracticeState | undefined) {
  if (saved === undefined) throw new Error("Nothing was saved.");
  return openTenant({ state: saved, port: 0 });
}

test("a refresh token is on disk before the app has it", async () => {
  const file = disk();
  const tenant = await openTenant({ save: file.save });
  expect(file.saves()).toBe(1);
  const reply = await signIn(tenant, ada);
  const saved = file.read();
  expect((await refresh(await afterCrash(saved), reply)).status).toBe(200);
});

test("the answer waits for the save", async () => {
  const gate = Promise.withResolvers<void>();
  let held = false;
  const save = async () => {
    if (held) await gate.promise;
  };
  const tenant = await openTenant({ save });
  held = true;
  let answered = false;
  const reply = signIn(tenant, ada).then((each) => {
    answered = true;
    return each;
  });
  await vi.waitUntil(() => tenant.requests.length === 1);
  await new Promise((resolve) => void setTimeout(resolve, 50));
  expect(answered).toBe(false);
  gate.resolve();
  expect((await reply).status).toBe(200);
});

test("what changes nothing saves nothing", async () => {
  const file = disk();
  const tenant = await openTenant({ save: file.save });
  await fetch(tenant.origin);
  await signIn(tenant, { ...ada, password: "wrong" });
  await openBrowser(tenant).open(`${tenant.origin}/company/app`);
  expect(file.saves()).toBe(1);
});

test("saves never overlap, and the last one holds everything", async () => {
  const file = disk();
  let running = 0;
  let atOnce = 0;
  const tenant = await openTenant({
    async save(state) {
      running += 1;
      atOnce = Math.max(atOnce, running);
      await new Promise((resolve) => void setTimeout(resolve, 5));
      await file.save(state);
      running -= 1;
    },
  });
  const replies = await Promise.all(Array.from({ length: 10 }, () => signIn(tenant, ada)));
  expect(atOnce).toBe(1);
  const next = await afterCrash(file.read());
  for (const reply of replies) expect((await refresh(next, reply)).status).toBe(200);
});

test("a save that fails costs no answer, and the next one tries again", async () => {
  const file = disk();
  let full = true;
  const tenant = await openTenant({
    async save(state) {
      if (full) throw new Error("The disk is full.");
      await file.save(state);
    },
  });
  const reply = await signIn(tenant, ada);
  expect(reply.status).toBe(200);
  full = false;
  await fetch(tenant.origin);
  expect((await refresh(await afterCrash(file.read()), reply)).status).toBe(200);
});

test("closing waits for the save under way", async () => {
  const file = disk();
  const tenant = await startPracticeTenant({ save: file.save });
  tenant.revokeRefreshTokens(ada.username);
  tenant.company.change({ publicClientFlows: true });
  await tenant.close();
  expect(file.read()?.companyApp?.publicClientFlows).toBe(true);
});

test("consent, the company's app, a second proof and who is enrolled outlive a crash", async () => {
  const file = disk();
  const tenant = await openTenant({ save: file.save });
  const [cora, milo, nora] = [personWho("consentMissing"), personWho("mfaRequired"), personWho("mfaEnrolment")];
  const browser = openBrowser(tenant);
  await browser.submit(await walk(tenant, cora, { browser }), {}, "Accept");
  await walk(tenant, nora);
  const reply = await redeem(tenant, await walk(tenant, milo));
  const page = await browser.open(`${tenant.origin}/company/app`);
  await browser.submit(page, { publicClientFlows: true, "permissions Mail.Read": true }, "Save");
  await browser.submit(await browser.open(page.url), { account: companyPeople[0]?.username ?? "" }, "Grant for me");
  const next = await afterCrash(file.read());
  expect((await signIn(next, cora)).status).toBe(200);
  expect((await signIn(next, nora)).json).toMatchObject({ error_codes: [50076] });
  expect((await refresh(next, reply)).status).toBe(200);
  expect(next.company.app).toEqual(tenant.company.app);
  expect(next.company.app.permissions).toEqual(["User.Read", "Mail.Read"]);
  expect(next.company.consents).toMatchObject([
    { who: companyPeople[0]?.username, scopes: ["User.Read", "Mail.Read"] },
  ]);
});

test("what earlier versions saved is read, with nothing consented and a new company", async () => {
  const tenant = await openTenant();
  const reply = await signIn(tenant, ada);
  const { version, ports, privateJwk, refreshTokens } = tenant.saveState();
  const older = refreshTokens.map(({ secondFactor: _later, ...record }) => record);
  const saved = parsePracticeState(JSON.parse(JSON.stringify({ version, ports, privateJwk, refreshTokens: older })));
  const next = await afterCrash(saved);
  expect((await refresh(next, reply)).status).toBe(200);
  expect(textOf(await refresh(next, reply), "access_token")).not.toBe("");
  expect(next.company.app).toEqual(tenant.company.app);
});
