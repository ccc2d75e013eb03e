// Every failure has words that are plain, whole and true to what the product offers.
import { describe, expect, it } from "vitest";
import type { Connection } from "../../shared/connection.ts";
import { allEntraCodes } from "../../shared/entraCodes.ts";
import {
  actionLabel,
  actionLabels,
  explain,
  whoActsLabels,
  type Action,
  type Explanation,
} from "../../shared/explain.ts";
import { technicalDetails } from "../../shared/technicalDetails.ts";
import type { Evidence, Failure, FailureKind } from "../../shared/failure.ts";
import { companyTenant } from "../../shared/practicePeople.ts";
import { failureWords } from "../../shared/failureWords.ts";
import { isLinkId, links } from "../../shared/links.ts";
import { sharperKinds } from "../../shared/sharperKinds.ts";
import { sharperByCode, sharperBySaying } from "../../shared/sharperWords.ts";

const entraCodes = allEntraCodes();

const at = Date.parse("2026-11-23T12:00:00Z");
const kinds = Object.keys(failureWords) as FailureKind[];
const failure = (kind: FailureKind, evidence: Evidence = {}): Failure => ({ kind, at, evidence });
const connection: Connection = {
  id: "c1",
  label: "Contoso",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.onmicrosoft.com",
  clientId: "0a1b2c3d-0000-4000-8000-000000000001",
  scopes: ["User.Read"],
};
const openid: Connection = { ...connection, kind: "openid", authority: "https://id.example/realm", tenant: "" };
const practice: Connection = { ...connection, kind: "practice", authority: "", tenant: "" };

const sentencesOf = ({ whatHappened, why, you, others }: Explanation): readonly string[] => [
  whatHappened,
  ...(why === undefined ? [] : [why]),
  ...you,
  ...others,
];

/** Every failure there are words for, as any host and any connection would show it. */
const everyExplanation = [
  ...kinds.map((kind) => failure(kind)),
  ...kinds.map((kind) => failure(kind, { grant: "authorizationCode" })),
  ...kinds.map((kind) => failure(kind, { grant: "deviceCode" })),
  ...[...entraCodes].map(([code, { kind }]) => failure(kind, { grant: "authorizationCode", codes: [code] })),
  ...[...entraCodes].map(([code, { kind }]) => failure(kind, { grant: "deviceCode", codes: [code] })),
  ...kinds.map((kind) => failure(kind, { grant: "refreshToken", tokenOrigin: "https://elsewhere.example" })),
  ...[...entraCodes].map(([code, { kind }]) => failure(kind, { grant: "password", codes: [code] })),
  ...[...sharperBySaying.keys()].map((key) => {
    const [kind = "", saying = ""] = key.split(": ");
    return failure(kind as FailureKind, { error: saying, description: saying });
  }),
  failure("accountLocked", { codes: ["AADB2C90111"] }),
  failure("wrongScope", { codes: ["MSIS9605"] }),
  failure("wrongScope", { codes: ["MSIS9602"] }),
  failure("grantNotAllowed", { codes: ["MSIS9611"] }),
].flatMap((failure) =>
  [undefined, connection, openid, practice].flatMap((connection) =>
    (["desktop", "terminal", undefined] as const).map((host) => ({
      name: [failure.kind, failure.evidence.codes?.[0], connection?.kind, host].filter(Boolean).join(" "),
      explanation: explain(failure, { connection, host, username: "ann@contoso.example" }),
    })),
  ),
);

/** What a check finds fault with, and where; each fault once. */
function offenders(check: (words: Explanation) => readonly string[]): readonly string[] {
  return [
    ...new Set(
      everyExplanation.flatMap(({ name, explanation }) => check(explanation).map((fault) => `${name}: ${fault}`)),
    ),
  ];
}

describe("a saved sign-in that has ended", () => {
  const ended = [
    failure("signInNeeded"),
    failure("refreshRejected", { grant: "refreshToken", status: 400, error: "invalid_grant" }),
    failure("refusedByServer", { grant: "refreshToken", status: 400, error: "invalid_request" }),
    failure("vaultDamaged"),
  ];

  it.each([
    ["authorizationCode", "browserSignIn"],
    ["deviceCode", "deviceCodeSignIn"],
  ] as const)("of an account that signed in by %s leads to %s, and to no password", (signedInBy, kind) => {
    for (const one of ended) {
      const { action, otherActions, you } = explain(one, { signedInBy });
      expect(action).toEqual({ kind });
      expect(otherActions.map((other) => other.kind)).not.toContain("signInAgain");
      expect(you.filter((line) => /your (?:current )?password/i.test(line))).toEqual([]);
    }
  });

  it("is not what a refusal is that a person has to meet in some other way", () => {
    const step = failure("mfaRequired", { grant: "refreshToken", status: 400, error: "interaction_required" });
    expect(explain(step, { signedInBy: "deviceCode" })).toEqual(explain(step));
    for (const one of ended) expect(explain(one, { signedInBy: "password" })).toEqual(explain(one));
  });
});

