// What the tray's menu offers in each situation.
import { describe, expect, it } from "vitest";
import { copyFormats } from "../../shared/copyFormats.ts";
import { parseCall } from "../../shared/commandCall.ts";
import type { Failure } from "../../shared/failure.ts";
import type { ScopeSet } from "../../shared/snapshot.ts";
import { nextLabelChangeAt, trayMenu, type TrayItem } from "../../shared/trayMenu.ts";
import { account, minute, now, practice, scopeSet, snapshotOf } from "./trayFixtures.ts";

const labels = (items: readonly TrayItem[]): string[] =>
  items.map((entry) => (entry.type === "separator" ? "---" : entry.label));

/** Every item and submenu, outermost first. */
function flat(items: readonly TrayItem[]): Exclude<TrayItem, { type: "separator" }>[] {
  return items.flatMap((entry) => {
    if (entry.type === "separator") return [];
    return entry.type === "submenu" ? [entry, ...flat(entry.items)] : [entry];
  });
}

function labelled(items: readonly TrayItem[], label: string): Exclude<TrayItem, { type: "separator" }> {
  const found = flat(items).find((entry) => entry.label === label);
  if (found === undefined) throw new Error(`no item ${label} in ${JSON.stringify(labels(items))}`);
  return found;
}

const ada = account("ada", [scopeSet("graph", 42 * minute + 999)]);

