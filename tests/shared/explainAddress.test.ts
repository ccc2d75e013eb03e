// What the address of an authority led to, as it is told: unknown, unanswered, moved; and how one may trust it all the same.
import { describe, expect, it } from "vitest";
import type { Connection } from "../../shared/connection.ts";
import { explain } from "../../shared/explain.ts";
import type { Evidence, FailureKind } from "../../shared/failure.ts";

const origin = "https://login.airgap.example";
const asked = "https://login.microsoftonline.com/common/discovery/instance";
const told = (kind: FailureKind, evidence: Evidence) => explain({ kind, at: 0, evidence });
const trust = { kind: "trustAuthority", origin };

describe("an address that nobody vouches for", () => {
  it("is named, not the host that was asked about it, and can be trusted as the second choice", () => {
    const evidence = { authorityOrigin: origin, endpoint: asked, status: 400, error: "invalid_instance" };
    const { action, otherActions, title, whatHappened } = told("untrustedAuthority", evidence);
    expect(title).toBe("This address is not known as a sign-in service");
    expect(whatHappened).toContain(origin);
    expect(whatHappened).not.toContain("login.microsoftonline.com");
    expect(action).toEqual({ kind: "editConnection", field: "authority" });
    expect(otherActions).toEqual([trust]);
  });

  it.each([
    ["dns", { systemError: "ENOTFOUND" }],
    ["timeout", {}],
    ["offline", { systemError: "ENETUNREACH" }],
    ["untrustedAuthority", { status: 503 }],
    ["untrustedAuthority", { status: 200 }],
  ] satisfies readonly (readonly [FailureKind, Evidence])[])(
    "is told apart from one that could not be asked about: %s %j",
    (kind, more) => {
      const words = told(kind, { authorityOrigin: origin, endpoint: asked, ...more });
      expect(words.title).toBe("Nobody could say whether this address is right");
      expect(words.whatHappened).toContain(origin);
      expect(words.whatHappened).toContain("login.microsoftonline.com");
      expect(words.otherActions).toContainEqual(trust);
    },
  );

  it("is never offered to be trusted where no origin is known", () => {
    const { action, otherActions } = told("untrustedAuthority", {});
    expect([action, ...otherActions].filter((one) => one?.kind === "trustAuthority")).toEqual([]);
  });
});

it("an address that has moved is told with where it went", () => {
  const words = told("wrongAuthority", {
    endpoint: "https://id.example/x",
    status: 302,
    movedTo: "https://new.example/y",
  });
  expect(words.whatHappened).toBe(
    "id.example says that it is now at https://new.example/y. Nothing but that question was sent.",
  );
  expect(words.action).toEqual({ kind: "editConnection", field: "authority" });
});

it("a redirect to where nobody could see is told as one", () => {
  const words = told("notOAuth", { endpoint: "https://id.example/x", status: 302 });
  expect(words.title).toBe("This address leads on to another one");
  expect(told("notOAuth", { status: 200 }).title).toBe("Something else answered");
});

describe("an app that is asked for a secret", () => {
  const at = (kind: Connection["kind"]) => {
    const connection: Connection = {
      id: "c",
      label: "Work",
      colour: "blue",
      kind,
      authority: "https://id.example",
      tenant: "",
      clientId: "my-app",
      scopes: ["api.read"],
    };
    return explain({ kind: "notPublicClient", at: 0, evidence: {} }, { connection }).others.join(" ");
  };

  it("is made a public client in the words of its server", () => {
    expect(at("openid")).toContain("Keycloak");
    expect(at("openid")).not.toContain("App registrations");
    expect(at("adfs")).toContain("native application");
    expect(at("adfs")).not.toContain("App registrations");
    expect(at("entra")).toContain("Allow public client flows");
    expect(at("b2c")).toContain("Allow public client flows");
    expect(at("entra")).not.toContain("Keycloak");
  });
});
