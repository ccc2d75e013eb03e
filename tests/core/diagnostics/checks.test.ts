// The diagnostic checks, run through the whole program against a real practice tenant and what can be wrong with the way there.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkIds, type CheckRun } from "../../../shared/snapshot.ts";
import { person, startTestApp, type TestApp } from "../../support/testApp.ts";
import { until } from "../../support/virtualClock.ts";
import { checkOnly, connectTo, entraConnection, runChecks, said, wordsOf } from "./checkSupport.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

describe("where all is well", () => {
  it("every check passes or says why it was skipped, and its words have no gaps", async () => {
    const accountId = await test.signIn();
    test.app.trayIs("shown");
    const results = await runChecks(test, { accountId });
    expect(Object.keys(results)).toEqual(checkIds);
    expect(Object.values(results).map(said)).toEqual([
      "pass practice",
      "pass works",
      "pass reachable",
      "pass matches",
      "pass exists",
      "pass managed",
      "pass right",
      "pass present",
      "pass withoutMfa",
      "pass shown",
      "pass known",
    ]);
    for (const result of Object.values(results)) {
      expect(wordsOf(result)).toMatch(/\w/);
      expect(wordsOf(result)).not.toMatch(/[{}]|undefined/);
    }
  });

  it("sends no password, spends no token, and asks the metadata once", async () => {
    const accountId = await test.signIn();
    const before = test.net.requests.length;
    await runChecks(test, { accountId });
    const sent = test.net.requests.slice(before);
    expect(sent.map(({ init }) => [init.method, init.body])).toEqual(sent.map(() => ["GET", undefined]));
    expect(sent.filter(({ url }) => url.includes("openid-configuration"))).toHaveLength(1);
  });

  it("says what is not to be known without an account", async () => {
    const results = await runChecks(test);
    expect([results.realm, results.refreshToken, results.token].map(said)).toEqual([
      "skipped noName",
      "skipped noAccount",
      "skipped noAccount",
    ]);
  });
});

describe("how a run is shown", () => {
  it("shows each result as it comes, one check running at a time, in a fixed order", async () => {
    const pictures: CheckRun[] = [];
    const end = test.app.subscribe(({ checks }) => checks && pictures.push(checks));
    await runChecks(test);
    end();
    expect(pictures[0]?.results.every(({ state }) => state === "waiting")).toBe(true);
    const running = pictures.map(({ results }) =>
      results.filter(({ state }) => state === "running").map(({ id }) => id),
    );
    expect(running.every((ids) => ids.length <= 1)).toBe(true);
    expect(running.flat()).toEqual(checkIds);
    expect(pictures.at(-1)).toMatchObject({ running: false, connectionId: "practice" });
  });

  it("lets a new run take the place of one that is under way", async () => {
    test.tenant.setFault({ kind: "hang", path: "metadata", times: 1 });
    const first = test.app.handlers.runChecks({ connectionId: "practice" });
    await until(() => test.tenant.requests.length > 0, "the first question");
    const firstId = test.app.snapshot().checks?.id;
    const results = await runChecks(test);
    await first;
    expect(test.app.snapshot().checks?.id).not.toBe(firstId);
    expect(test.app.snapshot().checks?.running).toBe(false);
    expect(said(results.authority)).toBe("pass reachable");
  });

  it("ends with the program, without waiting for an authority that is silent", async () => {
    test.tenant.setFault({ kind: "hang", path: "metadata" });
    const running = test.app.handlers.runChecks({ connectionId: "practice" });
    await until(() => test.tenant.requests.length > 0, "the question");
    await test.app.stop();
    await running;
    expect(test.clock.waiting).toBe(0);
    expect(test.app.snapshot().checks?.results.find(({ id }) => id === "versions")?.state).toBe("waiting");
  });

  it("refuses a connection or an account that it does not know", async () => {
    const outcomes = [
      await test.app.handlers.runChecks({ connectionId: "nowhere" }),
      await test.app.handlers.runChecks({ connectionId: "practice", accountId: "nobody" }),
    ];
    expect(outcomes).toMatchObject([
      { ok: false, failure: { kind: "badInput", evidence: { field: "connectionId" } } },
      { ok: false, failure: { kind: "badInput", evidence: { field: "accountId" } } },
    ]);
    expect(test.app.snapshot().checks).toBeUndefined();
  });

  it("leaves nothing of it when everything is removed", async () => {
    await runChecks(test, { username: "ada@practice.test" });
    await test.app.handlers.removeEverything({ confirmed: true });
    expect(test.app.snapshot().checks).toBeUndefined();
  });
});

describe("a check that breaks or hangs", () => {
  it("costs itself alone: it gets an incident ID that the log has too", async () => {
    test.secretStore.state = () => Promise.reject(new Error("a bug with a /home/ada/secret in it"));
    const results = await runChecks(test);
    expect(said(results.secretStore)).toBe("fail broken");
    const { incidentId } = results.secretStore.facts;
    expect(wordsOf(results.secretStore)).toContain(incidentId);
    expect(test.log.map(({ fields }) => fields["incidentId"])).toContain(incidentId);
    expect(JSON.stringify([test.log, results])).not.toContain("/home/ada");
    expect(said(results.authority)).toBe("pass reachable");
    expect(said(results.versions)).toBe("pass known");
  });

  it("is over after fifteen seconds, and a waiting keyring is named as the likely cause", async () => {
    test.secretStore.state = () => new Promise(() => {});
    const running = runChecks(test);
    await until(() => test.app.snapshot().checks?.results[1]?.state === "running");
    await test.clock.advance(15_000);
    const { secretStore, authority } = await running;
    expect(said(secretStore)).toBe("fail timedOut");
    expect(wordsOf(secretStore)).toMatch(/15 s.*unlock/);
    expect(said(authority)).toBe("pass reachable");
  });
});