describe("the tray menu", () => {
  it("offers only to add an account, the window, its settings and the end while nobody is signed in", () => {
    const menu = trayMenu(snapshotOf([]), now);
    expect(labels(menu)).toEqual(["Add account…", "Open TokenTray", "Settings…", "---", "Quit TokenTray"]);
    expect(labelled(menu, "Settings…")).toMatchObject({ command: { name: "openScreen", input: { name: "settings" } } });
  });

  it("copies a token with one click, named by account, connection and API with the time left", () => {
    const menu = trayMenu(snapshotOf([ada]), now);
    expect(labels(menu)).toEqual([
      "ada@contoso.example · Contoso test",
      "Copy access token · Graph · 42 min left",
      "More",
      "---",
      "Add account…",
      "Open TokenTray",
      "Settings…",
      "Lock",
      "---",
      "Quit TokenTray",
    ]);
    expect(labelled(menu, "Copy access token · Graph · 42 min left")).toMatchObject({
      enabled: true,
      command: { name: "copyToken", input: { accountId: "ada", scopeSetId: "graph", format: "raw" } },
    });
  });

  it("offers every copy format, the command without a token, a new token, signing in again and signing out", () => {
    const items = flat(trayMenu(snapshotOf([ada]), now));
    const commands = items.flatMap((entry) => (entry.type === "item" && entry.command ? [entry.command] : []));
    const formats = commands.flatMap((call) => (call.name === "copyToken" ? [call.input.format] : []));
    expect(new Set(formats)).toEqual(new Set(copyFormats));
    const names = commands.map((call) => call.name);
    expect(names).toEqual(expect.arrayContaining(["copyCommand", "newToken", "signOut", "quit"]));
    expect(commands).toContainEqual({
      name: "openScreen",
      input: { name: "signIn", connectionId: "contoso", accountId: "ada" },
    });
  });

  it("gives every item an ID of its own and every command an input that its schema accepts", () => {
    const accounts = [ada, account("ben", [scopeSet("graph", minute), scopeSet("api")])];
    const items = flat(trayMenu(snapshotOf(accounts), now));
    expect(new Set(items.map((entry) => entry.id)).size).toBe(items.length);
    const calls = items.flatMap((entry) => (entry.type === "item" && entry.command ? [entry.command] : []));
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) expect(parseCall(call.name, call.input)).toEqual({ ok: true, call });
  });

  it("uses the names that a person gave", () => {
    const renamed = { ...ada, label: "Test user", scopeSets: [scopeSet("graph", minute, { label: "Mail" })] };
    const shown = labels(trayMenu(snapshotOf([renamed]), now));
    expect(shown).toContain("Test user · Contoso test");
    expect(shown).toContain("Copy access token · Mail · 1 min left");
  });

  it("marks practice accounts", () => {
    const shown = labels(trayMenu(snapshotOf([{ ...ada, connectionId: "practice" }]), now));
    expect(shown[0]).toBe("PRACTICE · ada@contoso.example · Practice tenant");
  });

  it("says on the item that an ended token is refreshed, is being refreshed, or waits", () => {
    const sets = [
      scopeSet("a", -1),
      scopeSet("b", -1, { state: "expired" }),
      scopeSet("c", -1, { state: "refreshing" }),
      scopeSet("d", -1, { state: "waiting" }),
      scopeSet("e", undefined, { label: "Mail" }),
    ];
    const menu = trayMenu(snapshotOf([account("ada", sets)]), now);
    const shown = labels(menu).filter((label) => label.startsWith("Copy access token"));
    expect(shown).toEqual([
      "Copy access token · Graph · ended, refreshes on copy",
      "Copy access token · Graph · ended, refreshes on copy",
      "Copy access token · Graph · refreshing…",
      "Copy access token · Graph · waits, tries again by itself",
      "Copy access token · Mail · fetched on copy",
    ]);
    for (const label of shown) expect(labelled(menu, label)).toMatchObject({ enabled: true });
  });

  it("says of a token that has ended that it serves in the outage, for as long as the server allowed", () => {
    const waits = scopeSet("graph", -minute, { state: "waiting" });
    const outage = (state: ScopeSet["state"], leftMs: number): ScopeSet => ({
      ...waits,
      state,
      ...(waits.token && { token: { ...waits.token, extendedExpiresAt: now + leftMs } }),
    });
    const first = (set: ScopeSet): string => labels(trayMenu(snapshotOf([account("ada", [set])]), now))[1] ?? "";
    expect(first(outage("waiting", 40 * minute))).toBe(
      "Copy access token · Graph · ended, serves in the outage: 40 min left",
    );
    expect(first(outage("waiting", 0))).toBe("Copy access token · Graph · waits, tries again by itself");
    expect(first(outage("expired", 40 * minute))).toBe("Copy access token · Graph · ended, refreshes on copy");
    const snapshot = snapshotOf([account("ada", [outage("waiting", 40 * minute)])]);
    expect(nextLabelChangeAt(snapshot, now)).toBe(now + 1);
  });

  it("names the directory of a token where it is another than the connection's own", () => {
    const sets = [scopeSet("home", minute), scopeSet("abroad", minute, { tenant: "fabrikam.example" })];
    const shown = labels(trayMenu(snapshotOf([account("ada", sets)]), now));
    expect(shown).toContain("Copy access token · Graph · 1 min left");
    expect(shown).toContain("Copy access token · Graph · fabrikam.example · 1 min left");
  });

  it("says first who needs a person, and leads there; a token that still lives can be copied all the same", () => {
    const needing = account("ben", [
      scopeSet("ended", -1, { state: "needsYou", label: "Mail" }),
      scopeSet("alive", 5 * minute, { state: "needsYou" }),
    ]);
    const menu = trayMenu(snapshotOf([ada, needing]), now);
    expect(menu[0]).toMatchObject({
      label: "1 account needs you…",
      command: { name: "openScreen", input: { name: "accounts", accountId: "ben" } },
    });
    expect(labelled(menu, "Mail needs you…")).toMatchObject({ command: { name: "openScreen" } });
    expect(labelled(menu, "Copy access token · Graph · 5 min left")).toMatchObject({ command: { name: "copyToken" } });
  });

  it("says why an account needs a person, with the request that failed", () => {
    const failure: Failure = { kind: "mfaRequired", at: 5, attemptId: "t1", evidence: {} };
    // Alike to the letter and to the millisecond, and still another request's.
    const other: Failure = { ...failure, attemptId: "t2" };
    const needing = account("ben", [scopeSet("ended", -1, { state: "needsYou", label: "Mail", failure })]);
    const about = { grant: "refreshToken", connectionId: "contoso", scopes: [], outcome: "failed" } as const;
    const attempts = [
      { ...about, id: "t2", at: 4, durationMs: 1, failure: other },
      { ...about, id: "t1", at: 4, durationMs: 1, failure },
    ];
    expect(labelled(trayMenu(snapshotOf([needing], { attempts }), now), "Why? · Mail")).toMatchObject({
      command: { name: "openScreen", input: { name: "diagnostics", accountId: "ben", attemptId: "t1" } },
    });
    const later = labelled(trayMenu(snapshotOf([needing]), now), "Why? · Mail");
    expect(later).toMatchObject({ command: { input: { name: "diagnostics", accountId: "ben" } } });
    expect(labels(trayMenu(snapshotOf([ada]), now)).filter((label) => label.startsWith("Why?"))).toEqual([]);
  });

  it("says that the keyring is locked, or that nothing is saved", () => {
    const locked = snapshotOf([], { storage: { kind: "locked", backEnd: "", waiting: 2 } });
    const memory = snapshotOf([], { storage: { kind: "memoryOnly", backEnd: "", waiting: 0 } });
    expect(labels(trayMenu(locked, now))[0]).toContain("keyring");
    expect(labels(trayMenu(memory, now))[0]).toContain("Nothing is saved");
  });

  it("keeps accounts in the order of the picture, whichever was used last, and puts more than eight in submenus", () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      account(`a${index}`, [scopeSet("graph", minute)], { lastUsedAt: now + index }),
    );
    const eight = trayMenu(snapshotOf(many.slice(0, 8)), now);
    expect(labels(eight)[0]).toContain("a0@");
    expect(eight.some((entry) => entry.type === "item" && entry.label.startsWith("Copy access token"))).toBe(true);
    const nine = trayMenu(snapshotOf(many), now);
    const submenus = nine.filter((entry) => entry.type === "submenu");
    expect(labels(submenus).map((label) => label.slice(0, 3))).toEqual(many.map(({ id }) => `${id}@`));
    expect(nine.some((entry) => entry.type === "item" && entry.label.startsWith("Copy access token"))).toBe(false);
  });

  it("keeps line breaks of a label out, shows its direction marks, and shortens it", () => {
    const odd = { ...ada, label: `a\n\u202eb${"x".repeat(200)}` };
    const title = labels(trayMenu(snapshotOf([odd]), now))[0] ?? "";
    expect(title).toMatch(/^a ⟨U\+202E⟩bx+… · Contoso test$/);
    expect(title.length).toBeLessThan(90);
  });

  it("adds the first account from the welcome screen, later ones from the sign-in form", () => {
    const first = trayMenu(snapshotOf([], { connections: [practice] }), now);
    expect(labelled(first, "Add account…")).toMatchObject({ command: { input: { name: "welcome" } } });
    for (const begun of [snapshotOf([ada], { connections: [practice] }), snapshotOf([])]) {
      expect(labelled(trayMenu(begun, now), "Add account…")).toMatchObject({ command: { input: { name: "signIn" } } });
    }
  });

  it("stands a connection that is gone", () => {
    expect(labels(trayMenu(snapshotOf([ada], { connections: [] }), now))[0]).toBe("ada@contoso.example");
  });
});

describe("the next change of a label", () => {
  it("is the moment after which the menu reads differently, and not before", () => {
    const snapshot = snapshotOf([ada, account("ben", [scopeSet("api", 3 * 60 * minute)])]);
    const next = nextLabelChangeAt(snapshot, now) ?? 0;
    expect(next).toBeGreaterThan(now);
    expect(trayMenu(snapshot, next - 1)).toEqual(trayMenu(snapshot, now));
    expect(trayMenu(snapshot, next)).not.toEqual(trayMenu(snapshot, now));
  });

  it("is the end itself in the last minute, and none where every token has ended", () => {
    expect(nextLabelChangeAt(snapshotOf([account("a", [scopeSet("x", 20_000)])]), now)).toBe(now + 20_000);
    expect(nextLabelChangeAt(snapshotOf([account("a", [scopeSet("x", -1), scopeSet("y")])]), now)).toBeUndefined();
  });
});
