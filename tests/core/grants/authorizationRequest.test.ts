// The address that a browser sign-in opens, for every kind of authority: the code flow with PKCE, whatever else a kind adds.
import { expect, test } from "vitest";
import { authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import { beginAuthorization } from "../../../electron/core/grants/authorizationCode.ts";
import { authorityKinds } from "../../../shared/connection.ts";

test.each(authorityKinds)(
  "at %s nothing but a code is asked for, so that no token stands in an address",
  async (kind) => {
    const origin = "https://id.example";
    const { url } = await beginAuthorization({
      authority: {
        kind,
        type: authorityTypes[kind],
        url: origin,
        origin,
        issuer: origin,
        tokenEndpoint: `${origin}/token`,
      },
      endpoint: `${origin}/authorize`,
      clientId: "an-app",
      scopes: ["api.read"],
      redirectUri: "http://localhost:1",
    });
    const { searchParams } = new URL(url);
    expect(searchParams.getAll("response_type")).toEqual(["code"]);
    expect(searchParams.getAll("response_mode")).toEqual(["query"]);
    expect(searchParams.getAll("code_challenge_method")).toEqual(["S256"]);
  },
);
