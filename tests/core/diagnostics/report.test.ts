// The support report: what it holds, what it never holds, and that masks leave nothing of what they mask.
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reportText } from "../../../electron/core/diagnostics/reportText.ts";
import type { Connection } from "../../../shared/connection.ts";
import { practicePeople, practiceTenant } from "../../../shared/practicePeople.ts";
import { type About, type Attempt, firstSnapshot, type Snapshot } from "../../../shared/snapshot.ts";
import { person, startTestApp, tokenMark, type TestApp } from "../../support/testApp.ts";
import { entraConnection, runChecks } from "./checkSupport.ts";

const at = Date.UTC(2026, 10, 23, 9);
const open = { maskNames: false, maskTenant: false };
const masked = { maskNames: true, maskTenant: true };
const about: About = {
  version: "1.2.3",
  host: "desktop",
  platform: "linux",
  tray: "missing",
  runtime: "Electron 45",
  dataFolder: "/home/ada.lovelace/.config/TokenTray",
};

function snapshotWith(connection: Partial<Connection>, ...attempts: readonly Partial<Attempt>[]): Snapshot {
  return {
    ...firstSnapshot(about),
    connections: [{ ...entraConnection, ...connection }],
    attempts: attempts.map((attempt) => ({
      id: "1",
      at,
      durationMs: 320,
      grant: "password",
      connectionId: entraConnection.id,
      scopes: ["User.Read"],
      outcome: "failed",
      ...attempt,
    })),
  };
}

const refusedFor = (
  username: string,
  description: string,
  endpoint = "https://login.microsoftonline.com",
): Partial<Attempt> => ({
  username,
  failure: { kind: "wrongCredentials", at, evidence: { status: 400, description, endpoint, codes: ["AADSTS50126"] } },
});

it("says in words what runs where", () => {
  const said = (more: Partial<About>): string =>
    reportText({ ...snapshotWith({}), about: { ...about, ...more } }, open, at).replaceAll("\n", " ");
  expect(said({})).toMatch(/Runs as: Desktop app .*Platform: Linux .*Tray icon: not shown by this desktop/);
  expect(said({ host: "browser", platform: "darwin", tray: "drawnInPage" })).toMatch(
    /Runs as: Page in a browser .*Platform: macOS .*Tray icon: none; its menu is drawn on the page/,
  );
});

