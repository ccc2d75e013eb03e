// `tokentray token` and its refreshes: a saved sign-in that is over, for which a password that is offered goes on; and a server that wishes for one.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ports } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { answers, startHabitServer, type Answer, type HabitServer } from "../support/habitServer.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";
import { commandLine, type CommandLine, type Ran } from "./commandLine.ts";

let line: CommandLine;
let server: HabitServer;
let clock: VirtualClock;
let onRefresh: Answer;

beforeEach(async () => {
  line = commandLine();
  clock = createVirtualClock(Date.now());
  server = await startHabitServer();
  const { origin, habits } = server;
  const document = { issuer: origin, token_endpoint: `${origin}/token` };
  habits.set("/.well-known/openid-configuration", answers({ body: document }));
  habits.set(
    "/token",
    answers(({ form }) => (form.get("grant_type") === "refresh_token" ? onRefresh : tokens())),
  );
});
afterEach(() => line.remove());

const tokens = (): Answer => {
  const access_token = `token-${server.requests.length}`;
  return { body: { access_token, refresh_token: "refresh", token_type: "Bearer", expires_in: 3_600 } };
};

/** Entra's clocks and timers are not waited for: each command is a process of its own at the clock's time. */
const tokentray = (args: string, input?: string): Promise<Ran> => {
  const ports: Partial<Ports> = { clock };
  return line.tokentray(args.split(" "), input === undefined ? {} : { input }, ports);
};
const place = (): string => `--authority ${server.origin} --client-id app --username ann --scope api.read`;
const grants = (): readonly (string | null)[] => server.requests.flatMap(({ form }) => form.getAll("grant_type"));

const refused = (error: string | undefined, status = 400, more: object = {}): Answer => ({
  status,
  body: error === undefined ? { message: "No.", ...more } : { error, ...more },
});

describe("a refresh that the server refuses", () => {
  it.each([
    ["invalid_grant", refused("invalid_grant")],
    ["invalid_grant under 401", refused("invalid_grant", 401)],
    ["bad_token", refused("invalid_grant", 400, { suberror: "bad_token" })],
    ["invalid_request", refused("invalid_request", 400, { error_description: "Token has been revoked" })],
    ["invalid_request without words", refused("invalid_request")],
    ["invalid_scope", refused("invalid_scope")],
    ["unauthorized_client", refused("unauthorized_client")],
    ["unsupported_grant_type", refused("unsupported_grant_type")],
    ["access_denied", refused("access_denied", 403)],
    ["invalid_client", refused("invalid_client", 401)],
    ["a word of its own", refused("no_such_session")],
    ["no word, in JSON", refused(undefined)],
    ["nothing at all", { status: 400 }],
    ["plain text", { status: 401, body: "Go away" }],
  ] as const)("with %s is over for its scopes: the password goes on, and the record stays", async (_, answer) => {
    expect((await tokentray(`token ${place()}`, "a password")).out).toBe("token-2\n");
    clock.jump(3_600_000);
    onRefresh = answer;
    const alone = await tokentray("token --account ann");
    expect(alone.code).not.toBe(0);
    expect(alone.out).toBe("");
    expect((await tokentray("accounts")).out).toContain("ann");
    const on = await tokentray("token --account ann --password-stdin", "a password");
    expect([on.code, on.err]).toEqual([0, expect.not.stringContaining("refused")]);
    expect(on.out).toMatch(/^token-\d\n$/);
    expect(grants().at(-1)).toBe("password");
    const listed = JSON.parse((await tokentray("accounts --json")).out) as readonly unknown[];
    expect(listed).toMatchObject([{ username: "ann", tokens: [{ state: "ready" }] }]);
  });

  it.each([
    ["a second step", refused("interaction_required"), 3],
    ["consent", refused("consent_required"), 3],
    ["an outage", { status: 503 }, 4],
    ["an outage by its code", refused("temporarily_unavailable"), 4],
    ["a wish for a pause", { ...refused("invalid_grant"), headers: { "retry-after": "30" } }, 4],
    ["a page on the way", { status: 403, headers: { "content-type": "text/html" }, body: "<html></html>" }, 4],
  ] as const)("for %s takes no password, which could not help", async (_, answer, code) => {
    await tokentray(`token ${place()}`, "a password");
    clock.jump(3_600_000);
    onRefresh = answer;
    const ran = await tokentray("token --account ann --password-stdin", "a password");
    expect([ran.code, ran.out, ran.inputRead]).toEqual([code, "", 0]);
    expect(grants()).toEqual(["password", "refresh_token"]);
  });

  it("says which way to go on where nothing is offered", async () => {
    await tokentray(`token ${place()}`, "a password");
    onRefresh = refused("invalid_request", 400, { error_description: "Token has been revoked" });
    const ran = await tokentray("token --account ann --force");
    expect(ran.code).toBe(3);
    expect(ran.err).toContain("The saved sign-in is no longer accepted");
    expect(ran.err).toContain("tokentray token --account ann --force --browser");
  });

  it("for a reason that passes is asked about again by the next command", async () => {
    await tokentray(`token ${place()}`, "a password");
    clock.jump(3_600_000);
    onRefresh = refused("invalid_grant", 400, { error_description: "AADSTS90033: Down.", error_codes: [90033] });
    expect((await tokentray("token --account ann")).code).toBe(4);
    onRefresh = tokens();
    expect((await tokentray("token --account ann")).code).toBe(0);
  });
});

