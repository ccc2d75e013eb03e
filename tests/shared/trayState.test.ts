// What icon and tooltip say at a glance.
import { describe, expect, it } from "vitest";
import { trayState, trayTooltip } from "../../shared/trayState.ts";
import { account, minute, now, scopeSet, snapshotOf } from "./trayFixtures.ts";

describe("the tray state", () => {
  it("is signed out without accounts and ok with one", () => {
    expect(trayState(snapshotOf([]))).toBe("signedOut");
    expect(trayState(snapshotOf([account("ada", [scopeSet("graph", minute)])]))).toBe("ok");
  });

  it("shows a refresh and a running sign-in, but a finished one no more", () => {
    const running = {
      method: "password" as const,
      id: "1",
      connectionId: "contoso",
      username: "ada",
      startedAt: now,
      steps: [],
    };
    expect(trayState(snapshotOf([account("ada", [scopeSet("g", 0, { state: "refreshing" })])]))).toBe("refreshing");
    expect(trayState(snapshotOf([], { signIn: running }))).toBe("refreshing");
    expect(trayState(snapshotOf([], { signIn: { ...running, result: { ok: true, accountId: "a" } } }))).toBe(
      "signedOut",
    );
  });

  it("puts an account that needs a person above everything", () => {
    const sets = [scopeSet("a", 0, { state: "refreshing" }), scopeSet("b", 0, { state: "needsYou" })];
    expect(trayState(snapshotOf([account("ada", sets)]))).toBe("needsYou");
  });
});

describe("the tooltip", () => {
  it("names the token that ends next", () => {
    const accounts = [account("ada", [scopeSet("g", 50 * minute)]), account("ben", [scopeSet("g", 7 * minute)])];
    expect(trayTooltip(snapshotOf(accounts), now)).toBe("TokenTray\nben@contoso.example · Graph · 7 min left");
  });

  it("says so when there is nobody or nothing at hand, and who needs a person", () => {
    expect(trayTooltip(snapshotOf([]), now)).toBe("TokenTray\nnobody is signed in");
    const ended = account("ada", [scopeSet("g", -1, { state: "needsYou" })]);
    expect(trayTooltip(snapshotOf([ended]), now)).toBe("TokenTray\n1 needs you\nno token at hand");
  });

  it("stays within what Windows shows, whatever the names are", () => {
    const long = account("ada", [scopeSet("g", 47 * 60 * minute, { label: "🪙".repeat(80) })], {
      label: "é".repeat(90),
    });
    const tooltip = trayTooltip(snapshotOf([long]), now);
    expect(tooltip.length).toBeLessThanOrEqual(120);
    expect(tooltip.isWellFormed()).toBe(true);
  });
});
