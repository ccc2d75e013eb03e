// Copying: shapes, the clipboard's clearing, expired tokens, and what is said about it.
import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { escapeCmd, writeCopy } from "../../electron/core/tokens/copyFormats.ts";
import { clipboardHistories } from "../../shared/clipboardHistories.ts";
import { copyFormats } from "../../shared/copyFormats.ts";
import { noticeWords } from "../../shared/noticeWords.ts";
import { quotePowerShell, quoteSh } from "../../shared/setup/shellQuote.ts";
import type { Notice } from "../../shared/snapshot.ts";
import { trayMenu } from "../../shared/trayMenu.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { settle } from "../support/virtualClock.ts";

describe("from the command to the clipboard", () => {
  let t: TestApp;
  afterEach(() => t.end());
  const copy = (format: (typeof copyFormats)[number] = "raw") =>
    t.app.handlers.copyToken({ accountId: t.account().id, scopeSetId: t.scopeSet().id, format });

  test("the raw token is copied, accepted by the API, and cleared after half a minute", async () => {
    t = await startTestApp();
    await t.signIn();
    expect(await copy()).toMatchObject({ ok: true, value: { clearsAt: t.clock.now() + 30_000 } });
    const me = await fetch(t.tenant.meUrl, { headers: { authorization: `Bearer ${t.clipboard.held}` } });
    expect(me.status).toBe(200);
    await t.clock.advance(29_000);
    expect(t.clipboard.held).not.toBe("");
    await t.clock.advance(2_000);
    expect(t.clipboard.held).toBe("");
  });

  test("a copy leaves every account where it stands, so that a second click copies the same token", async () => {
    t = await startTestApp();
    for (const situation of ["shortLived", "works", "federated"] as const) await t.signIn(situation);
    const order = (): readonly string[] => t.app.snapshot().accounts.map(({ username }) => username);
    const before = order();
    expect(before).toEqual([...before].toSorted());
    expect(before).toHaveLength(3);
    for (const { id: accountId, scopeSets } of t.app.snapshot().accounts.toReversed()) {
      await t.clock.advance(1_000);
      await t.app.handlers.copyToken({ accountId, scopeSetId: scopeSets[0]?.id ?? "", format: "raw" });
      expect(order()).toEqual(before);
    }
  });

  test("what somebody else put on the clipboard since is left alone", async () => {
    t = await startTestApp();
    await t.signIn();
    await copy();
    t.clipboard.held = "a shopping list";
    await t.clock.advance(60_000);
    await t.app.stop();
    expect(t.clipboard.held).toBe("a shopping list");
  });

  test("quitting clears the clipboard", async () => {
    t = await startTestApp();
    await t.signIn();
    await copy();
    await t.app.stop();
    expect(t.clipboard.held).toBe("");
  });

  test("a clipboard that cannot be cleared at the end keeps nothing else from being saved", async () => {
    t = await startTestApp();
    t.files.failWith = "ENOSPC";
    await t.signIn();
    const { username } = t.account();
    await copy();
    t.files.failWith = undefined;
    const { clearIf } = t.clipboard;
    t.clipboard.clearIf = () => Promise.reject(new Error("the clipboard is busy"));
    await expect(t.app.stop()).rejects.toThrow("busy");
    t.clipboard.clearIf = clearIf;
    const next = await t.beside();
    expect(next.account().username).toBe(username);
    await next.app.stop();
  });

  test("an ended token is refreshed before it is copied", async () => {
    t = await startTestApp();
    await t.signIn();
    t.app.systemSuspending();
    t.clock.jump(2 * 3_600_000);
    expect(await copy()).toMatchObject({ ok: true });
    expect(t.tokenRequests("refresh_token")).toBe(1);
  });

  test("a notice says what was copied, for whom and how long it lives, and never the token", async () => {
    t = await startTestApp();
    await t.signIn();
    await copy("curl");
    const notice = t.notified.find(({ kind }) => kind === "copied");
    expect(notice?.parts).toMatchObject({ who: "ada@practice.test", what: "Graph" });
    expect(JSON.stringify([notice, t.app.snapshot()])).not.toContain(t.clipboard.held.slice(-40));
  });

  test("a clipboard that cannot be written is said, not passed over", async () => {
    t = await startTestApp();
    await t.signIn();
    t.clipboard.stubborn = true;
    expect(await copy()).toMatchObject({ ok: false });
    expect(t.notified.map(({ kind }) => kind)).toContain("clipboardKept");
  });

  test("a history that keeps the token all the same is named once, in windows, tray and system, with the way out", async () => {
    t = await startTestApp();
    await t.signIn();
    const said = (): readonly Notice[] => t.app.snapshot().notices.filter(({ kind }) => kind === "clipboardHistory");
    const inTray = (): readonly string[] =>
      trayMenu(t.app.snapshot(), t.clock.now()).flatMap((item) => (item.type === "item" ? [item.label] : []));
    await copy();
    await settle();
    expect(said()).toEqual([]);

    t.clipboard.histories = ["copyq"];
    await copy();
    await settle();
    const words = noticeWords(said()[0] as Notice);
    expect(words.title).toBe("CopyQ keeps the tokens that you copy");
    for (const way of [clipboardHistories.copyq.wayOut, "Copy command", "tokentray token"]) {
      expect(words.body).toContain(way);
    }
    expect(inTray()[0]).toBe(`${words.title}…`);
    const bySystem = (): number => t.notified.filter(({ kind }) => kind === "clipboardHistory").length;
    expect(bySystem()).toBe(1);

    t.clipboard.histories = ["copyq", "gpaste"];
    await copy();
    await settle();
    expect(said().map((notice) => noticeWords(notice).title)).toEqual([
      "CopyQ and GPaste keep the tokens that you copy",
    ]);
    await t.app.handlers.dismissNotice({ noticeId: said()[0]?.id ?? "" });
    expect(inTray().join()).not.toContain("CopyQ");

    await copy();
    t = await t.restart();
    await copy();
    await settle();
    expect(said()).toEqual([]);
    expect(bySystem()).toBe(2);
  });

  test("a command holds no token, so that no history is warned of", async () => {
    t = await startTestApp();
    await t.signIn();
    t.clipboard.histories = ["copyq"];
    await t.app.handlers.copyCommand({ accountId: t.account().id, scopeSetId: t.scopeSet().id });
    await settle();
    expect(t.app.snapshot().notices.map(({ kind }) => kind)).not.toContain("clipboardHistory");
  });

  test("the time until it is cleared is a setting, and none is possible", async () => {
    t = await startTestApp();
    await t.signIn();
    await t.app.handlers.changeSettings({ clipboardClearMs: 0 });
    const copied = await copy();
    expect(copied.ok && copied.value.clearsAt).toBeUndefined();
    await t.clock.advance(3_600_000);
    expect(t.clipboard.held).not.toBe("");
  });

  test("claims are shown decoded, and never the token itself", async () => {
    t = await startTestApp();
    await t.signIn();
    const outcome = await t.app.handlers.showClaims({ accountId: t.account().id, scopeSetId: t.scopeSet().id });
    const claims = outcome.ok ? outcome.value.claims : [];
    expect(claims.find(({ name }) => name === "upn")?.value).toBe('"ada@practice.test"');
    await copy();
    expect(JSON.stringify(outcome)).not.toContain(t.clipboard.held.split(".")[1]);
  });
});