describe("the report of a program in use", () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startTestApp();
  });
  afterEach(() => test.end());

  const preview = async (wishes: typeof open & { accountId?: string }): Promise<string> => {
    const outcome = await test.app.handlers.previewReport(wishes);
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    return outcome.value.text;
  };

  const failToSignIn = async (): Promise<void> => {
    const { username, password } = person("mfaRequired");
    await test.app.handlers.signIn({ connectionId: "practice", username, password });
  };

  it("tells the program, the connection, the checks and the last requests", async () => {
    await failToSignIn();
    const accountId = await test.signIn();
    await runChecks(test, { accountId });
    const text = await preview(open);
    expect(text).toMatch(/^# TokenTray support report\n/);
    for (const fact of [
      "- Version: 0.0.0-test",
      "- Sign-ins are kept: sealed on this computer",
      `- Client ID: ${practiceTenant.clientId}`,
      "- Secret storage: good: fake sealed a test text",
      ": password, failed\n- Account: milo@practice.test",
      "- Codes: AADSTS50076",
      "- HTTP status: 400",
      "- Kind of failure: mfaRequired",
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toMatch(/- Correlation ID: [\da-f-]{36}\n- Trace ID: [\da-f-]{36}/);
    expect(text).not.toMatch(/[{}]|undefined/);
  });

  it("is the same text in the preview, on the clipboard and in the file, even if something happens in between", async () => {
    const text = await preview(masked);
    await failToSignIn();
    expect(await test.app.handlers.copyReport(masked)).toEqual({ ok: true, value: null });
    expect(await test.app.handlers.saveReport(masked)).toEqual({ ok: true, value: { file: "report.txt" } });
    expect([test.clipboard.held, ...test.saved]).toEqual([text, text]);
    expect(await preview(masked)).not.toBe(text);
  });

  it("is made for the wishes it is asked with, not for those of an earlier preview", async () => {
    await test.signIn();
    await preview(open);
    await test.app.handlers.copyReport(masked);
    expect(test.clipboard.held).not.toContain("ada@practice.test");
    expect(test.clipboard.held).not.toContain(practiceTenant.clientId);
  });

  it("says so where the clipboard was not to be had", async () => {
    test.clipboard.stubborn = true;
    expect(await test.app.handlers.copyReport(open)).toMatchObject({ ok: false, failure: { kind: "unexpected" } });
  });

  it("holds no password, no token, and nothing that is written in a token", async () => {
    const accountId = await test.signIn();
    await failToSignIn();
    await runChecks(test, { accountId });
    const { token } = (await runChecks(test, { accountId })) ?? {};
    const text = await preview(open);
    for (const secret of [tokenMark, ...practicePeople.map(({ password }) => password)])
      expect(text).not.toContain(secret);
    expect(token.facts["audience"]).toMatch(/\w/);
    expect(text).not.toContain(token.facts["audience"]);
    expect(text).not.toMatch(/second step/);
    expect(text).toContain("- Access token: good: A token is kept");
  });

  it("about one account leaves out the others", async () => {
    const accountId = await test.signIn("works");
    await failToSignIn();
    const text = await preview({ ...open, accountId });
    expect(text).toContain("ada@practice.test");
    expect(text).not.toContain("milo@practice.test");
  });
});

describe("what never stands in it", () => {
  it("is the data folder, what things are called, or a server's help address", () => {
    const snapshot = snapshotWith(
      { label: "Ada's secret project" },
      {
        failure: {
          kind: "passwordExpired",
          at,
          evidence: { helpUrl: "https://idp.example/change?user=ada", claims: '{"id_token":{"x":1}}' },
        },
      },
    );
    expect(reportText(snapshot, masked, at)).not.toMatch(/lovelace|secret project|change\?|id_token/);
    expect(reportText(snapshot, open, at)).not.toMatch(/lovelace|change\?|id_token/);
    expect(reportText(snapshot, open, at)).toMatch(/secret project[\s\S]*Claims challenge: yes/);
  });

  it("is a line that a server's sentence makes up", () => {
    const text = reportText(
      snapshotWith({}, refusedFor("ada@b.example", "no\n- Codes: AADSTS0\r\n# Checks")),
      open,
      at,
    );
    expect(text.split("\n").filter((line) => line.includes("AADSTS0"))).toEqual([
      "- Server said: no - Codes: AADSTS0 # Checks",
    ]);
  });

  it("is the twenty-first request, but it is counted", () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ username: `u${index}@b.example` }));
    const text = reportText(snapshotWith({}, ...many), open, at);
    expect(text.match(/^### /gm)).toHaveLength(20);
    expect(text).toContain("Older ones left out: 5.");
  });
});