describe("the words for a failure", () => {
  it("are there for every kind", () => {
    expect(kinds).toHaveLength(45);
    expect(everyExplanation.length).toBeGreaterThan(4000);
    for (const kind of kinds) expect(explain(failure(kind)).whatHappened).not.toBe("");
  });

  it("have a short title without a full stop", () => {
    const isTitle = (title: string): boolean => title.length <= 60 && /^[\p{Lu}\d“].*[^.!]$/u.test(title);
    expect(offenders(({ title }) => (isTitle(title) ? [] : [title]))).toEqual([]);
  });

  it("are whole sentences without gaps, names left open or words we do not use", () => {
    const isSentence = (text: string): boolean => /^[\p{L}\d“<].*[.]$/u.test(text);
    const unwanted = /\b(?:undefined|null|NaN|[Ll]ogin|[Oo]ops|[Ss]imply|[Pp]lease)\b|[{}!]| {2}/;
    const isPlain = (text: string): boolean => !unwanted.test(text.replaceAll("login.microsoftonline.com", "a host"));
    const bad = (words: Explanation): readonly string[] =>
      sentencesOf(words).filter((text) => !isSentence(text) || !isPlain(text));
    expect(offenders(bad)).toEqual([]);
  });

  it("tell at least one way on to whoever acts", () => {
    const bad = ({ whoActs, you, others, action }: Explanation): readonly string[] => [
      ...(whoActs !== "nobody" && you.length === 0 ? ["nothing for you"] : []),
      ...((whoActs === "admin" || whoActs === "developer") && others.length === 0 ? ["nothing for others"] : []),
      ...(whoActsLabels[whoActs] === "" || (action !== undefined && actionLabels[action.kind] === "")
        ? ["no label"]
        : []),
    ];
    expect(offenders(bad)).toEqual([]);
  });

  it("link only to what the table has, and to nothing of Microsoft's for another server", () => {
    expect(offenders((words) => words.links.filter((link) => !isLinkId(link)))).toEqual([]);
    const elsewhere = kinds.map((kind) => explain(failure(kind), { connection: openid }));
    expect(
      elsewhere.flatMap((words) => [
        ...words.links,
        ...sentencesOf(words).filter((text) => /Entra admin|az ad/.test(text)),
      ]),
    ).toEqual([]);
  });

  it("never offer to send a password again to a locked or blocked account", () => {
    const sends = new Set<Action["kind"]>(["tryAgain", "signInAgain"]);
    for (const kind of ["accountLocked", "policyBlocked", "deviceBlocked"] as const) {
      const { action, otherActions } = explain(failure(kind));
      expect([action, ...otherActions].filter((one) => one && sends.has(one.kind))).toEqual([]);
    }
  });

  const browser = { kind: "browserSignIn" };

  it.each([
    "mfaRequired",
    "federatedAccount",
    "personalAccount",
    "grantNotAllowed",
    "guestAccount",
    "policyBlocked",
  ] as const)("lead on to the browser where a password alone cannot do it: %s", (kind) =>
    expect(explain(failure(kind, { grant: "password" })).action).toEqual(browser),
  );

  it("ask for consent in the browser", () => {
    expect(explain(failure("consentRequired")).action).toEqual({ ...browser, prompt: "consent" });
    const adminOnly = explain(failure("consentRequired", { codes: ["AADSTS90094"] }));
    expect([adminOnly.action, adminOnly.whoActs]).toEqual([{ kind: "askAdmin" }, "admin"]);
    const request = explain(failure("consentRequired", { codes: ["AADSTS90095"] }));
    expect(request.action).toEqual({ ...browser, prompt: "consent" });
    expect(request.otherActions).toContainEqual({ kind: "askAdmin" });
  });

  it.each(["policyBlocked", "deviceBlocked", "personalAccount", "guestAccount"] as const)(
    "do not send anybody back to the browser that refused: %s",
    (kind) => {
      const { action, otherActions } = explain(failure(kind, { grant: "authorizationCode" }));
      expect([action, ...otherActions].filter((one) => one?.kind === "browserSignIn")).toEqual([]);
    },
  );

  it.each([
    ["policyBlocked", "AADSTS53003"],
    ["policyBlocked", "AADSTS530035"],
    ["policyBlocked", "AADSTS530033"],
    ["grantNotAllowed", "AADSTS7000218"],
  ] as const)("go back to the browser where device codes are refused: %s by %s", (kind, code) => {
    const words = explain(failure(kind, { grant: "deviceCode", codes: [code] }));
    expect(words.action).toEqual(browser);
    expect(words.whatHappened).toMatch(/device code/);
  });

  it.each(["password", "authorizationCode", "deviceCode"] as const)(
    "raise no hope where a code says that no way helps: %s",
    (grant) => {
      const atRisk = explain(failure("policyBlocked", { grant, codes: ["AADSTS53011"] }));
      expect(atRisk.title).toBe("This account is thought to be at risk");
      expect(atRisk.you).toContain("Do not go on trying. Tell your admin.");
      expect(atRisk.action).toBeUndefined();
    },
  );

  it("offer the page for a new password where the server named one, else the browser", () => {
    const helpUrl = "https://passwordreset.microsoftonline.com/";
    expect(explain(failure("passwordExpired", { helpUrl })).action).toEqual({ kind: "changePassword" });
    expect(explain(failure("passwordExpired")).action).toEqual({ kind: "browserSignIn" });
  });

  it("have no two buttons that say the same", () => {
    const twice = ({ action, otherActions }: Explanation): readonly string[] => {
      const all = [...(action ? [action] : []), ...otherActions].map(actionLabel);
      return all.filter((label, index) => all.indexOf(label) !== index);
    };
    expect(offenders(twice)).toEqual([]);
  });

  it("name the people and places of this connection", () => {
    const { whatHappened } = explain(failure("accountNotFound"), { connection, username: "ann@contoso.example" });
    expect(whatHappened).toContain("There is no account ann@contoso.example in contoso.onmicrosoft.com.");
    const { others } = explain(failure("notPublicClient", { endpoint: "https://login.microsoftonline.com/x/token" }), {
      connection,
    });
    expect(others.join(" ")).toContain(`az ad app update --id ${connection.clientId} --is-fallback-public-client true`);
  });

  it("lead to the practice company's own portal, which no command reaches", () => {
    const company = { ...connection, kind: "practice", clientId: companyTenant.clientId } as const;
    for (const kind of ["wrongClient", "notPublicClient"] as const) {
      const words = explain(failure(kind), { connection: company });
      expect(words.action).toEqual({ kind: "openCompanyApp" });
      expect(words.others.join(" ")).not.toContain("az ad app");
    }
    expect(explain(failure("wrongClient"), { connection }).action).toMatchObject({ kind: "editConnection" });
  });

  it("put nothing into a command but an ID", () => {
    const hostile = { ...connection, clientId: "x;rm -rf ~" };
    expect(explain(failure("notPublicClient"), { connection: hostile }).others.join(" ")).toContain(
      "--id <client ID> --is",
    );
  });

  it("are sharpened by a code, and fall back to the kind's where there is none", () => {
    const plain = explain(failure("mfaRequired"));
    expect(explain(failure("mfaRequired", { codes: ["AADSTS50079"] })).title).not.toBe(plain.title);
    expect(explain(failure("mfaRequired", { codes: ["AADSTS99999"] }))).toEqual(plain);
    expect(explain(failure("serviceDown", { status: 503, codes: ["AADSTS50126"] }))).toEqual(
      explain(failure("serviceDown")),
    );
    expect(explain(failure("mfaRequired", { error: "constructor", description: "__proto__" }))).toEqual(plain);
  });

  it("are sharpened by what a server without codes always says", () => {
    const error = "too_many_attempts";
    expect(explain(failure("accountLocked", { error })).title).not.toBe(explain(failure("accountLocked")).title);
    expect([...sharperBySaying.keys()].filter((key) => !kinds.includes(key.split(": ")[0] as FailureKind))).toEqual([]);
  });

  it("lead back to the field that is wrong", () => {
    expect(explain(failure("wrongClient")).action).toEqual({ kind: "editConnection", field: "clientId" });
    expect(explain(failure("wrongTenant")).action).toEqual({ kind: "editConnection", field: "tenant" });
    expect(explain(failure("wrongScope")).action).toEqual({ kind: "editConnection", field: "scopes" });
  });

  it("ask to confirm exactly the address that the password would go to", () => {
    const tokenOrigin = "https://elsewhere.example";
    const { action, whatHappened } = explain(failure("tokenOriginUnconfirmed", { tokenOrigin }), { connection });
    expect(action).toEqual({ kind: "confirmTokenOrigin", origin: tokenOrigin });
    expect(whatHappened).toContain(tokenOrigin);
  });

  it("begin again by the form after a sign-in and by a new request after a refresh", () => {
    expect(explain(failure("timeout", { grant: "password" })).action).toEqual({ kind: "tryAgain" });
    expect(explain(failure("timeout", { grant: "refreshToken" })).action).toEqual({ kind: "newToken" });
    expect(explain(failure("wrongCredentials", { grant: "password" })).action).toEqual({ kind: "tryAgain" });
  });
});

