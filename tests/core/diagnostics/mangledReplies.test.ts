// Whatever a server, a proxy or a broken line makes of a reply: always a Failure, soon, and never a secret in it.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../shared/explain.ts";
import { technicalDetails } from "../../../shared/technicalDetails.ts";
import type { Failure, Grant } from "../../../shared/failure.ts";
import { classify } from "../../../electron/core/diagnostics/classify.ts";
import type { Reply } from "../../../electron/core/grants/reply.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { recordedReplies, replyOf } from "./recordedReplies.ts";

const all = await recordedReplies();
const grants: readonly Grant[] = ["password", "refreshToken", "authorizationCode", "deviceCode", "samlBearer"];

const secrets = fc.uniqueArray(
  fc.string({ minLength: 8, maxLength: 80, unit: "grapheme" }).filter((text) => text.trim().length >= 8),
  { minLength: 1, maxLength: 3 },
);

/** Any JSON value, in which the secrets turn up here and there. */
const valueWith = (texts: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.tuple(fc.string(), fc.constantFrom(...texts), fc.string()).map((parts) => parts.join("")),
    fc.constantFrom(...texts).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom(...texts).map((text) => ({ [text]: [text] })),
  );

/** What went wrong in telling this reply, in words; nothing where all is well. */
function faultsOf(grant: Grant, reply: Reply, texts: readonly string[]): readonly string[] {
  const context = {
    at: 1_800_000_000_000,
    endpoint: "https://login.example/token",
    correlationId: "c0ffee",
    secrets: texts.map((text) => new Secret(text)),
  };
  let failure: Failure | undefined;
  /** Milliseconds of processor time; a machine that is busy with other things adds none. */
  const once = (): number => {
    const before = process.cpuUsage();
    failure = classify(grant, reply, context);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  // Whatever is translated or tidied up meanwhile is so once, a bad expression is slow every time.
  const isSlow = once() >= 50 && once() >= 50 && once() >= 50;
  const words = shown(failure);
  return [
    ...(isSlow ? ["is slow"] : []),
    ...texts.filter((text) => words.includes(text)).map((text) => `holds ${text}`),
  ];
}

function shown(failure: Failure | undefined): string {
  if (failure === undefined) return "";
  const values = (value: unknown): readonly string[] =>
    typeof value === "object" && value !== null ? Object.values(value).flatMap(values) : [String(value)];
  return [JSON.stringify(failure), ...values([failure, explain(failure), technicalDetails(failure)])].join("\n");
}

describe("a mangled reply", () => {
  it("with values of other types, and secrets among them, is still told", () => {
    const fields = [
      "error",
      "error_description",
      "error_codes",
      "suberror",
      "claims",
      "error_uri",
      "trace_id",
      "timestamp",
      "title",
      "detail",
    ];
    const input = secrets.chain((texts) =>
      fc.record({
        texts: fc.constant(texts),
        index: fc.nat(all.length - 1),
        grant: fc.constantFrom(...grants),
        status: fc.integer({ min: 200, max: 599 }),
        changes: fc.dictionary(fc.constantFrom(...fields), valueWith(texts)),
        headers: fc.dictionary(
          fc.constantFrom("content-type", "retry-after", "date", "x-ms-request-id"),
          valueWith(texts).map((value) => (typeof value === "string" ? value : JSON.stringify(value))),
        ),
      }),
    );
    fc.assert(
      fc.property(input, ({ texts, index, grant, status, changes, headers }) => {
        const json = { ...all[index]?.reply.json, ...changes };
        expect(faultsOf(grant, { status, headers, text: JSON.stringify(json), json, tooLarge: false }, texts)).toEqual(
          [],
        );
      }),
      { numRuns: 4000 },
    );
  });

  it("cut short or with bytes changed is still told", async () => {
    const input = fc.record({
      index: fc.nat(all.length - 1),
      grant: fc.constantFrom(...grants),
      length: fc.nat(1200),
      bytes: fc.array(fc.tuple(fc.nat(1200), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ index, grant, length, bytes }) => {
        const { reply } = all[index] ?? { reply: undefined };
        const body = new TextEncoder().encode(reply?.text).slice(0, length);
        for (const [place, byte] of bytes) if (place < body.length) body[place] = byte;
        expect(faultsOf(grant, await replyOf(reply?.status ?? 400, reply?.headers ?? {}, body), [])).toEqual([]);
      }),
      { numRuns: 4000 },
    );
  });

  it("in another encoding is still told", () => {
    const input = fc.record({
      index: fc.nat(all.length - 1),
      encoding: fc.constantFrom("utf16le", "latin1", "base64", "hex"),
      mark: fc.constantFrom("", "\ufeff", "\u0000", ")]}',\n"),
    });
    fc.assert(
      fc.property(input, ({ index, encoding, mark }) => {
        const { reply } = all[index] ?? { reply: undefined };
        const text = mark + Buffer.from(reply?.text ?? "").toString(encoding);
        expect(
          faultsOf(
            "password",
            { status: reply?.status ?? 400, headers: reply?.headers ?? {}, text, tooLarge: false },
            [],
          ),
        ).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a megabyte of opening signs", "<".repeat(1_000_000)],
    ["a megabyte of codes", "AADSTS50126".repeat(90_000)],
    ["a megabyte of blanks", `Trace ID:${" ".repeat(990_000)}x`],
    ["a megabyte of tails", "Trace ID: Correlation ID: Timestamp: ".repeat(27_000)],
    ["one endless word", "a".repeat(1_000_000)],
    ["deep nesting", "[".repeat(500_000)],
  ])("made of %s takes no time", (_, text) => {
    expect(
      faultsOf("password", { status: 400, headers: {}, text, tooLarge: false }, ["a-secret-of-some-length"]),
    ).toEqual([]);
    const json = { error: "x", error_description: text, claims: text, error_codes: [text] };
    const reply = { status: 400, headers: {}, text: "", json, tooLarge: false };
    expect(faultsOf("password", reply, ["a-secret-of-some-length", "a".repeat(8)])).toEqual([]);
  });

  it("with a claims object nested without end is still told", () => {
    const claims: unknown = JSON.parse(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    const reply = { status: 400, headers: {}, text: "", json: { error: "x", claims }, tooLarge: false };
    expect(faultsOf("password", reply, ["a-secret-of-some-length"])).toEqual([]);
  });
});
