// Who checks a password is asked before it is sent: only a clear answer sends it to the cloud, and anything else sends nothing.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../shared/explain.ts";
import { mayRetry, type Failure, type FailureKind } from "../../../shared/failure.ts";
import { until } from "../../support/virtualClock.ts";
import { cloud, mexAddress, realm, signingIn, trust13, username, type SigningIn } from "../federation/signingIn.ts";

const userRealm = `${cloud}/common/userrealm/`;
const token = `${cloud}/contoso.example/oauth2/v2.0/token`;

const json = (value: unknown, status = 200): Response => Response.json(value, { status });
const text = (
  body: string,
  status = 200,
  headers: Record<string, string> = { "content-type": "text/html" },
): Response => new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
const cut = (code: string) => (): never => {
  throw Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(), { code }) });
};

/** Password or assertion: what must not go to the cloud by mistake. */
const credentialsSent = (run: SigningIn): readonly string[] =>
  run.sent.filter(({ method }) => method === "POST").map(({ url }) => url);

/** A question that is cut off is put once more after a moment. */
async function failing(run: SigningIn): Promise<Failure> {
  const failure = run.fail();
  let over = false;
  void failure.finally(() => (over = true));
  await until(() => {
    void run.clock.advance(10);
    return over;
  }, "the end");
  return failure;
}

describe("the password goes to the cloud", () => {
  it.each([
    ["Managed", { account_type: "Managed" }],
    [
      "managed in other letters, with more than is known",
      { account_type: "MANAGED", ver: "2.0", domain_name: null, x: {} },
    ],
    ["Unknown", { account_type: "Unknown", domain_name: "contoso.example" }],
    ["unknown", { account_type: "unknown" }],
    ["that there are no realms (404)", 404],
    ["404 with a page", text("<html>Not found</html>", 404)],
    ["404 with JSON of any kind", json({ account_type: "Federated" }, 404)],
  ] as const)("where the realm says %s", async (_, answer) => {
    const run = signingIn({ [userRealm]: answer });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(credentialsSent(run)).toEqual([token]);
  });

  it("where the connection says so, whatever the realm would say", async () => {
    const run = signingIn({ [userRealm]: 503 }, { federation: "managed" });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(credentialsSent(run)).toEqual([token]);
  });
});

const unclear: readonly (readonly [string, Response | (() => Response), FailureKind])[] = [
  ["503", text("", 503), "serviceDown"],
  ["500 with a clear word in it", json({ account_type: "Managed" }, 500), "serviceDown"],
  ["502 with a page", text("<html>Bad gateway</html>", 502), "serviceDown"],
  ["504", text("", 504), "serviceDown"],
  ["408", text("", 408), "serviceDown"],
  ["429", text("", 429), "throttled"],
  ["400 with OAuth's word for a wrong password", json({ error: "invalid_grant" }, 400), "refusedByServer"],
  ["401", json({ account_type: "Managed" }, 401), "refusedByServer"],
  ["403 with a page", text("<html>No</html>", 403), "notOAuth"],
  ["405", text("", 405, {}), "wrongAuthority"],
  ["410", text("", 410, {}), "wrongAuthority"],
  ["407", text("", 407), "proxy"],
  ["511", text("", 511), "notOAuth"],
  ["201 with a clear word", json({ account_type: "Managed" }, 201), "notOAuth"],
  ["204", text("", 204), "notOAuth"],
  ["a redirect", text("", 302, { location: "https://portal.example/" }), "notOAuth"],
  ["a redirect for good", text("", 308, { location: `${cloud}/elsewhere` }), "notOAuth"],
  ["a page", text("<html><title>Gateway</title></html>"), "notOAuth"],
  ["a page that calls itself JSON", text("<html></html>", 200, { "content-type": "application/json" }), "notOAuth"],
  ["nothing", text(""), "notOAuth"],
  ["half an answer", text('{"account_type":"Man', 200, { "content-type": "application/json" }), "notOAuth"],
  ["more than is read", () => json({ account_type: "Managed", padding: "x".repeat(1_100_000) }), "notOAuth"],
  ["a list", json([{ account_type: "Managed" }]), "notOAuth"],
  ["null", json(null), "notOAuth"],
  ["a word alone", json("Managed"), "notOAuth"],
  ["an empty object", json({}), "notOAuth"],
  ["the type as a list", json({ account_type: ["Managed"] }), "notOAuth"],
  ["the type as null", json({ account_type: null }), "notOAuth"],
  ["the type as a number", json({ account_type: 1 }), "notOAuth"],
  ["an empty type", json({ account_type: "" }), "notOAuth"],
  ["a type that nobody knows", json({ account_type: "Hybrid" }), "notOAuth"],
  ["the answer one level deeper", json({ data: { account_type: "Managed" } }), "notOAuth"],
  ["the older question's answer", json({ NameSpaceType: "Managed" }), "notOAuth"],
  ["a cut connection", cut("ECONNRESET"), "connectionLost"],
  ["a time-out of the network", cut("ETIMEDOUT"), "timeout"],
  ["a name that is not found", cut("ENOTFOUND"), "dns"],
  ["a certificate that nobody vouches for", cut("SELF_SIGNED_CERT_IN_CHAIN"), "tls"],
];

