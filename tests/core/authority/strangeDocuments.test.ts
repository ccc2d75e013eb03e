// Whatever JSON an authority or a vouching host answers with, it is read without throwing, and leads nowhere in clear.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { askDocument } from "../../../electron/core/authority/askDocument.ts";
import { type AuthorityMetadata, readDocument } from "../../../electron/core/authority/authorityDocument.ts";
import { authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import { askInstance, type Instance } from "../../../electron/core/authority/instanceDiscovery.ts";
import type { SendHttp } from "../../../electron/core/http.ts";
import { authorityKinds } from "../../../shared/connection.ts";
import { createVirtualClock } from "../../support/virtualClock.ts";

const authority = "https://id.example/tenant";
const address = fc.oneof(
  fc.string(),
  fc.webUrl({ validSchemes: ["http", "https"], withQueryParameters: true }),
  fc.constantFrom(
    authority,
    "https://id.example/token?p=policy",
    "http://127.0.0.1:9/token",
    "https://localhost:9/token",
    "https://a:b@id.example/",
  ),
);
const field = fc.oneof(address, fc.jsonValue());
const document = fc.record(
  {
    issuer: fc.oneof(fc.constant(authority), field),
    token_endpoint: field,
    authorization_endpoint: field,
    device_authorization_endpoint: field,
    id_token_signing_alg_values_supported: fc.oneof(fc.array(field), field),
    authorization_response_iss_parameter_supported: field,
  },
  { requiredKeys: [] },
);

const nothing: Partial<AuthorityMetadata> = {};

function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const isHere = /^(?:localhost|127\.|\[::1\])/.test(hostname);
  return protocol === "https:" && !isHere && `${username}${password}` === "";
}

it("a document gives https addresses without names in them and none of this computer, or is refused", () => {
  fc.assert(
    fc.property(fc.constantFrom(...authorityKinds), document, (kind, json) => {
      const read = readDocument(json, authorityTypes[kind], authority, 0);
      expect(read.ok ? "read" : read.failure.kind).toMatch(/^(?:read|wrongAuthority|untrustedReply)$/);
      const { tokenEndpoint, authorizationEndpoint, deviceEndpoint, issuer } = read.ok ? read.value : nothing;
      expect(issuer === undefined || authorityTypes[kind].acceptsIssuer(issuer, authority)).toBe(true);
      const addresses = [tokenEndpoint, authorizationEndpoint, deviceEndpoint].filter((text) => text !== undefined);
      expect(addresses.filter((text) => !isSafe(new URL(text)))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

it("a token endpoint keeps the query that its document gives it, and gets no other", () => {
  const json = { issuer: authority, token_endpoint: "https://id.example/token?p=B2C_1_ropc" };
  const read = readDocument(json, authorityTypes.openid, authority, 0);
  expect(read).toMatchObject({ ok: true, value: { tokenEndpoint: "https://id.example/token?p=B2C_1_ropc" } });
});

const answering =
  (json: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): SendHttp =>
  () =>
    Promise.resolve({
      status,
      headers,
      text: "",
      tooLarge: false,
      ...(typeof json === "object" && json !== null ? { json: json as Record<string, unknown> } : {}),
    });

const host = "login.cloud.example";
const itself: Instance = { preferredNetwork: host, preferredCache: host, aliases: [host] };

it("instance discovery trusts a host only where it was asked about, and leads to hosts alone", async () => {
  const entry = fc.record(
    {
      preferred_network: fc.oneof(fc.domain(), field),
      preferred_cache: fc.oneof(fc.domain(), field),
      aliases: fc.oneof(fc.array(fc.oneof(fc.domain(), fc.constant("login.cloud.example"), field)), field),
    },
    { requiredKeys: [] },
  );
  const answer = fc.record(
    { tenant_discovery_endpoint: field, metadata: fc.oneof(fc.array(fc.oneof(entry, field)), field), error: field },
    { requiredKeys: [] },
  );
  const deps = (json: unknown) => ({ http: answering(json), clock: createVirtualClock() });
  await fc.assert(
    fc.asyncProperty(answer, async (json) => {
      const asked = await askInstance("https://login.cloud.example/tenant", deps(json));
      const origin = asked.ok ? "https://login.cloud.example" : asked.failure.evidence.authorityOrigin;
      expect(origin).toBe("https://login.cloud.example");
      expect(asked.ok && typeof json["tenant_discovery_endpoint"] !== "string").toBe(false);
      const { aliases, preferredCache, preferredNetwork } = asked.ok ? asked.value : itself;
      expect(aliases).toContain("login.cloud.example");
      for (const host of [...aliases, preferredNetwork, preferredCache]) expect(host).toMatch(/^[a-z0-9.-]+(?::\d+)?$/);
    }),
    { numRuns: 500 },
  );
});

it("a redirect to any text is followed at its own origin or named, and never for ever", async () => {
  const location = fc.oneof(
    address,
    fc.constantFrom(
      "http://a.aa/://@",
      "mailto:ann@id.example",
      "data:,x?y",
      "/x",
      "?",
      "#",
      "//id.example",
      "https://id.example/again",
    ),
  );
  await fc.assert(
    fc.asyncProperty(location, async (target) => {
      const asked: string[] = [];
      const http: SendHttp = (request) => {
        asked.push(request.url);
        return answering({}, 302, { location: target })(request);
      };
      const { reply, movedTo } = await askDocument("https://id.example/start", http);
      expect(reply.status).toBe(302);
      expect(asked.length).toBeLessThanOrEqual(4);
      for (const url of asked) expect(new URL(url).origin).toBe("https://id.example");
      const { username, password, search, hash } = new URL(movedTo ?? "https://id.example");
      expect([username, password, search, hash]).toEqual(["", "", "", ""]);
      expect(movedTo ?? "").not.toMatch(/^null|ann/);
    }),
    { numRuns: 500 },
  );
});