describe("a server that wishes for a refresh while the token lives", () => {
  const hour = 3_600_000;
  const wishing = (more: object = {}): Answer => {
    const { body } = tokens();
    return { body: { ...(body as object), refresh_in: 1_800, ...more } };
  };
  const refreshes = (): number => grants().filter((grant) => grant === "refresh_token").length;

  beforeEach(async () => {
    const { habits } = server;
    habits.set(
      "/token",
      answers(({ form }) => (form.get("grant_type") === "refresh_token" ? onRefresh : wishing())),
    );
    await tokentray(`token ${place()}`, "a password");
  });

  it("gets one: the old token is printed at once, and the next command has the new one", async () => {
    onRefresh = wishing({ access_token: "the-next" });
    clock.jump(hour / 2 - 1_000);
    expect((await tokentray("token --account ann")).out).toBe("token-2\n");
    expect(refreshes()).toBe(0);
    clock.jump(2_000);
    expect((await tokentray("token --account ann")).out).toBe("token-2\n");
    expect(refreshes()).toBe(1);
    onRefresh = { status: 503 };
    clock.jump(hour / 2 + 60_000);
    const [after, json] = [await tokentray("token --account ann"), await tokentray("token --account ann --json")];
    expect([after.code, after.out]).toEqual([0, "the-next\n"]);
    expect(json.code).toBe(0);
  });

  it.each([
    ["is down", { status: 503 }, true],
    ["answers with a page", { headers: { "content-type": "text/html" }, body: "<html></html>" }, true],
    ["refuses", refused("invalid_grant"), false],
    ["lacks consent", refused("consent_required"), false],
    ["wants a pause", { status: 429, headers: { "retry-after": "300" } }, false],
  ] as const)("and %s costs nobody anything, and is asked no more than it bears", async (_, answer, again) => {
    onRefresh = answer;
    clock.jump(hour / 2 + 1_000);
    for (let time = 0; time < 3; time += 1) {
      const ran = await tokentray("token --account ann");
      expect([ran.code, ran.out, ran.err]).toEqual([
        0,
        "token-2\n",
        expect.not.stringMatching(/refused|problem|pause/),
      ]);
    }
    expect(refreshes()).toBe(again ? 3 : 1);
  });

  it("and does not answer holds no command up for long", async () => {
    server.habits.set("/token", { at: "request", play: () => undefined });
    clock.jump(hour / 2 + 1_000);
    const realTimers: Partial<Ports> = { clock: { now: clock.now, after: systemClock.after } };
    const began = performance.now();
    const ran = await line.tokentray(["token", "--account", "ann"], {}, realTimers);
    expect([ran.code, ran.out]).toEqual([0, "token-2\n"]);
    expect(performance.now() - began).toBeLessThan(6_000);
  });

  it("is not asked where a longer life is wanted than is left: then the new one is printed", async () => {
    onRefresh = wishing({ access_token: "the-next" });
    clock.jump(hour / 2 + 1_000);
    const ran = await tokentray("token --account ann --min-life 40m");
    expect(ran.out).toBe("the-next\n");
    expect(refreshes()).toBe(1);
  });
});