describe("the shapes", () => {
  const content = {
    tokenType: "Bearer",
    expiresAt: 1_800_000_000_000,
    account: "ada",
    scopes: ["User.Read"],
    address: "https://api.test/me",
  };
  const anyToken = fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).filter((text) => !text.includes("\0"));

  test("a POSIX shell takes any token as one word, unchanged", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const shown = execFileSync("sh", ["-c", `printf %s ${quoteSh(token)}`], { encoding: "utf8" });
        expect(shown).toBe(Buffer.from(token).toString("utf8"));
      }),
      { numRuns: 60 },
    );
  });

  test("the curl line sends the header through standard input, with the token whole", () => {
    const line = writeCopy("curl", { ...content, token: "it's.a$token`" });
    const printed = execFileSync("sh", ["-c", line.slice(0, line.indexOf(" | curl"))], { encoding: "utf8" });
    expect(printed).toBe("Authorization: Bearer it's.a$token`\n");
    expect(line).toContain("| curl --header @- 'https:");
  });

  test("the env line sets the variable in a POSIX shell", () => {
    const line = writeCopy("sh", { ...content, token: "a b'c\"$(id)" });
    expect(execFileSync("sh", ["-c", `${line}; printf %s "$ACCESS_TOKEN"`], { encoding: "utf8" })).toBe("a b'c\"$(id)");
  });

  test("PowerShell's single quotes, straight or curly, cannot be closed from inside", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const inside = quotePowerShell(token).slice(1, -1);
        expect(inside.replaceAll(/(['\u2018-\u201b])\1/g, "")).not.toMatch(/['\u2018-\u201b]/);
      }),
    );
  });

  test("nothing leaves cmd's quotation unescaped", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const escaped = escapeCmd(token);
        expect(escaped.replaceAll(/\^["&|<>^!]/g, "").replaceAll("%%", "")).not.toMatch(/["&|<>^!%\r\n]/);
      }),
    );
  });

  test("the JSON shape carries what scripts need, with times in both customary forms", () => {
    expect(JSON.parse(writeCopy("json", { ...content, token: "t" }))).toEqual({
      account: "ada",
      scopes: ["User.Read"],
      token_type: "Bearer",
      expires_on: 1_800_000_000,
      expiresOn: "2027-01-15T08:00:00Z",
      access_token: "t",
    });
  });

  test("JSON says of a token that has ended that it serves in an outage alone, and until when", () => {
    const outage = { ...content, token: "t", extendedExpiresAt: 1_900_000_500_000 };
    expect(JSON.parse(writeCopy("json", outage))).toMatchObject({ extended: true, ext_expires_on: 1_900_000_500 });
    expect(JSON.parse(writeCopy("json", { ...content, token: "t" }))).not.toHaveProperty("extended");
  });

  test("every shape has a writer", () => {
    for (const format of copyFormats) expect(writeCopy(format, { ...content, token: "TOKEN" })).toContain("TOKEN");
  });
});
