// What a person types as user name and password arrives at the server exactly so, whatever it is made of.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Secret } from "../../../electron/core/secret.ts";
import { startTestApp } from "../../support/testApp.ts";
import { askPassword } from "./asking.ts";
import { decodeForm, startWireServer, type WireServer } from "./wireServer.ts";

const typed = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...Array.from("&=+%# ;?/\\\"'<>\t\n\r\u0000\u00a0\u2028\ufeff\u0301ß€💶")) }),
  fc.tuple(fc.constantFrom(" ", "\t", "\u00a0"), fc.string({ unit: "binary" })).map(([blank, text]) => blank + text),
  fc.tuple(fc.string({ unit: "binary" }), fc.constantFrom(" ", "\n", "\u3000")).map(([text, blank]) => text + blank),
);

async function arrivedAs(server: WireServer, username: string, password: string): Promise<readonly unknown[]> {
  const before = server.requests.length;
  await askPassword(server, { username, password: new Secret(password) });
  expect(server.requests).toHaveLength(before + 1);
  const form = decodeForm(server.requests[before]?.body ?? Buffer.of());
  expect(form.size).toBe(6);
  return [form.get("username"), form.get("password")];
}

it("all of Unicode arrives unchanged", async () => {
  const server = await startWireServer();
  await fc.assert(
    fc.asyncProperty(typed, typed, async (username, password) => {
      expect(await arrivedAs(server, username, password)).toEqual([username, password]);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ["blanks around", "  ann@contoso.example\t", " secret "],
  ["nothing but blanks", " ", "     "],
  ["a line feed at the end", "ann\n", "secret\r\n"],
  ["form separators", "a&b=c+d%20e", "&password=other&scope=all+%2B"],
  ["a thousand characters", "u".repeat(1000), "🔑ß ".repeat(250)],
  ["decomposed and composed letters side by side", "a\u0308ä", "e\u0301é"],
  ["a byte order mark first", "\ufeffann", "\ufeffsecret"],
])("%s", async (_, username, password) => {
  const server = await startWireServer();
  expect(await arrivedAs(server, username, password)).toEqual([username, password]);
});

it("the command passes on what was typed as it is", async () => {
  const t = await startTestApp();
  const [username, password] = [" Ada@Practice.test\t", "\u00a0 Käse+100%\n"];
  await t.app.handlers.signIn({ connectionId: "practice", username, password });
  const form = decodeForm(Buffer.from(t.net.requests.at(-1)?.init.body ?? ""));
  expect([form.get("username"), form.get("password")]).toEqual([username, password]);
  await t.app.stop();
  await t.tenant.close();
});

it("half a character is refused before anything is sent, wherever it stands", async () => {
  const t = await startTestApp();
  const half = fc.constantFrom("\ud800", "\udbff", "\udc00", "\udfff");
  // Two halves side by side could make a whole.
  const plain = fc.string({ unit: "grapheme-ascii" });
  await fc.assert(
    fc.asyncProperty(plain, half, plain, fc.boolean(), async (before, lone, after, inName) => {
      const broken = before + lone + after;
      const outcome = await t.app.handlers.signIn({
        connectionId: "practice",
        username: inName ? broken : "ada@practice.test",
        password: inName ? "secret" : broken,
      });
      const field = inName ? "username" : "password";
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "badInput", evidence: { field } } });
    }),
  );
  expect(t.net.requests).toEqual([]);
  await t.app.stop();
  await t.tenant.close();
});