describe("the catalogue of codes", () => {
  it("knows all of them, with a kind and a sentence each", () => {
    expect(entraCodes.size).toBe(388);
    for (const [code, { kind, name, summary }] of entraCodes) {
      expect(code).toMatch(/^AADSTS\d{5,7}$/);
      expect(kinds).toContain(kind);
      expect(name ?? "NoName").toMatch(/^\w+$/);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    }
    expect(entraCodes.get("AADSTS50126")).toMatchObject({
      kind: "wrongCredentials",
      name: "InvalidUserNameOrPassword",
    });
  });

  it("agrees with the short list of kinds for the codes with words of their own", () => {
    const all = [...sharperByCode.keys()].filter((code) => entraCodes.has(code));
    expect([...sharperKinds.keys()].toSorted()).toEqual(all.toSorted());
    for (const [code, kind] of sharperKinds) expect(`${code} ${entraCodes.get(code)?.kind}`).toBe(`${code} ${kind}`);
  });

  it("has a meaning for every code with words of its own", () => {
    const unknown = [...sharperByCode.keys()].filter((key) => !entraCodes.has(key));
    expect(unknown).toEqual(["AADB2C90111", "MSIS9321", "MSIS9605", "MSIS9602", "MSIS9611"]);
  });
});

describe("the outside links", () => {
  it("are https, have a label, and are known by ID alone", () => {
    for (const [id, { url, label, redirectsTo }] of Object.entries(links)) {
      for (const address of [url, redirectsTo ?? url]) expect(new URL(address).protocol).toBe("https:");
      expect(label).not.toBe("");
      expect(isLinkId(id)).toBe(true);
    }
    expect(isLinkId("toString")).toBe(false);
    expect(isLinkId("https://evil.example")).toBe(false);
  });
});

