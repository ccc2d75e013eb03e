// A token serves the scopes that the server granted, and no other; and scopes are written and compared as the authority does.
import { afterEach, describe, expect, test } from "vitest";
import { noticeWords } from "../../shared/noticeWords.ts";
import { startHabitApp, tokensWith, type HabitApp } from "../support/habitApp.ts";
import { ann } from "../support/openIdPeople.ts";
import { createVirtualClock } from "../support/virtualClock.ts";

const minute = 60_000;
let t: HabitApp;
afterEach(() => t.end());

const refreshes = (): number => t.refreshTokensSent().length;
const get = (accountId: string, ...scopes: readonly string[]) => t.app.getToken({ accountId, scopes });

async function signedIn(kind: "entra" | "openid", ...scopes: readonly string[]): Promise<string> {
  const outcome = await t.signInAs(ann.username, scopes);
  if (!outcome.ok) throw new Error(`refused at ${kind}: ${outcome.failure.kind}`);
  return outcome.value.accountId;
}

describe.each(["entra", "openid"] as const)("a server that grants less than was asked for (%s)", (kind) => {
  const grantsRead = tokensWith({ scope: "orders.read" });

  async function partly(): Promise<string> {
    t = await startHabitApp({ kind });
    t.tokens(grantsRead);
    return signedIn(kind, "orders.read", "orders.write");
  }

  test("is asked again for what it declined, and its token serves what it granted", async () => {
    const accountId = await partly();
    expect(await get(accountId, "orders.read")).toMatchObject({ ok: true, value: { source: "memory" } });
    expect(refreshes()).toBe(0);
    t.tokens(tokensWith({ access_token: "for writing", scope: "orders.write" }));
    const outcome = await get(accountId, "orders.write");
    expect(outcome.ok && outcome.value.token.reveal()).toBe("for writing");
    expect(outcome).not.toHaveProperty("value.declined");
    expect(refreshes()).toBe(1);
  });

  test("has answered that question: the same answer is given again, with what it lacks, and none is asked in a loop", async () => {
    const accountId = await partly();
    const both = { ok: true, value: { scopes: ["orders.read"], declined: ["orders.write"], source: "memory" } };
    for (let time = 0; time < 20; time += 1)
      expect(await get(accountId, "orders.write", "orders.read")).toMatchObject(both);
    expect(refreshes()).toBe(0);
    const alone = await get(accountId, "orders.write");
    expect(alone).toMatchObject({ value: { declined: ["orders.write"], source: "refresh" } });
    for (let time = 0; time < 20; time += 1)
      expect(await get(accountId, "orders.write")).toMatchObject({ value: { declined: ["orders.write"] } });
    expect(refreshes()).toBe(1);
  });

  test("is told in the picture and in the notice of a copy, until it grants all", async () => {
    const accountId = await partly();
    const set = () => t.account().scopeSets[0];
    expect(set()?.token).toMatchObject({ grantedScopes: ["orders.read"], declinedScopes: ["orders.write"] });
    await t.app.handlers.copyToken({ accountId, scopeSetId: set()?.id ?? "", format: "raw" });
    const said = t.app.snapshot().notices.find(({ kind: each }) => each === "copied");
    expect(said && noticeWords(said).body).toContain("the server didn't grant orders.write");
    t.tokens(tokensWith({ scope: "orders.write orders.read" }));
    await t.app.handlers.newToken({ accountId, scopeSetId: set()?.id ?? "" });
    expect(set()?.token).not.toHaveProperty("declinedScopes");
  });

  test("loses no token with all scopes to a later one that lacks some", async () => {
    t = await startHabitApp({ kind });
    t.tokens(tokensWith({ access_token: "for both", scope: undefined }));
    const accountId = await signedIn(kind, "orders.read", "orders.write", "orders.list");
    t.tokens(grantsRead);
    await t.renew(accountId, ["orders.read", "orders.write"]);
    const outcome = await get(accountId, "orders.read", "orders.write");
    expect(outcome.ok && outcome.value.token.reveal()).toBe("for both");
  });
});

