// `tokentray token --in-tenant`: a token of another directory, from the words typed to the exit code; and what an outage prints.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Practice } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { companyTenant, practiceTenant } from "../../shared/practicePeople.ts";
import { answerWords, usageWords } from "../../shared/terminalWords.ts";
import { claimsOf } from "../practice/asker.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

const greta = "greta@practice.test";
const token = ["token", "--account", greta];
const abroad = ["--in-tenant", companyTenant.domain];

let line: CommandLine;
beforeEach(() => {
  line = commandLine();
});
afterEach(() => line.remove());

const practiceAt = ({ origin, authority }: PracticeTenant): Practice => ({
  start: () => Promise.resolve({ origin, authority }),
  stop: () => Promise.resolve(),
  forget: () => Promise.resolve(),
});
const tenantOf = (out: string): unknown => claimsOf(out.trim())["tid"];

describe("--in-tenant", () => {
  it("brings a token of the other directory without a further sign-in, and the own one as ever", async () => {
    expect((await line.tokentray(["sign-in", "--practice", "--username", greta])).code).toBe(0);
    const there = await line.tokentray([...token, ...abroad]);
    expect([there.code, there.inputRead]).toEqual([0, 0]);
    expect(tenantOf(there.out)).toBe(companyTenant.tenantId);
    expect(tenantOf((await line.tokentray(token)).out)).toBe(practiceTenant.tenantId);
    expect((await line.tokentray([...token, "--in-tenant", "COMPANY.test"])).out).toBe(there.out);
  });

  it("signs in first where needed", async () => {
    const ran = await line.tokentray(["token", "--practice", "--username", greta, ...abroad]);
    expect(ran.code).toBe(0);
    expect(tenantOf(ran.out)).toBe(companyTenant.tenantId);
  });

  it("shows in the list, with who the person is there, and without a token", async () => {
    const { out: got } = await line.tokentray(["token", "--practice", "--username", greta, ...abroad]);
    expect((await line.tokentray(["accounts"])).out).toContain(`Graph · ${companyTenant.domain}`);
    const { out } = await line.tokentray(["accounts", "--json"]);
    expect(JSON.parse(out)).toMatchObject([
      {
        tenants: [
          { tenant: practiceTenant.tenantId, username: greta, isHome: true },
          { tenant: companyTenant.tenantId, username: "greta_practice.test#EXT#@company.test", isHome: false },
        ],
        tokens: [{ state: "ready" }, { tenant: companyTenant.domain, state: "ready" }],
      },
    ]);
    expect(out).not.toContain(got.trim().slice(-40));
  });

  it("says who is no guest there, and leaves the account as it was", async () => {
    await line.tokentray(["sign-in", "--practice"]);
    const ran = await line.tokentray(["token", "--account", "ada@practice.test", ...abroad]);
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("AADSTS50020");
    expect(ran.err).toContain(`was not invited into ${companyTenant.domain}.`);
    expect((await line.tokentray(["token", "--account", "ada@practice.test", "--force"])).code).toBe(0);
  });

  it("names the directory that does not exist, not the one of the connection", async () => {
    const ran = await line.tokentray(["token", "--practice", "--in-tenant", "nowhere.test"]);
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("knows no tenant nowhere.test.");
  });

  it.each(["common", "organizations", "a/b", ""])("takes one directory, which %j is not", async (tenant) => {
    const ran = await line.tokentray([...token, "--in-tenant", tenant]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(usageWords.inTenant);
  });

  it("belongs to Entra", async () => {
    const place = "--authority https://login.example --kind openid --client-id c --scope api --username u".split(" ");
    const ran = await line.tokentray(["token", ...place, ...abroad]);
    expect([ran.code, ran.inputRead]).toEqual([2, 0]);
    expect(ran.err).toContain(usageWords.inTenant);
  });
});

it("past the time that the server named for a refresh, a token that still lives is printed without waiting for one", async () => {
  const tenant = await startPracticeTenant({ accessTokenLifeSeconds: 14_400 });
  const practice = practiceAt(tenant);
  await line.tokentray(["sign-in", "--practice", "--username", greta], {}, { practice });
  tenant.setFault({ kind: "hang", path: "token" });
  const clock = { ...systemClock, now: () => Date.now() + 130 * 60_000 };
  const before = performance.now();
  let printedMs = Infinity;
  const onOut = (): void => void (printedMs = performance.now() - before);
  const ran = await line.tokentray([...token, "--scope", "User.Read"], { onOut }, { practice, clock });
  const tookMs = performance.now() - before;
  await tenant.close();
  expect(ran.code).toBe(0);
  expect(tenantOf(ran.out)).toBe(practiceTenant.tenantId);
  expect(printedMs).toBeLessThan(2_000);
  // The new one is waited for, in vain here, but not for long.
  expect(tookMs).toBeLessThan(6_000);
});

it("in an outage the token that has ended is printed all the same, with a warning beside it", async () => {
  const tenant = await startPracticeTenant({ accessTokenLifeSeconds: 1, extendedLifeSeconds: 3_600 });
  const practice = practiceAt(tenant);
  await line.tokentray(["sign-in", "--practice", "--username", greta], {}, { practice });
  await new Promise((resolve) => void setTimeout(resolve, 1_100));
  tenant.setFault({ kind: "status", status: 503, path: "token" });
  const ran = await line.tokentray([...token, "--scope", "User.Read", "--json"], {}, { practice });
  await tenant.close();
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject({ account: greta, extended: true });
  const { expires_on: end, ext_expires_on: last } = JSON.parse(ran.out) as Record<string, number>;
  expect([end, last]).toEqual([expect.any(Number), (end ?? 0) + 3_599]);
  expect(ran.err).toContain(answerWords.extended("59 min left"));
});