describe("the technical details", () => {
  it("give the code its name and meaning, and times in UTC", () => {
    const evidence: Evidence = {
      grant: "password",
      status: 400,
      codes: ["AADSTS50126", "AADSTS70002"],
      error: "invalid_grant",
      correlationId: "our-id",
      traceId: "their-id",
      claims: "{}",
    };
    const details = Object.fromEntries(
      technicalDetails({ ...failure("wrongCredentials", evidence), retryAt: at + 60_000 }).map(({ label, value }) => [
        label,
        value,
      ]),
    );
    expect(details).toEqual({
      Code: "AADSTS50126 InvalidUserNameOrPassword",
      Meaning: "The username or password is wrong.",
      "Other codes": "AADSTS70002",
      Error: "invalid_grant",
      "HTTP status": "400",
      "Correlation ID": "our-id",
      "Trace ID": "their-id",
      "Time (UTC)": "2026-11-23T12:00:00.000Z",
      "Not before (UTC)": "2026-11-23T12:01:00.000Z",
      "Claims challenge": "yes",
    });
  });

  it("name the connection and the scopes where they are known", () => {
    const rows = technicalDetails(failure("mfaRequired"), { connection, scopes: ["User.Read", "Mail.Read"] });
    expect(rows).toContainEqual({ label: "Client ID", value: connection.clientId });
    expect(rows).toContainEqual({ label: "Tenant", value: connection.tenant });
    expect(rows).toContainEqual({ label: "Scopes", value: "User.Read Mail.Read" });
  });

  it("leave out what is not known", () => {
    expect(technicalDetails({ kind: "unexpected", at: Number.NaN, evidence: {} })).toEqual([]);
  });
});