describe("the connection", () => {
  it("is named by kind where it is complete", async () => {
    const { connection } = await runChecks(test, { connectionId: await connectTo(test) });
    expect(said(connection)).toBe("pass valid");
    expect(wordsOf(connection)).toContain("Microsoft Entra ID");
  });

  it.each([
    [{ tenant: "common" }, "fail fieldProblem", "tenant"],
    [{ authority: "http://idp.example" }, "fail fieldProblem", "https://"],
    [{ authority: "not a url" }, "fail fieldProblem", "authority"],
    [{ clientId: "two words" }, "fail fieldProblem", "clientId"],
    [{ clientId: "" }, "fail damaged", "clientId"],
  ])("that was spoilt as %j is told so, and nothing is asked of its authority", async (spoilt, expected, words) => {
    const whole = { ...entraConnection, ...spoilt };
    const { results, requests } = await checkOnly(test, whole);
    expect(said(results.connection)).toBe(expected);
    expect(wordsOf(results.connection)).toContain(words);
    expect([results.authority, results.issuer, results.tenant, results.realm, results.clock].map(said)).toEqual(
      Array.from({ length: 5 }, () => "skipped connectionFirst"),
    );
    expect(requests).toEqual([]);
  });

  it("that is whole lets its authority be asked, by the same means", async () => {
    const { requests } = await checkOnly(test, entraConnection);
    expect(requests).not.toEqual([]);
  });
});

describe("the secret store", () => {
  it.each([
    ["unprotected", "warn unprotected", "anyone"],
    ["missing", "warn missing", "no protected storage"],
    ["locked", "fail locked", "Unlock"],
  ] as const)("that is %s is told so, with a remedy", async (kind, expected, words) => {
    test.secretStore.kind = kind;
    const { secretStore } = await runChecks(test);
    expect(said(secretStore)).toBe(expected);
    expect(wordsOf(secretStore)).toContain(words);
  });

  it("that does not give back what it sealed is found out, although it calls itself protected", async () => {
    const { seal } = test.secretStore;
    test.secretStore.seal = async (plain, purpose) => {
      const sealed = await seal.call(test.secretStore, plain, purpose);
      test.secretStore.loseKeys();
      return sealed;
    };
    const { secretStore } = await runChecks(test);
    expect(said(secretStore)).toBe("fail notOpened");
  });

  it("that gives back another text is found out too", async () => {
    test.secretStore.open = () => Promise.resolve({ ok: true, plain: "something else", resealWanted: false });
    expect(said((await runChecks(test)).secretStore)).toBe("fail notOpened");
  });

  it("that locks between the two steps is told as locked", async () => {
    test.secretStore.open = () => Promise.resolve({ ok: false, reason: "locked" });
    expect(said((await runChecks(test)).secretStore)).toBe("fail locked");
  });
});

describe("the access token and what renews it", () => {
  it("never shows the token, only what it is for, until when, and that one step was done", async () => {
    const accountId = await test.signIn();
    const { token } = await runChecks(test, { accountId });
    expect(wordsOf(token)).toMatch(/User\.Read.*2082-11-23 10:00 UTC.*no second step/);
  });

  it("that has ended is told so, and that a new one comes by itself", async () => {
    const accountId = await test.signIn("shortLived");
    test.clock.jump(31_000);
    expect(said((await runChecks(test, { accountId })).token)).toBe("skipped ended");
  });

  it("belongs to the connection no more once that was changed", async () => {
    const connectionId = await connectTo(test);
    const { username, password } = person("works");
    const signedIn = await test.app.handlers.signIn({ connectionId, username, password });
    if (!signedIn.ok) throw new Error(signedIn.failure.kind);
    const { accountId } = signedIn.value;
    expect(said((await runChecks(test, { connectionId, accountId })).refreshToken)).toBe("pass present");
    await connectTo(test, { tenant: test.tenant.tenantId }, connectionId);
    expect(said((await runChecks(test, { connectionId, accountId })).refreshToken)).toBe("fail otherConnection");
  });

  it("was refused by the server: its code is told", async () => {
    const accountId = await test.signIn("refreshTokenRevoked");
    await test.app.handlers.newToken({ accountId, scopeSetId: test.scopeSet(accountId).id });
    const { refreshToken } = await runChecks(test, { accountId });
    expect(said(refreshToken)).toBe("fail refused");
    expect(wordsOf(refreshToken)).toContain("AADSTS50173");
  });

  it("was refused for one set of scopes alone: the others still work", async () => {
    const accountId = await test.signIn("partConsent");
    const added = await test.app.handlers.addScopeSet({ accountId, scopes: "Mail.Read" });
    if (!added.ok) throw new Error(added.failure.kind);
    await test.app.handlers.newToken({ accountId, scopeSetId: added.value.scopeSetId });
    const { refreshToken } = await runChecks(test, { accountId });
    expect(said(refreshToken)).toBe("warn partlyRefused");
    expect(wordsOf(refreshToken)).toMatch(/Mail\.Read.*AADSTS65001/);
  });
});

describe("the tray icon", () => {
  it.each([
    ["unknown", "skipped unknown"],
    ["missing", "warn missing"],
    ["drawnInPage", "pass drawnInPage"],
    ["shown", "pass shown"],
  ] as const)("that is %s is %s", async (tray, expected) => {
    test.app.trayIs(tray);
    expect(said((await runChecks(test)).tray)).toBe(expected);
  });
});
