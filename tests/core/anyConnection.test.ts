// Whatever is typed as a connection: nothing throws, and what is accepted is safe and can be stored.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { checkConnection, isLoopbackHost, type ConnectionDraft } from "../../shared/connection.ts";
import { connectionSchema } from "../../shared/connectionSchema.ts";
import { reservedScopes } from "../../shared/reservedScopes.ts";

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.ipV4().map((ip) => `http://${ip}:8080`),
  fc.constantFrom(
    "http://localhost:1",
    "http://[::1]/x",
    "http://127.1",
    "HTTPS://ID.example//",
    "https:id.example",
    `https://id.example/${"x".repeat(3_000)}`,
  ),
  fc.string({ unit: "binary" }).map((rest) => `https://id.example/${rest}`),
  fc.string({ unit: "binary" }).map((host) => `http://127.0.0.1${host}`),
);
const text = fc.string({ unit: "binary", maxLength: 100 });
const typed = (...usual: string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: text });
const draft: fc.Arbitrary<ConnectionDraft> = fc.record({
  label: typed("Contoso", " x "),
  colour: typed("blue", "grey"),
  kind: typed("entra", "openid"),
  authority: fc.oneof({ weight: 4, arbitrary: url }, { weight: 1, arbitrary: text }),
  tenant: typed("contoso.example", "ORGANIZATIONS", ""),
  clientId: typed("client", "11111111-2222-4333-8444-555555555555"),
  scopes: typed("User.Read", "a, b openid", "api://x/.default"),
});

it("nothing throws, and what is accepted is safe, can be stored, and is accepted again as it is", () => {
  let accepted = 0;
  fc.assert(
    fc.property(draft, (typed) => {
      const checked = checkConnection(typed);
      expect(Object.keys(checked.ok ? {} : checked.problems).length > 0).toBe(!checked.ok);
      if (!checked.ok) return;
      accepted += 1;
      const { connection } = checked;
      const { protocol, hostname, username, password } = new URL(connection.authority);
      expect(protocol === "https:" || isLoopbackHost(hostname)).toBe(true);
      expect(username + password).toBe("");
      expect(connection.scopes.some((scope) => !reservedScopes.includes(scope))).toBe(true);
      expect(connectionSchema.safeParse({ ...connection, id: "x" }).success).toBe(true);
      expect(checkConnection({ ...connection, scopes: connection.scopes.join(" ") })).toEqual(checked);
    }),
    { numRuns: 2_000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

it("no list of strings throws, even one with half a character in each", () => {
  const broken = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 });
  const loose = broken.map((units) => String.fromCharCode(...units));
  const any = { label: loose, colour: loose, kind: typed("entra", "openid"), authority: loose, tenant: loose };
  fc.assert(fc.property(fc.record({ ...any, clientId: loose, scopes: loose }), (typed) => void checkConnection(typed)));
});