test("a token that has ended hides none that lives and has the scopes, while the service is down", async () => {
  const clock = createVirtualClock();
  t = await startHabitApp({ kind: "entra", clock });
  t.tokens(tokensWith({ access_token: "narrow" }));
  const accountId = await signedIn("entra", "A.Read");
  t.app.systemSuspending();
  clock.jump(50 * minute);
  t.tokens(tokensWith({ access_token: "wide" }));
  await get(accountId, "A.Read", "B.Read");
  clock.jump(12 * minute);
  t.tokens({ status: 503 });
  for (const scopes of [["A.Read"], ["a.read"], ["B.Read"], ["B.Read", "A.Read"]]) {
    const outcome = await get(accountId, ...scopes);
    expect(outcome.ok && outcome.value.token.reveal()).toBe("wide");
  }
  expect(t.account().scopeSets.map(({ state }) => state)).toEqual(["ready", "ready"]);
  expect(refreshes()).toBe(1);
});

describe("scopes in several spellings", () => {
  const typed = ["User.Read", "user.read", "OPENID", "Offline_Access"];
  const sent = (): readonly string[] => t.asked.at(-1)?.form.get("scope")?.split(" ") ?? [];

  test("go out once each at Entra, at a sign-in, at a refresh and for a device code", async () => {
    t = await startHabitApp({ kind: "entra" });
    t.tokens(tokensWith({ scope: undefined }));
    const accountId = await signedIn("entra", ...typed);
    const once = ["User.Read", "openid", "offline_access", "profile"];
    expect(sent()).toEqual(once);
    expect(t.account().scopeSets.map(({ scopes }) => scopes)).toEqual([["User.Read", "OPENID", "Offline_Access"]]);
    expect(t.account().scopeSets[0]?.token?.grantedScopes).toEqual(["User.Read"]);
    await t.renew(accountId, ["USER.READ", "User.Read", "openid"]);
    expect(sent()).toEqual(["USER.READ", "openid", "profile", "offline_access"]);
    expect(t.account().scopeSets).toHaveLength(1);
    const { connectionId } = t;
    await t.app.handlers.signInWithDeviceCode({ connectionId, username: ann.username, scopes: [...typed] });
    const device = t.server.requests.find(({ path }) => path === "/device");
    expect(device?.form.get("scope")?.split(" ")).toEqual(once);
  });

  test("are several where case counts", async () => {
    t = await startHabitApp({ kind: "openid" });
    t.tokens(tokensWith({ scope: undefined }));
    const accountId = await signedIn("openid", "Orders.Read");
    await get(accountId, "orders.read");
    expect(refreshes()).toBe(1);
    expect(t.account().scopeSets.map(({ scopes }) => scopes)).toEqual([["Orders.Read"], ["orders.read"]]);
    await get(accountId, "Orders.Read", "orders.read");
    expect(sent()).toEqual(["Orders.Read", "orders.read", "openid", "profile"]);
  });

  test.each([
    ["entra", 1],
    ["openid", 2],
  ] as const)("added as a scope set at %s make %i", async (kind, sets) => {
    t = await startHabitApp({ kind });
    t.tokens(tokensWith({ scope: undefined }));
    const accountId = await signedIn(kind, "Orders.Read");
    const first = t.account().scopeSets[0]?.id;
    const added = await t.app.handlers.addScopeSet({ accountId, scopes: "orders.read ORDERS.READ", label: "Again" });
    expect(added.ok && added.value.scopeSetId === first).toBe(sets === 1);
    expect(t.account().scopeSets).toHaveLength(sets);
  });

  test.each([
    ["entra", ["Orders.Read", "orders.list"]],
    ["openid", ["Orders.Read", "orders.read", "orders.list"]],
  ] as const)("in a connection at %s are kept once each", async (kind, kept) => {
    t = await startHabitApp({ kind });
    const connection = t.app.snapshot().connections.find(({ id }) => id === t.connectionId);
    if (connection === undefined) throw new Error("no connection");
    const { label, colour, authority, tenant, clientId } = connection;
    const scopes = "Orders.Read orders.read Orders.Read orders.list";
    const draft = { label, colour, kind, authority, tenant, clientId, scopes };
    await t.app.handlers.saveConnection({ connectionId: t.connectionId, draft });
    expect(t.app.snapshot().connections.find(({ id }) => id === t.connectionId)?.scopes).toEqual(kept);
  });
});
