// Servers that want a secret of the app: each says so in its own way, and none of them loses or repeats anything by it.
import { describe, expect, it } from "vitest";
import { classify } from "../../../electron/core/diagnostics/classify.ts";
import { explain } from "../../../shared/explain.ts";
import { refreshTokenSurvives, type Failure } from "../../../shared/failure.ts";

interface Said {
  readonly status: number;
  readonly error: string;
  readonly description?: string;
  readonly challenge?: string;
}

function failureOf({ status, error, description, challenge }: Said): Failure {
  const json = { error, ...(description === undefined ? {} : { error_description: description }) };
  const headers = { "content-type": "application/json", ...(challenge && { "www-authenticate": challenge }) };
  const context = { at: 0, endpoint: "https://id.example/token", correlationId: "c", secrets: [] };
  return classify("password", { status, headers, json, text: JSON.stringify(json), tooLarge: false }, context);
}

describe("a server that wants a secret", () => {
  it.each([
    ["Entra", { status: 401, error: "invalid_client", description: "AADSTS7000218: The request body must contain …" }],
    ["Keycloak", { status: 401, error: "invalid_client", description: "Invalid client or Invalid client credentials" }],
    [
      "Keycloak before 2022",
      { status: 401, error: "unauthorized_client", description: "Invalid client or Invalid client credentials" },
    ],
    [
      "Keycloak, no secret sent",
      { status: 400, error: "unauthorized_client", description: "Client secret not provided in request" },
    ],
    ["oidc-provider", { status: 401, error: "invalid_client", description: "client authentication failed" }],
    [
      "authentik",
      {
        status: 400,
        error: "invalid_client",
        description:
          "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)",
      },
    ],
    ["AD FS", { status: 400, error: "invalid_client", description: "MSIS9622: Client authentication failed." }],
    [
      "AD FS, of another kind",
      { status: 400, error: "invalid_client", description: "MSIS9623: Received invalid Client credentials." },
    ],
    ["any by RFC 6749", { status: 401, error: "invalid_client", challenge: 'Basic realm="token"' }],
  ] satisfies readonly (readonly [string, Said])[])("%s: says so, and how to do without", (_, said) => {
    const failure = failureOf(said);
    expect(failure.kind).toBe("notPublicClient");
    expect(refreshTokenSurvives(failure)).toBe(true);
    expect(explain(failure).others.join(" ")).toContain("public client");
  });

  it("is not told for sure where the server keeps it to itself", () => {
    const vague = failureOf({ status: 401, error: "invalid_client", description: "client authentication failed" });
    expect(explain(vague).title).toBe("The app is not known here, or expects a secret");
    const sure = failureOf({
      status: 400,
      error: "unauthorized_client",
      description: "Client secret not provided in request",
    });
    expect(explain(sure).title).toBe("The app is not set up as a public client");
  });

  it.each([
    [
      "a code that says more",
      { status: 401, error: "invalid_client", description: "AADSTS700016: not found", challenge: "Basic" },
      "wrongClient",
    ],
    ["no challenge", { status: 401, error: "invalid_client" }, "wrongClient"],
    ["another challenge", { status: 401, error: "invalid_client", challenge: "Bearer" }, "wrongClient"],
    ["another refusal", { status: 401, error: "invalid_grant", challenge: "Basic" }, "wrongCredentials"],
  ] satisfies readonly (readonly [string, Said, string])[])("is not found in %s", (_, said, kind) => {
    expect(failureOf(said).kind).toBe(kind);
  });
});

it.each([
  ["MSIS9321: The client is forbidden to access the resource.", "wrongScope"],
  ["MSIS9605: The client is not allowed to access the requested resource.", "wrongScope"],
  ["MSIS9611: The authorization server does not support the requested 'grant_type'.", "grantNotAllowed"],
  ["MSIS9659: Invalid 'username' or 'password'.", "wrongCredentials"],
])("AD FS's %s is told as %s", (description, kind) => {
  expect(failureOf({ status: 400, error: "invalid_request", description }).kind).toBe(kind);
});