describe("the password goes nowhere", () => {
  it.each(unclear)("where the realm answers with %s", async (_, answer, kind) => {
    for (const federation of ["automatic", "federated"] as const) {
      const run = signingIn({ [userRealm]: answer }, { federation });
      const failure = await failing(run);
      expect(failure).toMatchObject({ kind, evidence: { endpoint: userRealm.slice(0, -1) } });
      expect(credentialsSent(run)).toEqual([]);
      expect(mayRetry(failure), "a script is told that the same command may work later").toBe(true);
    }
  });

  it("while the realm does not answer at all", async () => {
    const run = signingIn({ [userRealm]: () => new Promise<Response>(() => {}) });
    const signingInNow = run.fail();
    await run.clock.advance(31_000);
    expect(await signingInNow).toMatchObject({ kind: "timeout" });
    expect(credentialsSent(run)).toEqual([]);
  });

  it("whatever else it says, under whatever status", async () => {
    const type = fc.oneof(
      fc.constantFrom("Managed", "Federated", "Unknown", "managed", "FEDERATED", "Hybrid"),
      fc.jsonValue(),
    );
    const body = fc.oneof(
      fc.record({
        account_type: type,
        domain_name: fc.oneof(fc.constantFrom("live.com", "contoso.example"), fc.jsonValue()),
      }),
      fc.jsonValue(),
    );
    const status = fc.oneof(fc.constantFrom(200, 404), fc.integer({ min: 200, max: 599 }));
    await fc.assert(
      fc.asyncProperty(body, status, async (said, code) => {
        const run = signingIn({ [userRealm]: text(JSON.stringify(said), code), [trust13]: 500, [mexAddress]: 500 });
        await run.signIn();
        const { account_type: named, domain_name: domain } = (said ?? {}) as Record<string, unknown>;
        const isPersonal = typeof domain === "string" && domain.toLowerCase() === "live.com";
        const clear = typeof named === "string" && ["managed", "unknown"].includes(named.toLowerCase()) && !isPersonal;
        expect(credentialsSent(run)).toEqual(code === 404 || (code === 200 && clear) ? [token] : []);
      }),
    );
  });
});

describe("an unclear answer", () => {
  it("is told as what it is, with two ways on", async () => {
    for (const [, answer] of unclear.filter(([, , each]) => each !== "proxy" && each !== "dns" && each !== "tls")) {
      const run = signingIn({ [userRealm]: answer });
      const words = explain(await failing(run), { username });
      expect(words.title).toBe("Who checks this password couldn't be found out");
      expect(words.whatHappened).toContain("No password was sent.");
      expect(words.action).toEqual({ kind: "tryAgain" });
      expect(words.otherActions).toEqual([{ kind: "browserSignIn" }, { kind: "editConnection", field: "federation" }]);
    }
  });

  it("is not kept: the next sign-in asks again, and goes on by what it hears", async () => {
    let answer: () => Response = () => text("<html></html>");
    const run = signingIn({ [userRealm]: () => answer() });
    await run.fail();
    answer = () => json(realm);
    expect(await run.signIn()).toMatchObject({ ok: true, value: { signedInBy: "samlBearer" } });
    answer = () => json({ account_type: "Managed" });
    expect(await run.signIn()).toMatchObject({ ok: true });
    expect(run.to(userRealm)).toHaveLength(3);
  });

  it("with a wish for a pause is asked for again when it is over, for this person alone", async () => {
    const run = signingIn({ [userRealm]: () => text("", 429, { "retry-after": "30" }) });
    const retryAt = run.clock.now() + 30_000;
    expect(await run.fail()).toMatchObject({ kind: "throttled", retryAt });
    expect(await run.fail()).toMatchObject({ kind: "throttled", retryAt, evidence: { notSentAgain: true } });
    expect(run.to(userRealm)).toHaveLength(1);
    await run.fail({ username: "ben@contoso.example" });
    expect(run.to(userRealm)).toHaveLength(2);
    await run.clock.advance(30_000);
    await run.fail();
    expect(run.to(userRealm)).toHaveLength(3);
  });
});