describe("masked user names", () => {
  const names = { maskNames: true, maskTenant: false };

  it("are the same stand-in everywhere, in every case and in an address", () => {
    const text = reportText(
      snapshotWith(
        {},
        refusedFor(
          "Ada@Contoso.example",
          "ADA@contoso.EXAMPLE is no bob@contoso.example",
          "https://x.example/ada%40contoso.example",
        ),
        refusedFor("bob@contoso.example", "(bob@contoso.example)."),
      ),
      names,
      at,
    );
    expect(text).not.toMatch(/ada|bob/i);
    expect(text.match(/user1@…/g)).toHaveLength(3);
    expect(text).toContain("user1@… is no user2@…");
    expect(text).toContain("(user2@…).");
  });

  it("hide people too whom only a server's sentence names", () => {
    const text = reportText(
      snapshotWith({}, refusedFor("ada@b.example", "grace_h#EXT#@c.onmicrosoft.com is unknown")),
      names,
      at,
    );
    expect(text).not.toMatch(/grace|c\.onmicrosoft/);
  });

  it("leave the words of others whole, although a name stands within them", () => {
    const text = reportText(snapshotWith({}, refusedFor("al", "Al is not allowed to call")), names, at);
    expect(text).toContain("user1@… is not allowed to call");
  });

  it("never survive, whatever they look like and wherever a server repeats them", () => {
    const word = fc
      .stringMatching(/^[A-Za-z0-9ßéÅ一.$^*+?()[\]{}|\\/ '-]{1,24}$/u)
      .map((text) => `Zqx${text.trim()}9x`);
    const name = fc.oneof(
      word,
      fc.emailAddress().map((text) => `zq${text}`),
      fc.tuple(word, fc.domain()).map((parts) => parts.join("@")),
    );
    const around = fc.constantFrom("", " ", "'", '"', "(", "user: ", "\n", "/", "=", "-");
    fc.assert(
      fc.property(name, around, around, fc.func(fc.boolean()), (username, before, after, upper) => {
        const spelling = upper(username) ? username.toUpperCase() : username;
        const said = `User ${before}${spelling}${after} and ${encodeURIComponent(username)} not found`;
        const text = reportText(snapshotWith({}, refusedFor(username, said)), names, at);
        expect(text.toLowerCase()).not.toContain(username.toLowerCase());
        expect(text.toLowerCase()).not.toContain(encodeURIComponent(username).toLowerCase());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("masked tenants", () => {
  const tenants = { maskNames: false, maskTenant: true };
  const guid = "7e57ab1e-0ac7-4c1e-9a11-0f0c0a57a1ed";

  it("leave enough to recognise one's own", () => {
    const text = reportText(snapshotWith({ tenant: guid }), tenants, at);
    expect(text).toContain("- Tenant: 7e57…");
    expect(text).toContain("- Client ID: c11e…");
    expect(text).toContain("- Authority: https://login.microsoftonline.com");
  });

  it("hide what user names, issuers, endpoints and scopes tell of them", () => {
    const issuer = `https://login.microsoftonline.com/${guid}/v2.0`;
    const text = reportText(
      snapshotWith(
        { tenant: "fabrikam.onmicrosoft.com", scopes: ["https://fabrikam.sharepoint.com/.default"] },
        refusedFor(
          "ada@fabrikam-lab.example",
          `no ${issuer} for zoe@other-firm.example`,
          `https://x.example/fabrikam.onmicrosoft.com/t`,
        ),
      ),
      tenants,
      at,
    );
    expect(text).not.toMatch(/fabrikam|other-firm|4c1e-9a11/i);
    expect(text).toContain("ada@fabr…");
  });

  it("hide the address of an organisation's own authority", () => {
    const own = { kind: "openid", tenant: "", authority: "https://sso.fabrikam.example/realms/laboratory" } as const;
    const text = reportText(snapshotWith(own, refusedFor("ada", "no", `${own.authority}/protocol/token`)), tenants, at);
    expect(text).not.toMatch(/fabrikam|laboratory/);
  });

  it("never survive, wherever a server repeats them", () => {
    const tenant = fc.oneof(
      fc.uuid(),
      fc.domain().map((text) => text.toLowerCase()),
    );
    fc.assert(
      fc.property(tenant, fc.uuid(), fc.boolean(), (tenant, clientId, upper) => {
        const said = `Application '${clientId}' not in ${upper ? tenant.toUpperCase() : tenant}: (${tenant}).`;
        const snapshot = snapshotWith(
          { tenant, clientId },
          refusedFor("ada", said, `https://x.example/${tenant}/token`),
        );
        const text = reportText(snapshot, tenants, at).toLowerCase();
        expect(text).not.toContain(tenant);
        expect(text).not.toContain(clientId);
      }),
      { numRuns: 500 },
    );
  });
});

it("takes no more than a moment even where a server's sentences are made to be slow to search", () => {
  const nasty = [
    `${"a".repeat(1_000)}@`,
    "@".repeat(1_000),
    `${"a.".repeat(500)}@${"b.".repeat(250)}`,
    "7e57ab1e-".repeat(110),
  ];
  const many = Array.from({ length: 20 }, (_, index) => refusedFor(`u${index}@b.example`, nasty[index % 4] ?? ""));
  const began = performance.now();
  reportText(snapshotWith({}, ...many), masked, at);
  expect(performance.now() - began).toBeLessThan(1_000);
});
