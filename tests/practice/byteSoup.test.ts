// Whatever is sent to the practice tenant, it answers 4xx and lives on.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { practicePeople } from "../../shared/practicePeople.ts";
import { openTenant, personWho, signIn } from "./asker.ts";

const bytes = fc.uint8Array({ maxLength: 400 });
const word = fc.string({ unit: "binary", maxLength: 30 });

/** Parameters the endpoint knows, with values that come near to right ones. */
const nearlyForm = fc
  .dictionary(
    fc.constantFrom("grant_type", "client_id", "username", "scope", "refresh_token", "claims", "__proto__", "toString"),
    fc.oneof(
      word,
      fc.constantFrom(
        "password",
        "refresh_token",
        "User.Read",
        "openid",
        ...practicePeople.map((each) => each.username),
      ),
    ),
  )
  .map((parameters) => Buffer.from(new URLSearchParams(parameters).toString()));

const contentType = fc.constantFrom("application/x-www-form-urlencoded", "application/json", "text/plain;;;", "");

test("any bytes as a form are refused as JSON", async () => {
  const tenant = await openTenant();
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, nearlyForm), contentType, async (body, type) => {
      const init = { method: "POST", body, headers: { "Content-Type": type } };
      const response = await fetch(`${tenant.authority}/oauth2/v2.0/token`, init);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(Object.keys((await response.json()) as object)).toEqual(expect.arrayContaining(["error", "error_codes"]));
    }),
    { numRuns: 300 },
  );
  expect((await signIn(tenant, personWho("works"))).status).toBe(200);
});

test("any path is answered and never with a fault of the server", async () => {
  const tenant = await openTenant();
  const part = fc.oneof(
    word,
    fc.constantFrom("..", "%", "%00", "%2e%2e%2f", "v2.0", "common", "discovery", tenant.tenantId),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), fc.boolean(), async (parts, encoded) => {
      const path = parts.map((each) => (encoded ? encodeURIComponent(each.toWellFormed()) : each)).join("/");
      const response = await fetch(`${tenant.origin}/${path}`);
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect((await fetch(tenant.origin)).status).toBe(200);
});

test("any query and any form on the sign-in pages is answered, never with a fault of the server or a token", async () => {
  const tenant = await openTenant();
  const names = fc.constantFrom(
    "client_id",
    "response_type",
    "redirect_uri",
    "scope",
    "state",
    "prompt",
    "claims",
    "code_challenge",
    "code_challenge_method",
    "once",
    "action",
    "code",
    "__proto__",
  );
  const values = fc.oneof(
    word,
    fc.constantFrom(
      tenant.clientId,
      "http://localhost:1",
      "code",
      "User.Read",
      "none",
      "consent",
      "S256",
      "cancel",
      "{}",
    ),
  );
  const paths = fc.constantFrom(
    `/${tenant.tenantId}/oauth2/v2.0/authorize`,
    "/common/v2.0/adminconsent",
    "/common/adminconsent",
    "/signin",
    "/device",
    "/company/app",
    "/common/oauth2/v2.0/devicecode",
  );
  await fc.assert(
    fc.asyncProperty(paths, fc.dictionary(names, values), fc.boolean(), async (path, parameters, posts) => {
      const text = new URLSearchParams(Object.entries(parameters));
      const response = posts
        ? await fetch(tenant.origin + path, { method: "POST", body: text, redirect: "manual" })
        : await fetch(`${tenant.origin}${path}?${text}`, { redirect: "manual" });
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
      const location = response.headers.get("location");
      expect(location ?? "http://localhost:1/").toMatch(/^http:\/\/localhost:1\/(\?(?!.*code=)|$)/);
    }),
    { numRuns: 400 },
  );
  expect((await signIn(tenant, personWho("works"))).status).toBe(200);
});
